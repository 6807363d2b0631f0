// SPDX-License-Identifier: MIT
// The board has no reflection, so the build finds the tests: reads an assembly's metadata for nanoFramework.TestFramework's
// attributes and writes C# that calls each test by its name.
// Usage: Generator ASSEMBLY OUTPUT.cs

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Wardstone.Tests.Board.Generator;

const string TestFramework = "nanoFramework.TestFramework";

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: Generator ASSEMBLY OUTPUT.cs");
    return 2;
}

using var file = new PEReader(File.OpenRead(args[0]));
var metadata = file.GetMetadataReader();
var classes = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
    .Where(type => Attributes(type.GetCustomAttributes(), "TestClass").Any())
    .ToArray();

// A test is a number within its class, and a class has one method that runs any: a delegate and a name for each would be most of the image.
File.WriteAllLines(args[1],
[
    "namespace Wardstone.Tests.Board",
    "{",
    "    internal static class TestList",
    "    {",
    "        public static void Run(TestRun run)",
    "        {",
    .. classes.SelectMany(RunOf),
    "        }",
    .. classes.SelectMany(CasesOf),
    "    }",
    "}",
]);
return 0;

IEnumerable<string> RunOf(TypeDefinition type)
{
    var lines = new List<string> { $"            run.Begin(\"{Name(type)}\", new {Name(type)}());" };
    var number = 0;
    foreach (var (kind, method) in MethodsOf(type))
    {
        var rows = RowsOf(method).Length;
        var runner = kind == "TestMethod" ? RunnerOf(type) : kind;
        lines.Add($"            run.{runner}(\"{Name(method)}\", {number}, {rows});");
        number += Math.Max(rows, 1);
    }

    return lines;
}

IEnumerable<string> CasesOf(TypeDefinition type) =>
[
    "",
    $"        private sealed class {Name(type)} : TestCases",
    "        {",
    $"            private readonly global::{metadata.GetString(type.Namespace)}.{Name(type)} _tests = new();",
    "",
    "            public override void Run(int number)",
    "            {",
    "                switch (number)",
    "                {",
    .. MethodsOf(type).SelectMany(found => CallsOf(found.Method))
        .Select((call, i) => $"                    case {i}: _tests.{call}; break;"),
    "                }",
    "            }",
    "        }",
];

// In the order in which they run.
IEnumerable<(string Kind, MethodDefinition Method)> MethodsOf(TypeDefinition type)
{
    var methods = type.GetMethods().Select(metadata.GetMethodDefinition).ToArray();
    string[] kinds = ["Setup", "TestMethod", "Cleanup"];
    return kinds.SelectMany(kind => With(methods, kind).Select(method => (kind, method)));
}

IEnumerable<string> CallsOf(MethodDefinition method) =>
    RowsOf(method) is { Length: > 0 } rows ? rows.Select(row => $"{Name(method)}({row})") : [$"{Name(method)}()"];

// The arguments of each row.
string[] RowsOf(MethodDefinition method) =>
    [.. Attributes(method.GetCustomAttributes(), "DataRow").Select(row => Literals.Arguments(row.DecodeValue(new Literals())))];

// Tests of the component runtime leave threads and domains behind, which end with the board only.
string RunnerOf(TypeDefinition type) =>
    metadata.GetString(type.Namespace).EndsWith(".Runtime", StringComparison.Ordinal) ? "TestAlone" : "Test";

string Name<T>(T definition) =>
    metadata.GetString(definition is TypeDefinition type ? type.Name : ((MethodDefinition)(object)definition!).Name);

IEnumerable<MethodDefinition> With(IEnumerable<MethodDefinition> methods, string attribute) =>
    methods.Where(method => Attributes(method.GetCustomAttributes(), attribute).Any());

// The attributes of one kind, in the order of the source.
IEnumerable<CustomAttribute> Attributes(CustomAttributeHandleCollection handles, string name) =>
    handles.Select(metadata.GetCustomAttribute).Where(attribute =>
        attribute.Constructor.Kind == HandleKind.MemberReference
        && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
        && metadata.GetTypeReference((TypeReferenceHandle)parent) is var reference
        && metadata.GetString(reference.Namespace) == TestFramework
        && metadata.GetString(reference.Name) == name + "Attribute");
