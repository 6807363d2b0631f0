// SPDX-License-Identifier: MIT
// What the nanoFramework projects compile: every portable source, once, and every portable test.

using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.NanoFramework;

[Collection(nameof(NanoBuild))]
public class CompiledSourcesTests(NanoBuild build)
{
    private const string Example = "firmware/Appliance/Components/Example/";

    // An assembly of nanoFramework has offsets of 16 bits, into its code and into its strings.
    private const int MaxCode = 60_000;
    private const int MaxStrings = 60_000;

    // What the tests of both assemblies use.
    private static readonly string[] Shared =
        ["tests/Portable/Components/TestEnv.cs", "tests/Portable/Hex.cs", "tests/Portable/TextRom.cs"];

    private static readonly string[] Tests = ["NFUnitTest", "NFUnitTestFiles"];

    private static readonly string[] Product = ["Runtime", "Libraries", "Appliance", "Firmware"];

    public static TheoryData<string> All => [.. NanoBuild.ProjectFiles];

    [Fact]
    public void TheProductIsAllOfFirmware() => Assert.Empty(Differences(
        Product.SelectMany(name => build.Project(name).Sources),
        [
            .. Sources("firmware/").Where(file => !file.StartsWith(Example, StringComparison.Ordinal)),
            .. Sources("boards/nanoframework/"),
            "boards/nanoframework/Firmware/obj/Debug/Measured.cs",
        ]));

    [Fact]
    public void TheTestsAreAllPortableTests() =>
        Assert.Equal(
            Shared.Select(file => file + " twice"),
            Differences(Tests.SelectMany(name => build.Project(name).Sources), [.. Sources("tests/Portable/"), .. Sources(Example)]));

    [Theory]
    [InlineData("samples/Tmp105/Tmp105.nfproj", "samples/Tmp105/")]
    [InlineData("samples/At24c/At24c.nfproj", "samples/At24c/")]
    [InlineData("samples/SpiFlash/SpiFlash.nfproj", "samples/SpiFlash/")]
    [InlineData("boards/nanoframework/Workload.nfproj", "tests/Bench/Workload/")]
    public void AProgramIsAllOfItsFolder(string project, string folder) =>
        Assert.Empty(Differences(Find(project).Sources, [.. Sources(folder)]));

    [Fact]
    public void NoTestIsLost()
    {
        var expected = Attributes(Repository.BoardAssembly("Portable", "Wardstone.Tests.Portable"));
        Assert.InRange(expected["TestMethodAttribute"], 100, 10_000);
        Assert.Equal(expected, Attributes([.. Tests.Select(name => build.Project(name).Assembly)]));
        Assert.All(Tests, name => Assert.Equal("NFUnitTest.dll", Path.GetFileName(build.Project(name).Assembly)));
    }

    [Fact]
    public void WhatIsMissingExtraOrTwiceIsFound() =>
        Assert.Equal(["a extra", "b missing", "c twice"], Differences(["a", "c", "c", "d"], ["b", "c", "d"]));

    [Theory]
    [MemberData(nameof(All))]
    public void IsCSharp9(string project) => Assert.Equal("9.0", Find(project).Language);

    [Theory]
    [MemberData(nameof(All))]
    public void IsPortable(string project)
    {
        using var gate = new IlGate(Find(project).Assembly);

        // Tests may have static fields: IlGateTests says why.
        var isTests = Tests.Contains(Path.GetFileNameWithoutExtension(project));
        Repository.AssertNone("not portable", gate.Check(_ => true).Where(found =>
            !isTests || !found.EndsWith(": static field that changes", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void FitsIntoAnAssembly(string project)
    {
        var (code, strings) = Sizes(Find(project).Assembly);
        Assert.InRange(code, 1, MaxCode);
        Assert.InRange(strings, 1, MaxStrings);
    }

    // They share a folder: what starts the tests loads everything beside them, and the extension for VS Code flashes what lies at
    // <folder>/bin/<configuration>.
    [Theory]
    [InlineData("Firmware")]
    [InlineData("NFUnitTest")]
    [InlineData("NFUnitTestFiles")]
    public void HasAnOutputOfItsOwn(string name) => Assert.Equal(
        $"boards/nanoframework/{name}/bin/Debug", Path.GetRelativePath(build.Root, build.Project(name).Output).TrimEnd('/'));

    // nanoFramework's test adapter looks for these items in the text of every project above the tests' assembly, and opens what they name.
    [Theory]
    [MemberData(nameof(All))]
    public void NamesOnlyFilesAsCompileItems(string project) => Repository.AssertNone(
        "no file",
        NamedSources(Repository.ReadText(project)).Where(file => !File.Exists(Path.Combine(Repository.Root, Folder(project), file))));

    [Fact]
    public void AWildcardIsNoFile() =>
        Assert.Equal(["../**/*.cs"], NamedSources("""<ItemGroup><Compile Include="..\**\*.cs" /></ItemGroup>"""));

    [Fact]
    public void TheSolutionHasEveryProjectOfTheFolder()
    {
        var solution = Repository.ReadText("boards/nanoframework/Wardstone.nanoFramework.sln");
        foreach (var project in NanoBuild.ProjectFiles.Where(file => Folder(file) == "boards/nanoframework"))
        {
            var id = System.Xml.Linq.XDocument.Parse(Repository.ReadText(project)).Descendants()
                .Single(element => element.Name.LocalName == "ProjectGuid").Value;
            Assert.Contains($"\"{Path.GetFileName(project)}\", \"{id}\"", solution, StringComparison.Ordinal);
        }
    }

    private static string Folder(string file) => Path.GetDirectoryName(file)!.Replace('\\', '/');

    private static IEnumerable<string> Sources(string folder) => Repository.Files.Where(file =>
        file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    private static IEnumerable<string> NamedSources(string project) =>
        System.Text.RegularExpressions.Regex.Matches(project, "<Compile Include=\"([^\"]+)\"")
            .Select(match => match.Groups[1].Value.Replace('\\', '/'));

    private static string[] Differences(IEnumerable<string> compiled, IEnumerable<string> wanted)
    {
        var all = compiled.ToArray();
        var expected = wanted.ToHashSet();
        return
        [
            .. all.Where(file => !expected.Contains(file)).Select(file => file + " extra")
                .Concat(expected.Except(all).Select(file => file + " missing"))
                .Concat(all.GroupBy(file => file).Where(group => group.Count() > 1).Select(group => group.Key + " twice"))
                .Order(StringComparer.Ordinal),
        ];
    }

    // How often each attribute of the test framework stands in assemblies.
    private static SortedDictionary<string, int> Attributes(params string[] assemblies) => new(assemblies
        .SelectMany(AttributesOf).CountBy(name => name).ToDictionary());

    private static string[] AttributesOf(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return
        [
            .. metadata.CustomAttributes.Select(handle => metadata.GetCustomAttribute(handle).Constructor)
                .Where(constructor => constructor.Kind == HandleKind.MemberReference)
                .Select(constructor => metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent)
                .Where(parent => parent.Kind == HandleKind.TypeReference)
                .Select(parent => metadata.GetTypeReference((TypeReferenceHandle)parent))
                .Where(type => metadata.GetString(type.Namespace) == "nanoFramework.TestFramework")
                .Select(type => metadata.GetString(type.Name)),
        ];
    }

    // Strings are names, and what the code loads, each once; a row of a test's data is one as well, and counted by its bytes here.
    private static (int Code, int Strings) Sizes(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var code = metadata.MethodDefinitions.Select(handle => metadata.GetMethodDefinition(handle).RelativeVirtualAddress)
            .Where(address => address != 0).Sum(address => file.GetMethodBody(address).Size);
        var loaded = 0;
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            loaded += metadata.GetUserString(handle).Length + 1;
        }

        var data = metadata.CustomAttributes.Sum(handle => metadata.GetBlobReader(metadata.GetCustomAttribute(handle).Value).Length);
        return (code, metadata.GetHeapSize(HeapIndex.String) + loaded + data);
    }

    private NanoProject Find(string project) => build.Projects.Single(found => found.Name == project);
}
