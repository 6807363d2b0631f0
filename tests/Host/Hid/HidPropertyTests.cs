// SPDX-License-Identifier: MIT
// What must hold of the HID reader for every text: it ends within a bound that the text's length sets, it never throws,
// nodes open and close in pairs, an error stays where it is, and where it is lies within the text.

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Wardstone.Runtime.Hid;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Hid;

public class HidPropertyTests
{
    private static readonly string[] Pieces =
    [
        "config", "\n", "\n", "\n", " ", "  ", "    ", "+ ", "x ", "- ", "-\n", "|", " | ", ": ", ":", ". ", "key", "k: v", "+ a\n",
        "é", "\t", "\0",
    ];

    [Fact]
    public void AnyBytesEnd() => Prop.ForAll<byte[]>(bytes => Walk(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyArrangementOfThePiecesOfTheSyntaxEnds()
    {
        var texts = Gen.Elements(Pieces).ListOf().Select(pieces => Encoding.UTF8.GetBytes("config\n" + string.Concat(pieces) + "\n-\n"));
        Prop.ForAll(texts.ToArbitrary(), bytes => Walk(bytes)).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void EveryPrefixAndEveryChangedByteOfAConfigurationEnds()
    {
        var text = Encoding.UTF8.GetBytes("""
            config | board: é
            .
            + link | eid: 8 | . why
              x old
                : quoted | text
            + tabular | a: 1 | + b | c: d
            -

            """);
        Assert.Equal(HidToken.End, Walk(text));
        for (var i = 0; i < text.Length; i++)
        {
            // Only the line end after the end marker may be missing.
            Assert.Equal(i < text.Length - 1 ? HidToken.Error : HidToken.End, Walk(text[..i]));
            for (var value = 0; value < 256; value++)
            {
                var changed = (byte[])text.Clone();
                changed[i] = (byte)value;
                Walk(changed);
            }
        }
    }

    private static HidToken Walk(byte[] bytes)
    {
        var reader = new HidReader(new TextRom(bytes));
        var depth = 0;

        // A byte opens at most one node, and each token but a name and a node's end takes at least one byte.
        for (var steps = 0; steps <= (3 * bytes.Length) + 1; steps++)
        {
            var token = reader.Read();
            depth += token == HidToken.Node ? 1 : token == HidToken.NodeEnd ? -1 : 0;
            Assert.InRange(depth, 0, HidReader.MaxDepth);
            Assert.InRange(reader.Line, 1, bytes.Count(b => b == '\n') + 1);
            Assert.InRange(reader.Column, 1, bytes.Length + 1);
            Assert.Equal(token == HidToken.Error, reader.Error != HidError.None);
            if (token is HidToken.Attribute or HidToken.Node)
            {
                Assert.NotEqual(0, reader.Tag.Length);
                Assert.InRange(reader.Value.Length, 0, bytes.Length);
            }

            if (token is HidToken.End or HidToken.Error)
            {
                Assert.Equal(token, reader.Read());
                Assert.True(token == HidToken.Error || depth == 0);
                return token;
            }
        }

        throw new InvalidOperationException("the reader does not come to an end");
    }
}
