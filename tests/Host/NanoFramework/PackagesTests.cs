// SPDX-License-Identifier: MIT
// That a restore of the nanoFramework projects gives what they refer to: packages.config and the paths in the projects beside it name the
// same packages in the same versions, these are the ones that were compiled against each other, and nothing that one needs is missing.

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.NanoFramework;

public class PackagesTests
{
    public static TheoryData<string> Folders => [.. NanoBuild.ProjectFiles.Select(file => Path.GetDirectoryName(file)!).Distinct()];

    [Theory]
    [MemberData(nameof(Folders))]
    public void FitTogether(string folder) => Repository.AssertNone(
        folder,
        Wrong(
            Repository.ReadText(folder + "/packages.config"),
            [.. NanoBuild.ProjectFiles.Where(file => Path.GetDirectoryName(file) == folder).Select(Repository.ReadText)]));

    [Theory]
    [InlineData("nanoFramework.CoreLibrary 1.17.11", "mscorlib", "nanoFramework.CoreLibrary.1.17.11/lib/mscorlib.dll", "")]
    [InlineData(
        "nanoFramework.CoreLibrary 1.17.11", "mscorlib", "nanoFramework.CoreLibrary.1.17.4/lib/mscorlib.dll",
        "nanoFramework.CoreLibrary 1.17.4 is not in packages.config")]
    [InlineData(
        "nanoFramework.CoreLibrary 1.17.4", "mscorlib", "nanoFramework.CoreLibrary.1.17.4/lib/mscorlib.dll",
        "nanoFramework.CoreLibrary 1.17.4 is not the 1.17.11 that the others fit")]
    [InlineData(
        "nanoFramework.CoreLibrary 1.17.11", "System.Math", "nanoFramework.CoreLibrary.1.17.11/lib/System.Math.dll",
        "nanoFramework.CoreLibrary has no System.Math.dll")]
    [InlineData(
        "nanoFramework.CoreLibrary 1.17.11", "System.Math", "nanoFramework.CoreLibrary.1.17.11/lib/mscorlib.dll",
        "System.Math is at mscorlib.dll")]
    [InlineData("nanoFramework.CoreLibrary 1.17.11", "mscorlib", "mscorlib.dll", "mscorlib is in no package")]
    [InlineData("Some.Package 1.0.0", "mscorlib", "Some.Package.1.0.0/lib/mscorlib.dll", "Some.Package is not known here")]
    [InlineData(
        "nanoFramework.System.Device.I2c 1.1.29", "System.Device.I2c", "nanoFramework.System.Device.I2c.1.1.29/lib/System.Device.I2c.dll",
        "nanoFramework.System.Device.I2c needs nanoFramework.CoreLibrary 1.17.11")]
    [InlineData(
        "nanoFramework.System.Device.I2c 1.1.29", "System.Device.I2c", "nanoFramework.System.Device.I2c.1.1.29/lib/System.Device.I2c.dll",
        "nanoFramework.System.Device.I2c is referenced without nanoFramework.CoreLibrary")]
    public void AWrongOneIsFound(string package, string assembly, string path, string expected)
    {
        var (id, version) = (package.Split(' ')[0], package.Split(' ')[1]);
        var config = $"<packages><package id=\"{id}\" version=\"{version}\" /></packages>";
        var place = "packages\\" + path.Replace('/', '\\');
        var project = $"<Project><Reference Include=\"{assembly}\"><HintPath>{place}</HintPath></Reference></Project>";
        var found = Wrong(config, [project]).ToArray();
        Assert.True(expected.Length == 0 ? found.Length == 0 : found.Contains(expected), string.Join("\n", found));
    }

    [Fact]
    public void APackageThatNothingNeedsIsFound() => Assert.Equal(
        ["nanoFramework.CoreLibrary is used by no project"],
        Wrong("""<packages><package id="nanoFramework.CoreLibrary" version="1.17.11" /></packages>""", ["<Project />"]));

    [Fact]
    public void TheFactsFitTogether() => Assert.All(
        NanoPackage.All.Values.SelectMany(package => package.Needs),
        need => Assert.Equal(NanoPackage.All[need.Id].Version, need.Version));

    private static IEnumerable<string> Wrong(string config, string[] projects)
    {
        var packages = XDocument.Parse(config).Descendants("package")
            .ToDictionary(element => (string)element.Attribute("id")!, element => (string)element.Attribute("version")!);
        var references = projects.SelectMany(References).ToArray();
        return packages.SelectMany(package => WrongPackage(package.Key, package.Value, packages))
            .Concat(references.SelectMany(reference => WrongReference(reference.Assembly, reference.Path, packages)))
            .Concat(projects.SelectMany(Unreferenced))
            .Concat(packages.Keys
                .Where(id => !references.Any(reference => reference.Path.Contains($"/{id}.", StringComparison.Ordinal))
                    && !packages.Keys.Any(other => Needs(other).Any(need => need.Id == id)))
                .Select(id => $"{id} is used by no project"));
    }

    private static (string Id, string Version)[] Needs(string id) => NanoPackage.All.TryGetValue(id, out var package) ? package.Needs : [];

    private static IEnumerable<string> WrongPackage(string id, string version, Dictionary<string, string> packages)
    {
        if (!NanoPackage.All.TryGetValue(id, out var package))
        {
            return [$"{id} is not known here"];
        }

        var wrong = package.Needs.Where(need => packages.GetValueOrDefault(need.Id) != need.Version)
            .Select(need => $"{id} needs {need.Id} {need.Version}");
        return version == package.Version ? wrong : wrong.Append($"{id} {version} is not the {package.Version} that the others fit");
    }

    private static IEnumerable<string> WrongReference(string assembly, string path, Dictionary<string, string> packages)
    {
        var (id, version, file) = Place(path);
        if (id.Length == 0)
        {
            yield return $"{assembly} is in no package";
        }
        else if (packages.GetValueOrDefault(id) != version)
        {
            yield return $"{id} {version} is not in packages.config";
        }
        else if (Path.GetFileNameWithoutExtension(file) != assembly)
        {
            yield return $"{assembly} is at {file}";
        }
        else if (NanoPackage.All.TryGetValue(id, out var package) && !package.Assemblies.Contains(file))
        {
            yield return $"{id} has no {file}";
        }
    }

    // What a referenced assembly refers to lies in another package's folder, where no build looks for it unless it is referenced as well.
    private static IEnumerable<string> Unreferenced(string project)
    {
        var packages = References(project).Select(reference => Place(reference.Path).Id).ToHashSet();
        return packages.SelectMany(id => Needs(id).Where(need => !packages.Contains(need.Id))
            .Select(need => $"{id} is referenced without {need.Id}"));
    }

    private static (string Id, string Version, string File) Place(string path)
    {
        var place = Regex.Match(path, @"(?:^|/)packages/([A-Za-z0-9.]+?)\.(\d+\.\d+\.\d+)/lib/([^/]+)$");
        return (place.Groups[1].Value, place.Groups[2].Value, place.Groups[3].Value);
    }

    private static IEnumerable<(string Assembly, string Path)> References(string project) => XDocument.Parse(project).Descendants()
        .Where(element => element.Name.LocalName == "Reference")
        .Select(element => (
            ((string)element.Attribute("Include")!).Split(',')[0],
            element.Elements().FirstOrDefault(child => child.Name.LocalName == "HintPath")?.Value.Replace('\\', '/') ?? ""));
}
