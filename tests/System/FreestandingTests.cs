// SPDX-License-Identifier: MIT
// The product's image with the TPM's driver in a component of its own, and no file system anywhere: it serves its host, and what a command
// is on the bus is what it is behind /dev/tpm0, by QEMU's own record of the wire. The number of polls is the TPM's; their order is ours.

using System.Globalization;
using System.Text.RegularExpressions;
using Wardstone.Emulation;
using Wardstone.Tpm;

namespace Wardstone.Tests.SystemTests;

public sealed partial class FreestandingTests : IDisposable
{
    // Into the FIFO, the first bytes of a command.
    private const string Command = "w 24 80 01 00 00";

    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(10);
    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void ACommandIsTheSameOnTheBusAsThroughAFile()
    {
        var file = PcrRead("file", BootedBoard.Files);
        var freestanding = PcrRead("freestanding", BootedBoard.Files.WithConfigText(FreestandingConfig.Text));
        Assert.True(file.Length > 10, string.Join('\n', file));
Assert.Equal(file, freestanding);
    }

    // Boots, and reads a PCR for the host.
    private string[] PcrRead(string name, BoardFiles files)
    {
        var directory = _scratch.Subdirectory(name);
        var log = Path.Combine(directory, "i2c");
        var options = new EmulatedBoardOptions { QemuArguments = ["-trace", "i2c_*", "-D", log] };
        using (var board = EmulatedBoard.Start(files, directory, options))
        {
            _ = board.WaitForBoot(BootedBoard.BootBound);
            Assert.Equal(32, board.Ask(client => client.ReadPcrs((ushort)TpmAlgId.Sha256, 1), s_bound).Length);
        }

        var messages = Messages(File.ReadLines(log)).ToList();
        return [.. messages.Skip(messages.FindLastIndex(message => message.StartsWith(Command, StringComparison.Ordinal)))];
    }

    // A write with its bytes, a read with how many they were; of polls of the status register in a row the last.
    private static IEnumerable<string> Messages(IEnumerable<string> lines)
    {
        List<string> messages = [];
        var (bytes, isRead) = (new List<string>(), false);
        foreach (var line in lines.Append("i2c_event finish(addr:0x2e)"))
        {
            if (Event().Match(line) is { Success: true } byteOrEvent)
            {
                if (byteOrEvent.Groups["data"].Success)
                {
                    isRead = line.StartsWith("i2c_recv", StringComparison.Ordinal);
                    bytes.Add(byteOrEvent.Groups["data"].Value);
                }
                else if (bytes.Count > 0)
                {
                    messages.Add(isRead ? string.Create(CultureInfo.InvariantCulture, $"r {bytes.Count}") : "w " + string.Join(' ', bytes));
                    bytes.Clear();
                }
            }
        }

        const string status = "w 18";
        return messages.Where((message, i) => i + 2 >= messages.Count
            || !((message == status && messages[i + 2] == status) || (i > 0 && messages[i - 1] == status && messages[i + 1] == status)));
    }

    [GeneratedRegex(@"^i2c_(?:send|recv|event) \w+\(addr:0x2e\)(?: data:0x(?<data>\w+))?")]
    private static partial Regex Event();
}
