// SPDX-License-Identifier: MIT
// Nothing that a nanoFramework project uses is missing in the packages that it refers to. The assemblies are compiled against the board's
// system library, which puts some types into other assemblies than nanoFramework does: so it is by its name that a member is looked for,
// and the list says which assembly has it there.

using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.NanoFramework;

[Collection(nameof(NanoBuild))]
public class ApiTests(NanoBuild build)
{
    // The same member can be in several assemblies: each library has its own of some.
    private static readonly ILookup<string, string> Api = Repository.ReadText("tests/Vectors/nanoframework-api.txt").Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|')).ToLookup(line => line[1], line => line[0]);

    public static TheoryData<string> All => [.. NanoBuild.ProjectFiles];

    [Theory]
    [MemberData(nameof(All))]
    public void IsInTheReferencedPackages(string name)
    {
        var project = build.Projects.Single(found => found.Name == name);
        var used = UsedMembers.Read(project.Assembly, IsSystem);
        Assert.NotEmpty(used);
        Repository.AssertNone("not in nanoFramework", Missing(used, [.. project.References.Select(reference => reference.Name)]));
    }

    [Theory]
    [InlineData("M:System.String.Insert(Int32,String):String", "M:System.String.Insert(Int32,String):String: nowhere")]
    [InlineData("M:System.IO.Ports.SerialPort.Open():Void", "M:System.IO.Ports.SerialPort.Open():Void: in System.IO.Ports")]
    [InlineData("M:System.String.Substring(Int32):String", null)]
    [InlineData("M:System.Int32.ToString():String", null)]
    public void AMissingOneIsFound(string member, string? expected) =>
        Assert.Equal(expected == null ? [] : [expected], Missing([member], ["mscorlib", "System.Device.I2c"]));

    [Fact]
    public void OfDotNetsOwnAssemblyMuchIsMissing() => Assert.NotEmpty(Missing(
        UsedMembers.Read(typeof(ApiTests).Assembly.Location, name => name == "System.Runtime"), ["mscorlib"]));

    // The board's libraries, not ours.
    private static bool IsSystem(string assembly) =>
        assembly is "Wardstone.CoreLib" or "Wardstone.Devices" or "Wardstone.TestFramework"
        || !assembly.StartsWith("Wardstone.", StringComparison.Ordinal);

    private static string[] Missing(IEnumerable<string> used, string[] assemblies) =>
    [
        .. used.Where(member => !IsOfObject(member) && !Api[member].Intersect(assemblies).Any())
            .Select(member => $"{member}: {(Api.Contains(member) ? "in " + string.Join(", ", Api[member]) : "nowhere")}"),
    ];

    // An override of what every object has.
    private static bool IsOfObject(string member) =>
        member.EndsWith(".ToString():String", StringComparison.Ordinal)
        || member.EndsWith(".Equals(Object):Boolean", StringComparison.Ordinal)
        || member.EndsWith(".GetHashCode():Int32", StringComparison.Ordinal);
}
