// SPDX-License-Identifier: MIT
// A board that works allocates nothing: not for a command of the TPM, not for a quote, not for a file, not for its own reports.

using Wardstone.Emulation;
using Wardstone.Hid;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;
using HostFiles = Wardstone.Files.BoardFiles;

namespace Wardstone.Tests.SystemTests.Runtime;

public class SteadyStateTests(BootedBoard booted) : IClassFixture<BootedBoard>
{
    private const int Commands = 300;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public void WorkAllocatesNothing()
    {
        Work(10);
        var before = Allocated();
        Work(Commands);
        Assert.Equal(before, Allocated());
    }

    private void Work(int commands) => booted.Board.Ask(
        client =>
        {
            for (var i = 0; i < commands; i++)
            {
                _ = i % 10 == 0
                    ? client.Quote([1, 2, 3, 4], (ushort)TpmAlgId.Sha256, PcrPlan.Pcrs)
                    : client.ReadPcrs((ushort)TpmAlgId.Sha256, PcrPlan.Pcrs);
                _ = new HostFiles(client).ReadStream(i % 2 == 0 ? "/dev/temp0" : "/dev/i2c1");
            }

            return commands;
        },
        Bound);

    // Bytes ever allocated by each heap, as the board reports them next: `init` and `heaps` come together.
    private SortedDictionary<string, string> Allocated()
    {
        var uptime = Report("init")["uptime_ms"];
        while (Report("init")["uptime_ms"] == uptime)
        {
        }

        return new(Report("heaps").Children.ToDictionary(heap => heap.Name, heap => heap["allocated"]!), StringComparer.Ordinal);
    }

    private HidNode Report(string name)
    {
        Thread.Sleep(100);
        return HidNode.Parse(booted.Board.Ask(client => client.ReadReport(name), Bound));
    }
}
