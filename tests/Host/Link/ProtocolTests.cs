// SPDX-License-Identifier: MIT
// Plays the examples of host/PROTOCOL.md to a board: after each request (">") it must send exactly the frames that follow ("<").
// And its reports must be such that the firmware's own reader takes them.

using System.Text;
using Wardstone.Hid;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Link;

public sealed class ProtocolTests
{
    [Fact]
    public void TheExamplesHold()
    {
        var examples = 0;
        DirectWire wire = new();
        List<byte> received = [];
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md")))
        {
            if (line == "```mctp")
            {
                wire = new DirectWire { EditToHost = Receive };
            }
            else if (line.StartsWith("> ", StringComparison.Ordinal) || line.StartsWith("```", StringComparison.Ordinal))
            {
                Assert.Empty(received);
                if (line[0] == '>')
                {
                    wire.InjectToBoard(Hex.Bytes(line[2..]));
                    examples++;
                }
            }
            else if (line.StartsWith("< ", StringComparison.Ordinal))
            {
                var frame = Hex.Bytes(line[2..]);
                Assert.Equal(line[2..], Hex.Text(received.Take(frame.Length).ToArray()));
                received.RemoveRange(0, frame.Length);
            }
        }

        Assert.Equal(18, examples);

        IEnumerable<byte> Receive(byte[] frame)
        {
            received.AddRange(frame);
            return frame;
        }
    }

    [Fact]
    public void ItsReportsAreHid()
    {
        var blocks = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md")).Split("```hid\n")[1..];
        Assert.Equal(
            ["reports", "init", "heaps", "threads", "bus", "log", "faults"],
            blocks.Select(block => HidNode.Parse(Text(block)).Type));

        static byte[] Text(string block) => Encoding.ASCII.GetBytes(block[..block.IndexOf("```", StringComparison.Ordinal)]);
    }
}
