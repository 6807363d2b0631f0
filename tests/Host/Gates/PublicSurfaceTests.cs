// SPDX-License-Identifier: MIT
// Nothing that portable code can call on the board, or under the same name on .NET, may be missing in nanoFramework 1.x.
namespace Wardstone.Tests.Host.Gates;

public class PublicSurfaceTests
{
    private static readonly HashSet<string> NanoFramework =
    [
        .. Repository.ReadText("tests/Vectors/nanoframework-api.txt").Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|')[1]),
    ];

    [Theory]
    [InlineData("CoreLib", "Wardstone.CoreLib")]
    [InlineData("Devices", "Wardstone.Devices")]
    [InlineData("TestFramework", "Wardstone.TestFramework")]
    public void OfTheBoardIsNanoFrameworks(string project, string assembly) =>
        Repository.AssertNone("not in nanoFramework 1.x", Extra(ApiText.Read(Repository.BoardAssembly(project, assembly), _ => true)));

    [Fact]
    public void OfTheSameNamesOnDotNetIsNanoFrameworks() =>
        Repository.AssertNone(
            "not in nanoFramework 1.x",
            Extra(ApiText.Read(
                typeof(SpanByte).Assembly.Location,
                space => space is "System" || space.StartsWith("System.Device", StringComparison.Ordinal))));

    [Fact]
    public void OfDotNetItselfIsNot()
    {
        var extra = Extra(ApiText.Read(typeof(object).Assembly.Location, space => space == "System"));
        Assert.Contains("T:System.Span`1", extra);
        Assert.Contains("M:System.String.Insert(Int32,String):String", extra);
        Assert.DoesNotContain("M:System.String.Substring(Int32,Int32):String", extra);
    }

    // An override adds nothing that its base does not have.
    private static string[] Extra(IEnumerable<string> api) =>
        [.. api.Where(member => !NanoFramework.Contains(member) && !IsOverrideOfObject(member))];

    private static bool IsOverrideOfObject(string member) =>
        member.EndsWith(".ToString():String", StringComparison.Ordinal)
        || member.EndsWith(".Equals(Object):Boolean", StringComparison.Ordinal)
        || member.EndsWith(".GetHashCode():Int32", StringComparison.Ordinal)
        || member.EndsWith(".Finalize():Void", StringComparison.Ordinal);
}
