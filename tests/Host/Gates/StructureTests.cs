// SPDX-License-Identifier: MIT
// The shape of the repository: which folder may refer to which, where unsafe code may be, and what each file begins with.
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Wardstone.Tests.Host.Gates;

public class StructureTests
{
    private const int MaximumLines = 400;
    private const int MaximumColumns = 140;

    private static readonly string[] Folders = ["firmware", "hal", "boards", "renode", "samples", "host", "tests", ".ci"];

    // Lists: of facts, of projects.
    private static readonly string[] LongFiles = ["tests/Vectors/nanoframework-api.txt", "Firmware.sln"];

    private static readonly string[] UnsafeFolders = ["hal/"]; // with the runtime's own tests

    private static readonly string[] SourceExtensions = [".cs", ".S", ".inc", ".ld", ".props", ".targets", ".c", ".h"];

    private static readonly string[] Scripts = ["demo", "test", "bench", "setup", "release", "flash", ".ci/run"];

    /// <summary>What a project may refer to, the first rule that fits: firmware/ by name, then by folder.</summary>
    private static readonly (string From, string To)[] Arrows =
    [
        ("^firmware/Runtime$", "^$"),
        ("^firmware/(Drivers|Tpm|Link)$", "^firmware/Runtime$"),
        ("^firmware/Vfs$", "^firmware/(Runtime|Drivers)$"),
        ("^firmware/MeasuredBoot$", "^firmware/(Runtime|Tpm)$"),
        ("^firmware/Appliance/Components/[^/]+$", "^firmware/(Runtime|Drivers|Tpm|Link|Vfs|MeasuredBoot)$"),
        ("^firmware/Appliance$", "^firmware/(Runtime|Drivers|Tpm|Link|Vfs|MeasuredBoot|Appliance/Components/[^/]+)$"),
        ("^hal/", "^hal/"),
        ("^boards/Plain/", "^hal/"),
        ("^boards/", "^(firmware/(Appliance|Runtime)|boards/Common|hal/.*)$"),
        ("^host/Wardstone$", "^firmware/(Runtime|Link|Tpm|MeasuredBoot)$"),
        ("^host/", "^(host/.*|firmware/(Runtime|Link|Tpm|MeasuredBoot)|hal/Net)$"),
        ("^samples/", "^(boards/Plain/[^/]+|hal/(CoreLib|Devices|Net))$"),
        ("^tests/", "."),
    ];

    public static TheoryData<string> AllProjects => [.. Folders.SelectMany(Repository.Projects)];

    [Theory]
    [MemberData(nameof(AllProjects))]
    public void ReferencesFollowTheArrows(string project) =>
        Repository.AssertNone($"{project} refers to", WrongReferences(project, References(Repository.ReadText(project))));

    [Theory]
    [InlineData("firmware/Tpm/Tpm.csproj", "../Drivers/Drivers.csproj")]
    [InlineData("firmware/Runtime/Runtime.csproj", "../../hal/CoreLib/CoreLib.csproj")]
    [InlineData("hal/Aspeed/Aspeed.csproj", "../../firmware/Runtime/Runtime.csproj")]
    [InlineData("boards/x/X.csproj", "../../firmware/Tpm/Tpm.csproj")]
    [InlineData("host/Wardstone/Wardstone.csproj", "../../firmware/Appliance/Appliance.csproj")]
    [InlineData("firmware/Appliance/Components/X/X.csproj", "../Y/Y.csproj")]
    [InlineData("firmware/Appliance/Components/X/X.csproj", "../../Appliance.csproj")]
    [InlineData("somewhere/Else.csproj", "../firmware/Tpm/Tpm.csproj")]
    public void AWrongArrowIsFound(string project, string reference) => Assert.NotEmpty(WrongReferences(project, [reference]));

    // firmware/Directory.Build.props gives every portable project its system library; no project file may add to that.
    [Fact]
    public void FirmwareMeetsTheHalOnlyThroughTheSystemLibrary()
    {
        var references = References(Repository.ReadText("firmware/Directory.Build.props"));
        Assert.Equal(["CoreLib", "Devices", "Net"], references.Select(Path.GetFileNameWithoutExtension));
    }

    [Fact]
    public void UnsafeCodeIsOnlyInHal() =>
        Repository.AssertNone("allows unsafe code", Repository.Files.Where(file =>
            Path.GetExtension(file) is ".csproj" or ".props" or ".targets"
            && !UnsafeFolders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))
            && Regex.IsMatch(Repository.ReadText(file), "<AllowUnsafeBlocks[^>]*>\\s*true", RegexOptions.IgnoreCase)));

    [Fact]
    public void FirmwareIsCSharp9()
    {
        Assert.Contains("<LangVersion>9</LangVersion>", Repository.ReadText("firmware/Directory.Build.props"), StringComparison.Ordinal);
        Repository.AssertNone("sets LangVersion", Repository.Projects("firmware").Where(file =>
            Repository.ReadText(file).Contains("<LangVersion", StringComparison.Ordinal)));
    }

    [Fact]
    public void TheTopLevelIsFixed() =>
        Repository.AssertNone("not a folder of the design", Repository.Files
            .Where(file => file.Contains('/')).Select(file => file.Split('/')[0]).Distinct().Except(Folders));

    [Fact]
    public void EverySourceFileNamesItsLicence() =>
        Repository.AssertNone("has no SPDX line", SourceFiles().Where(file => !Repository.ReadText(file).Split('\n').Take(2)
            .Any(line => line.Contains("SPDX-License-Identifier: MIT", StringComparison.Ordinal))));

    [Fact]
    public void NoFileIsLong() =>
        Repository.AssertNone($"longer than {MaximumLines} lines", Repository.Files.Except(LongFiles).Where(IsText)
            .Where(file => File.ReadLines(Path.Combine(Repository.Root, file)).Count() > MaximumLines));

    [Fact]
    public void NoLineIsLong() =>
        Repository.AssertNone($"with a line longer than {MaximumColumns} columns", Repository.Files
            .Where(file => Path.GetExtension(file) == ".cs")
            .Where(file => File.ReadLines(Path.Combine(Repository.Root, file)).Any(line => line.Length > MaximumColumns)));

    private static bool IsText(string file) =>
        SourceExtensions.Contains(Path.GetExtension(file)) || Path.GetExtension(file) is ".md" or ".txt" or ".sln" or "";

    private static IEnumerable<string> SourceFiles() =>
        Repository.Files.Where(file => SourceExtensions.Contains(Path.GetExtension(file)) || Scripts.Contains(file));

    // A reference that only orders the build brings no names along.
    private static string[] References(string project) =>
        [.. XDocument.Parse(project).Descendants("ProjectReference")
            .Where(element => (string?)element.Attribute("ReferenceOutputAssembly") != "false")
            .Select(element => (string?)element.Attribute("Include")).OfType<string>()];

    private static IEnumerable<string> WrongReferences(string project, IEnumerable<string> references)
    {
        var from = Path.GetDirectoryName(project)!.Replace('\\', '/');
        var rule = Arrows.FirstOrDefault(arrow => Regex.IsMatch(from, arrow.From));
        foreach (var reference in references)
        {
            var target = Path.GetFullPath(Path.Combine(Repository.Root, from, reference.Replace('\\', '/')));
            var to = Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(target)!).Replace('\\', '/');
            if (rule.To == null || !Regex.IsMatch(to, rule.To))
            {
                yield return to;
            }
        }
    }
}
