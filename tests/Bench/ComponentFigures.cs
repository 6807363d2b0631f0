// SPDX-License-Identifier: MIT
// What the appliance's components take, in the board's own words (host/PROTOCOL.md, "Reports"), and what their death costs. QEMU's
// clock moves on by eight nanoseconds an instruction, about as it does on the chip at 200 MHz, and while the board sleeps with the
// host's: so its TPM is as slow as swtpm on this computer.

using System.Diagnostics;
using System.Globalization;
using Wardstone.Emulation;
using Wardstone.Hid;
using Wardstone.Link;
using Wardstone.Tests.SystemTests.Runtime;
using Wardstone.Tpm;
using Wardstone.Verification;

namespace Wardstone.Tests.Bench;

/// <summary>Measures a booted board: at rest, at work, and when it loses its components one after the other.</summary>
internal sealed class ComponentFigures : IDisposable
{
    private const int Commands = 10_000;
    private const int CommandsBetween = 1_000; // lines of progress
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_period = TimeSpan.FromSeconds(5); // of reports: firmware/Runtime/Init/README.md
    private readonly EmulatedBoard _board;
    private readonly Killer _killer;

    private ComponentFigures(BoardFiles files, string directory)
    {
        var gdb = Path.Combine(directory, "gdb");
        _killer = new Killer(files, gdb);
        _board = EmulatedBoard.Start(
            files, directory, new EmulatedBoardOptions { QemuArguments = [.. Killer.Arguments(gdb), "-icount", "shift=3"] });
        _ = _board.WaitForBoot(s_bound);
        _ = _board.Ask(client => EvidenceReader.Read(client, Challenge.Create(), default), s_bound);
    }

    public void Dispose() => _board.Dispose();

    /// <summary>The board at work, and its components.</summary>
    /// <param name="files">What to run.</param>
    /// <param name="directory">Absolute path of a directory for the board.</param>
    public static FigureTable[] Measure(BoardFiles files, string directory)
    {
        using var figures = new ComponentFigures(files, directory);
        return [figures.Work(), figures.Components()];
    }

    // How busy the processor is, and what is allocated when the host has the TPM work: nothing.
    private FigureTable Work()
    {
        var table = new FigureTable("steady-state", "A board that has booted", "what", "figure");
        Thread.Sleep(3 * s_period); // nobody asks for a whole period
        table.Add("idle share of the processor at rest, percent", IdlePercent());
        ReadPcrs(1);
        var before = Allocated();
        var watch = Stopwatch.StartNew();
        for (var done = 0; done < Commands; done += CommandsBetween)
        {
            ReadPcrs(CommandsBetween);
            Console.Error.WriteLine($"bench: {done + CommandsBetween} of {Commands} TPM commands");
        }

        table.Add("idle share of the processor at work, percent", IdlePercent());
        table.Add("TPM commands, one after the other", Commands);
        table.Add("milliseconds for each of them, over the link", watch.Elapsed.TotalMilliseconds / Commands);
        table.Add("bytes allocated by them, in all heaps", Allocated() - before);
        return table;
    }

    // RAM of each component, and how long it is away when it is killed.
    private FigureTable Components()
    {
        var table = new FigureTable(
            "components", "Components: bytes of heap and of their own thread's stack; milliseconds from death to start, and of the start",
            "component", "quota", "used", "peak", "stack", "stack peak", "back-off", "start");
        var threads = Report("threads").Children.ToDictionary(thread => thread.Name);
        foreach (var heap in Report("heaps").Children)
        {
            var (away, starting) = heap.Name == "system" ? default : _killer.TimeRestart(heap.Name);
            var thread = threads.GetValueOrDefault(heap.Name);
            table.Add(
                heap.Name, Number(heap, "quota"), Number(heap, "used"), Number(heap, "peak"),
                Number(thread, "stack"), Number(thread, "stack_peak"), Milliseconds(away), Milliseconds(starting));
        }

        return table;

        static object? Milliseconds(TimeSpan time) => time == default ? null : time.TotalMilliseconds;
    }

    // TPM2_PCR_Read each: one PCR fits in one answer.
    private void ReadPcrs(int commands) => _board.Ask(
        client =>
        {
            for (var i = 0; i < commands; i++)
            {
                _ = client.ReadPcrs((ushort)TpmAlgId.Sha256, 1);
            }

            return commands;
        },
        s_bound);

    private double IdlePercent() => Number(Report("threads"), "idle_permille")!.Value / 10.0;

    // `init` and `heaps` come together.
    private long Allocated()
    {
        var uptime = Report("init")["uptime_ms"];
        while (Report("init")["uptime_ms"] == uptime)
        {
            Thread.Sleep(100);
        }

        return Report("heaps").Children.Sum(heap => Number(heap, "allocated")!.Value);
    }

    private HidNode Report(string name) => HidNode.Parse(_board.Ask(client => client.ReadReport(name), s_bound));

    private static long? Number(HidNode? node, string attribute) =>
        node is null ? null : long.Parse(node[attribute]!, CultureInfo.InvariantCulture);
}
