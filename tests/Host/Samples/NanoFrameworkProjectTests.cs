// SPDX-License-Identifier: MIT
// The samples' projects for nanoFramework, without its packages: each compiles what is in its folder, takes the packages that the
// appliance's project takes, and references every assembly whose types its code names.

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.Samples;

public class NanoFrameworkProjectTests
{
    public static TheoryData<string> Names => ["Tmp105", "At24c", "SpiFlash"];

    [Theory]
    [MemberData(nameof(Names))]
    public void CompilesTheFolder(string name) => Assert.Equal(
        Repository.Files.Where(file => file.StartsWith($"samples/{name}/", StringComparison.Ordinal) && Path.GetExtension(file) == ".cs")
            .Select(file => Path.GetRelativePath($"samples/{name}", file)),
        Values(Project(name), "Compile", "Include"));

    [Theory]
    [MemberData(nameof(Names))]
    public void TakesThePackagesOfTheAppliance(string name)
    {
        var packages = Packages($"samples/{name}/packages.config");
        Assert.Empty(packages.Except(Packages("boards/nanoframework/packages.config")));
        var references = Project(name).Descendants().Where(element => element.Name.LocalName == "Reference");
        Assert.Equal(
            packages.Order(),
            references.Select(reference => (Assembly: (string?)reference.Attribute("Include"), Path: reference.Value.Trim().Split('\\')))
                .Select(reference =>
                {
                    Assert.Equal(["packages", reference.Path[1], "lib", $"{reference.Assembly}.dll"], reference.Path);
                    return reference.Path[1];
                }).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ReferencesWhatItNames(string name)
    {
        var referenced = Values(Project(name), "Reference", "Include").ToHashSet();
        var api = Repository.ReadText("tests/Vectors/nanoframework-api.txt").Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|'))
            .Where(parts => referenced.Contains(parts[0])).Select(parts => parts[1]).ToHashSet();
        var types = TypesNamedBy(Repository.BoardAssembly(name, $"Wardstone.Samples.{name}"));
        Assert.Contains("System.Device." + (name == "SpiFlash" ? "Spi.SpiDevice" : "I2c.I2cDevice"), types);
        Repository.AssertNone("in no assembly that the project references", types.Where(type => !api.Contains($"T:{type}")));
    }

    private static XDocument Project(string name) => XDocument.Parse(Repository.ReadText($"samples/{name}/{name}.nfproj"));

    private static IEnumerable<string> Values(XDocument project, string element, string attribute) =>
        project.Descendants().Where(item => item.Name.LocalName == element).Select(item => (string)item.Attribute(attribute)!);

    private static string[] Packages(string path) =>
        [.. XDocument.Parse(Repository.ReadText(path)).Descendants("package")
            .Select(package => $"{package.Attribute("id")!.Value}.{package.Attribute("version")!.Value}")];

    private static List<string> TypesNamedBy(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
    }
}
