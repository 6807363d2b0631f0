// SPDX-License-Identifier: MIT
// What must hold of Init's reading for every text: it ends, does not throw, and refuses with a place that is in the text. And what it
// takes, it takes whole: stanzas that add up, a second reader for each component's own node.

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Components;

public class ConfigPropertyTests
{
    private const string Good = """
        config
        + report | delay_ms: 100 | period_ms: 1000
        + watchdog | timeout_ms: 5000
        + start user | ram: 4K | stack: 1K | priority: 3 | limit_ms: 300
          + heartbeat | period_ms: 1000 | skipped: 3
          + restart | limit: 5 | back_off_ms: 100 | stable_ms: 1000
          + route
            + service Counter | label: x | + child sub | label: y
            + service Terminal | label_prefix: link | + parent
            + any-service | + child counter
          + config | label: x
        . a comment
        + start counter | ram: 0x1000 | + provides | + service Counter
        x start old | nothing: here
        + start sub | binary: init | ram: 16K
          + provides | + service Counter
          + route | + service Counter | + child counter
          + config
            + service Counter | + child inner
            + start inner | binary: counter | ram: 4K
              + provides | + service Counter
            + start outer | binary: user | ram: 4K
              + route
                + service Counter | unlabelled: yes | + child inner
                + service Counter | label_suffix: 1 | + parent
              + config
                label: 1
        -

        """;

    private static readonly string[] Pieces =
    [
        "+ start user | ram: 4K", "+ start counter | ram: 4K | priority: 1", "+ start a | binary: init | ram: 9K", "+ provides", "+ route",
        "+ config", "+ service Counter", "+ any-service", "+ child user", "+ child counter", "+ child a", "+ parent", "label: x",
        "label_prefix: y", "unlabelled: yes", "+ heartbeat | period_ms: 10", "+ restart", "limit: 1", "+ report",
        "+ watchdog | timeout_ms: 9000",
        "\n", "\n  ", "\n    ", "\n      ", "\n        ", " | ", " | ", " ", "name: b", "ram: 1M", "stack: 900K", "x ",
    ];

    [Fact]
    public void TheGoodOneIsTaken() => Assert.Equal("", ConfigBench.Read(Good));

    [Fact]
    public void AnyArrangementOfPiecesIsTakenOrRefusedInItsPlace()
    {
        var texts = Gen.Elements(Pieces).ListOf().Select(pieces => Encoding.UTF8.GetBytes("config\n" + string.Concat(pieces) + "\n-\n"));
        Prop.ForAll(texts.ToArbitrary(), bytes => Check(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(60));
    }

    [Fact]
    public void EveryPrefixAndManyChangesOfAGoodOneAreTakenOrRefusedInTheirPlace()
    {
        var text = Encoding.UTF8.GetBytes(Good);
        for (var i = 0; i < text.Length; i++)
        {
            Check(text[..i]);
            foreach (var value in " \n|+-:x0aA9_\u007f\u00ff"u8.ToArray())
            {
                var changed = (byte[])text.Clone();
                changed[i] = value;
                Check(changed);
            }

            Check([.. text[..i], .. text[(i + 1)..]]);
        }
    }

    [Fact]
    public void StanzasAreTheVeryBytesInTheOrderOfTheText()
    {
        Assert.Equal("", ConfigBench.Read(new TextRom(Good), null, out var init));
        var found = new List<string>();
        for (var child = init.FirstChild; child != null; child = child.Next)
        {
            var stanza = Good.Substring(child.StanzaStart, child.StanzaLength);
            Assert.StartsWith("+ start " + child.Name.Split('/')[^1], stanza, StringComparison.Ordinal);
            found.Add($"{child.Name} {child.BinaryName} {child.IsSubsystem} {stanza.Split('\n').Length}");
        }

        Assert.Equal(
            ["user user False 10", "counter counter False 2", "sub init True 14", "sub/inner counter False 3", "sub/outer user False 7"],
            found);
        Assert.EndsWith("+ config | label: x\n. a comment\n", Stanza(init.FirstChild), StringComparison.Ordinal);
        Assert.Equal(Good.IndexOf("-\n", Good.IndexOf("label: 1", StringComparison.Ordinal), StringComparison.Ordinal),
            init.FirstChild.Next.Next.StanzaStart + init.FirstChild.Next.Next.StanzaLength);

        static string Stanza(Child child) => Good.Substring(child.StanzaStart, child.StanzaLength);
    }

    [Fact]
    public void OneNodeCanBeReadAloneWithItsPlaceInTheText()
    {
        var rom = new TextRom(Good);
        var reader = new HidReader(rom);
        var bookmarks = new List<HidBookmark>();
        var whole = new List<string>();
        for (var token = reader.Read(); token != HidToken.End; token = reader.Read())
        {
            whole.Add(Describe(reader, token));
            if (token == HidToken.Node)
            {
                bookmarks.Add(reader.Mark());
            }
        }

        Assert.Equal(whole.Count(line => line.StartsWith("Node ", StringComparison.Ordinal)), bookmarks.Count);
        var next = -1;
        foreach (var bookmark in bookmarks.Skip(1))
        {
            next = whole.FindIndex(next + 1, line => line.StartsWith("Node ", StringComparison.Ordinal));
            next = next == 0 ? whole.FindIndex(1, line => line.StartsWith("Node ", StringComparison.Ordinal)) : next;
            var part = new HidReader(rom, bookmark);
            var depth = 0;
            var i = next;
            do
            {
                var token = part.Read();
                Assert.Equal(whole[i++], Describe(part, token));
                depth += token == HidToken.Node ? 1 : token == HidToken.NodeEnd ? -1 : 0;
            }
            while (depth > 0);
            Assert.Equal(HidToken.End, part.Read());
        }

        Assert.Equal(HidToken.End, new HidReader(rom, null).Read());

        static string Describe(HidReader reader, HidToken token) =>
            $"{token} {(token == HidToken.NodeEnd ? "" : HidText.String(reader.Tag))} {reader.Line}:{reader.Column} {reader.Position}";
    }

    private static void Check(byte[] text)
    {
        var reason = ConfigBench.Read(text);
        var place = Regex.Match(reason, "^init.hid line ([0-9]+), column ([0-9]+): .");
        if (reason.Length != 0)
        {
            Assert.True(place.Success, reason);
            Assert.InRange(int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture), 1, text.Count(b => b == '\n') + 1);
            Assert.InRange(int.Parse(place.Groups[2].Value, CultureInfo.InvariantCulture), 1, text.Length + 1);
        }
    }
}
