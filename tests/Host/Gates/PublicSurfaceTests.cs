// SPDX-License-Identifier: MIT
// Nothing that portable code can call on the board, or under the same name on .NET, may be missing in nanoFramework 1.x.
using System.Text.RegularExpressions;

namespace Wardstone.Tests.Host.Gates;

public class PublicSurfaceTests
{
    private static readonly (string Assembly, string Member)[] Api =
    [
        .. Repository.ReadText("tests/Vectors/nanoframework-api.txt").Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('|')).Select(parts => (parts[0], parts[1])),
    ];

    private static readonly HashSet<string> NanoFramework = [.. Api.Select(line => line.Member)];

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

    // hal/CoreLib/README.md says how much there is, and which types are not.
    [Fact]
    public void OfTheBoardIsAsMuchAsItsPageSays()
    {
        var page = Repository.ReadText("hal/CoreLib/README.md");
        var here = ApiText.Read(Repository.BoardAssembly("CoreLib", "Wardstone.CoreLib"), _ => true)
            .Concat(ApiText.Read(Repository.BoardAssembly("Devices", "Wardstone.Devices"), _ => true)).ToHashSet();
        var assemblies = Regex.Matches(page, @"^\| (\S+) \| (\d+ of \d+) \|$", RegexOptions.Multiline);
        foreach (var assembly in assemblies.Select(match => match.Groups))
        {
            var members = Api.Where(line => line.Assembly == assembly[1].Value).ToList();
            Assert.Equal($"{members.Count(line => here.Contains(line.Member))} of {members.Count}", assembly[2].Value);
        }

        var named = assemblies.Select(match => match.Groups[1].Value).ToHashSet();
        var missing = Api.Where(line => named.Contains(line.Assembly) && line.Member[0] == 'T' && !here.Contains(line.Member));
        Assert.Equal(
            missing.Select(line => line.Member[2..]).Order(StringComparer.Ordinal),
            page.Split("```")[1].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.Equal(4, named.Count);
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
