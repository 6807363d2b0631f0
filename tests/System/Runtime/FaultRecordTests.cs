// SPDX-License-Identifier: MIT
// A component that dies leaves a record: the host reads it with names from the build output, before and after a reset.

using Wardstone.Emulation;
using Wardstone.Hid;
using Wardstone.Link;
using Wardstone.Reports;
using Wardstone.Symbols;

namespace Wardstone.Tests.SystemTests.Runtime;

public sealed class FaultRecordTests : IDisposable
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(20);
    private const uint Nowhere = 0xF0000000;
    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task ARecordIsReadBeforeAndAfterAReset()
    {
        var gdb = Path.Combine(_scratch.FullPath, "gdb");
        var options = new EmulatedBoardOptions { QemuArguments = Killer.Arguments(gdb) };
        using var board = EmulatedBoard.Start(BootedBoard.Files, _scratch.FullPath, options);
        _ = board.WaitForBoot(BootedBoard.BootBound);
        Assert.Empty(Faults(board));

        var killer = new Killer(BootedBoard.Files, gdb);
        await killer.Crash("Wardstone.Link.WardstoneMessages.Part", Nowhere, () => Report(board, "init")).WaitAsync(s_bound);
        var fault = WaitFor(board, Faults, faults => faults.Count == 1).Single();
        AssertIsTheCrash(fault, bootsAgo: 0);

        // It may answer before there is a report that says so.
        var child = WaitFor(board, HostLink, child => child["state"] == "running");
        Assert.Equal(("running", "1", "cpu"), (child["state"], child["restarts"], child["fault"]));

        // The second is the reset itself, which on a real board only the watchdog can have been.
        killer.ResetBoard();
        var faults = WaitFor(board, Faults, faults => faults is [{ BootsAgo: 1 }, _]);
        AssertIsTheCrash(faults[0], bootsAgo: 1);
        Assert.Equal("watchdog", faults[1].Cause);
    }

    private static void AssertIsTheCrash(FaultReport fault, uint bootsAgo)
    {
        Assert.Equal(("1", "host_link", "cpu", bootsAgo), (fault.Number, fault.Component, fault.Cause, fault.BootsAgo!.Value));
        Assert.Equal(Evidences.Reference.BuildId, fault.BuildId);
        Assert.Contains("instruction fetch", FaultStatus.Words(fault.Status!.Value), StringComparison.Ordinal);
        Assert.Equal(Nowhere, fault.Frames[0]);
        var symbols = SymbolTable.Load(BootedBoard.Files.Directory);
        var names = fault.Frames.Select((_, i) => symbols.Describe(fault.NamedAddress(i)) ?? "?").ToList();
        Assert.StartsWith("Wardstone.Link.WardstoneMessages.Execute (firmware/Link/Wardstone", names[1], StringComparison.Ordinal);
        Assert.Contains(names, name => name.StartsWith("Wardstone.Components.HostLinkComponent.Dispatch (", StringComparison.Ordinal));
    }

    private static T WaitFor<T>(EmulatedBoard board, Func<EmulatedBoard, T> read, Func<T, bool> condition)
    {
        var end = DateTime.UtcNow + s_bound;
        while (true)
        {
            var value = read(board);
            if (condition(value))
            {
                return value;
            }

            Assert.True(DateTime.UtcNow < end, board.Console.Text);
            Thread.Sleep(100);
        }
    }

    private static IReadOnlyList<FaultReport> Faults(EmulatedBoard board) => FaultReport.Read(Report(board, FaultReport.Name));

    private static HidNode HostLink(EmulatedBoard board) =>
        Report(board, "init").Children.Single(node => node.Name == "host_link");

    private static HidNode Report(EmulatedBoard board, string name) =>
        HidNode.Parse(board.Ask(client => client.ReadReport(name), s_bound));
}
