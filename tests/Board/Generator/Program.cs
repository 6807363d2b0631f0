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

File.WriteAllLines(args[1],
[
    "namespace Wardstone.Tests.Board",
    "{",
    "    internal static class TestList",
    "    {",
    "        public static void Run(TestRun run)",
    "        {",
    .. classes.Select(type => $"            {Name(type)}(run);"),
    "        }",
    .. classes.SelectMany(TestsOf),
    "    }",
    "}",
]);
return 0;

IEnumerable<string> TestsOf(TypeDefinition type)
{
    var methods = type.GetMethods().Select(metadata.GetMethodDefinition).ToArray();
    return
    [
        "",
        $"        private static void {Name(type)}(TestRun run)",
        "        {",
        $"            var tests = new global::{metadata.GetString(type.Namespace)}.{Name(type)}();",
        .. With(methods, "Setup").Select(method => $"            run.Setup(tests.{Name(method)});"),
        .. With(methods, "TestMethod").SelectMany(method => Cases(method, $"{Name(type)}.{Name(method)}", RunnerOf(type))),
        .. With(methods, "Cleanup").Select(method => $"            run.Cleanup(\"{Name(type)}.{Name(method)}\", tests.{Name(method)});"),
        "            run.EndClass();",
        "        }",
    ];
}

// Tests of the component runtime leave threads and domains behind, which end with the board only.
string RunnerOf(TypeDefinition type) =>
    metadata.GetString(type.Namespace).EndsWith(".Runtime", StringComparison.Ordinal) ? "TestAlone" : "Test";

IEnumerable<string> Cases(MethodDefinition method, string name, string runner)
{
    var rows = Attributes(method.GetCustomAttributes(), "DataRow").Select(row => row.DecodeValue(new Literals())).ToArray();
    return rows.Length == 0
        ? [$"            run.{runner}(\"{name}\", tests.{Name(method)});"]
        : rows.Select((row, i) => $"            run.{runner}(\"{name}\", {i}, () => tests.{Name(method)}({Literals.Arguments(row)}));");
}

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
