// SPDX-License-Identifier: MIT
// Every fault of the TPM model, from every state of the FIFO interface on, and bits that change at every byte of a command, of its response
// and of the frames around them. Whatever happens, the driver ends within its bound, a command runs at most once, and the next one works
// when the fault is gone.

using System.Collections.Concurrent;
using System.Diagnostics;
using Wardstone.Runtime;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Drivers;

public class TpmKnobTests : IClassFixture<SwtpmFixture>
{
    // The driver's own bound with the bench's times is about 1.5 s: this is for a computer that is busy.
    private const int BoundMs = 5000;

    private static readonly byte[] s_notStarted = [0x80, 0x01, 0, 0, 0, 10, 0, 0, 0x01, 0x00]; // TPM_RC_INITIALIZE

    private static readonly bool[] s_open = [false, true];

    private static readonly byte[] s_bits = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF];

    private readonly SwtpmFixture _swtpm;
    private readonly byte[] _answer;

    public TpmKnobTests(SwtpmFixture swtpm)
    {
        _swtpm = swtpm;
        _answer = swtpm.Execute(Commands.GetCapability);
        ThreadPool.SetMinThreads(32, 8); // The cases mostly sleep.
    }

    /// <summary>What lasts until it is taken back, as a script has it: its knob, how it is set, and how it is put right again.</summary>
    public static (string Knob, string Wrong, string Right)[] Lasting =>
    [
        .. Enum.GetValues<TpmHangs>().Where(hang => hang != TpmHangs.None).Select(hang => ("hang", $"{hang}", "none")),
        ("absent", "yes", "no"),
        ("reset", "yes", "no"),
        ("floating", "0x00", "no"),
        ("floating", "0x5A", "no"),
        ("floating", "0xA1", "no"),
        ("floating", "0xFF", "no"),
        ("identity", "0", "0x00015D57"),
        ("identity", "0x001B15D1", "0x00015D57"),
        ("self_test_polls", "never", "0"),
        ("execution_polls", "never", "0"),
        ("ready_polls", "never", "0"),
        ("not_valid_polls", "never", "0"),
        ("interrupt", "stuck", "works"),
    ];

    [Theory]
    [InlineData(TpmBus.Spi)]
    [InlineData(TpmBus.I2c)]
    public void EveryFaultFromEveryState(TpmBus bus)
    {
        var states = Enum.GetValues<TpmModelState>();
        var cases = (from fault in Lasting from state in states from open in s_open select (fault, state, open)).ToArray();
        Each(cases.Length, i =>
        {
            var ((knob, wrong, right), state, open) = cases[i];
            using var bench = Bench(bus);
            if (open && bench.Transmit(Commands.GetCapability, out _) != IoStatus.Ok)
            {
                return "no answer to begin with";
            }

            var knobs = new TpmKnobs(bench.Model);
            var set = false;
            bench.Fault.EachByte = () =>
            {
                if (!set && bench.Model.State == state)
                {
                    set = true;
                    knobs.Set(knob, wrong);
                }
            };
            var failure = Disturbed(bench, true, () =>
            {
                bench.Fault.EachByte = null;
                knobs.Set(knob, right);
            });
            return Name($"{knob} {wrong} in {state}{(open ? ", open" : "")}", set ? failure : "the state was not met");
        });
    }

    // Without a link checksum, a changed byte of a command or a response may go unnoticed; with one it may not.
    [Theory]
    [InlineData(TpmBus.Spi, TpmPlace.Command)]
    [InlineData(TpmBus.Spi, TpmPlace.Response)]
    [InlineData(TpmBus.Spi, TpmPlace.Header)]
    [InlineData(TpmBus.Spi, TpmPlace.Wait)]
    [InlineData(TpmBus.Spi, TpmPlace.Data)]
    [InlineData(TpmBus.I2c, TpmPlace.Command)]
    [InlineData(TpmBus.I2c, TpmPlace.Response)]
    [InlineData(TpmBus.I2c, TpmPlace.Header)]
    [InlineData(TpmBus.I2c, TpmPlace.Data)]
    public void EveryBitAtEveryByte(TpmBus bus, TpmPlace place) => Flips(bus, place, s_bits, times: 1);

    // A byte that is wrong in every command or response, and a run of wrong ones.
    [Theory]
    [InlineData(TpmBus.Spi, TpmPlace.Command, int.MaxValue)]
    [InlineData(TpmBus.Spi, TpmPlace.Response, int.MaxValue)]
    [InlineData(TpmBus.Spi, TpmPlace.Header, 9)]
    [InlineData(TpmBus.Spi, TpmPlace.Wait, 9)]
    [InlineData(TpmBus.Spi, TpmPlace.Data, 9)]
    [InlineData(TpmBus.I2c, TpmPlace.Command, int.MaxValue)]
    [InlineData(TpmBus.I2c, TpmPlace.Response, int.MaxValue)]
    public void BytesThatAreWrongAgain(TpmBus bus, TpmPlace place, int times) => Flips(bus, place, [0x80, 0x01], times);

    // What every byte reads as can be a status by chance, but never a TPM. Where bit 0 is clear, it is a wait state on SPI.
    [Theory]
    [InlineData(TpmBus.Spi)]
    [InlineData(TpmBus.I2c)]
    public void NoConstantIsATpm(TpmBus bus)
    {
        int[] values = [0x00, 0xFF, .. s_bits, .. s_bits.Select(bit => 0xFF ^ bit), 0x55, 0xAA, 0x81, 0xA1, 0xD1, 0x95];
        Each(values.Length, i =>
        {
            using var bench = Bench(bus);
            bench.Model.Faults.Floating = values[i];
            var failure = Disturbed(bench, true, bench.Model.Faults.Clear, first: status =>
                bench.Model.Executions == 0 && (values[i] == 0xFF ? status == IoStatus.NotPresent : status != IoStatus.Ok));
            return Name($"{values[i]:x2}", failure);
        });
    }

    // The TPM itself loses its power here, and with it that it was started: what runs then says so.
    [Theory]
    [InlineData(TpmBus.Spi, 64)]
    [InlineData(TpmBus.Spi, 7)]
    [InlineData(TpmBus.I2c, 64)]
    public void ABrownOutAtEveryByte(TpmBus bus, int burst)
    {
        var free = new ConcurrentBag<SwtpmFixture>();
        var cases = new List<(TpmPlace Place, int Position)>();
        foreach (var place in new[] { TpmPlace.Command, TpmPlace.Response, TpmPlace.Header, TpmPlace.Data })
        {
            cases.AddRange(Enumerable.Range(0, Count(bus, burst, place)).Select(position => (place, position)));
        }

        Each(cases.Count, i =>
        {
            var swtpm = free.TryTake(out var taken) ? taken : new SwtpmFixture();
            var failure = BrownOut(bus, burst, swtpm, cases[i].Place, cases[i].Position);
            free.Add(swtpm);
            return Name($"{cases[i]}", failure);
        }, parallel: 8);
        Assert.All(free, swtpm => swtpm.Dispose());
    }

    [Theory]
    [InlineData(TpmBus.Spi)]
    [InlineData(TpmBus.I2c)]
    public void ATpmThatIsSlowAfterItsResetIsWaitedFor(TpmBus bus)
    {
        using var bench = Bench(bus);
        (bench.Model.SelfTestPolls, bench.Model.Localities.StartPolls) = (20, 3);
        for (var reset = 0; reset < 3; reset++)
        {
            bench.Model.Reset();
            if (bench.Transmit(Commands.GetCapability, out var response) != IoStatus.Ok)
            {
                Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetCapability, out response));
            }

            Assert.Equal(_answer, response);
        }
    }

    private static string? Name(string which, string? failure) => failure == null ? null : $"{which}: {failure}";

    private static void Each(int count, Func<int, string?> run, int parallel = 24)
    {
        var failures = new ConcurrentBag<string>();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = parallel }, i =>
        {
            if (run(i) is { } failure)
            {
                failures.Add(failure);
            }
        });
        Assert.Empty(failures.Order());
    }

    private TpmBench Bench(TpmBus bus, int burst = 16, Func<byte[], byte[]>? execute = null)
    {
        var bench = TpmBench.Create(bus, execute ?? _swtpm.Execute);
        bench.Model.Bursts = [burst];
        if (bench.Spi is { } spi)
        {
            spi.WaitStates = [0, 2];
        }

        return bench;
    }

    // How many bytes of a kind the first command takes: a fault that changes no bit counts them.
    private int Count(TpmBus bus, int burst, TpmPlace place)
    {
        if (place is TpmPlace.Command or TpmPlace.Response)
        {
            return place == TpmPlace.Command ? Commands.GetCapability.Length : _answer.Length;
        }

        using var bench = Bench(bus, burst);
        bench.Model.Faults.At(TpmTrouble.Flip, place, 0, mask: 0, times: int.MaxValue);
        Assert.Equal(IoStatus.Ok, bench.Transmit(Commands.GetCapability, out _));
        return bench.Model.Faults.Happened;
    }

    private void Flips(TpmBus bus, TpmPlace place, byte[] masks, int times)
    {
        var positions = Count(bus, 16, place);
        Each(positions * masks.Length, i =>
        {
            using var bench = Bench(bus);
            var (position, mask) = (i / masks.Length, masks[i % masks.Length]);
            bench.Model.Faults.At(TpmTrouble.Flip, place, position, mask, times);
            var failure = Disturbed(bench, bus == TpmBus.I2c, bench.Model.Faults.Clear, first: _ => bench.Model.Faults.Happened > 0);
            return Name($"{place} {position}, mask {mask:x2}", failure);
        });
    }

    private string? Disturbed(TpmBench bench, bool isDetected, Action mend, Func<IoStatus, bool>? first = null)
    {
        var before = bench.Model.Executions;
        var watch = Stopwatch.StartNew();
        var status = bench.Transmit(Commands.GetCapability, out var response);
        if (watch.ElapsedMilliseconds > BoundMs)
        {
            return $"took {watch.ElapsedMilliseconds} ms";
        }

        if (bench.Model.Executions > before + 1)
        {
            return "ran twice";
        }

        if (status == IoStatus.Ok && isDetected && !response.AsSpan().SequenceEqual(_answer))
        {
            return "a wrong answer";
        }

        if (first != null && !first(status))
        {
            return $"{status}";
        }

        mend();
        var next = bench.Transmit(Commands.GetCapability, out response);
        return next == IoStatus.Ok && response.AsSpan().SequenceEqual(_answer) ? null : $"{status}, then {next}";
    }

    private string? BrownOut(TpmBus bus, int burst, SwtpmFixture swtpm, TpmPlace place, int position)
    {
        swtpm.PowerCycle();
        swtpm.Execute(Commands.Startup);
        using var bench = Bench(bus, burst, swtpm.Execute);
        bench.Model.PowerCycle = swtpm.PowerCycle;
        bench.Model.Faults.At(TpmTrouble.BrownOut, place, position);
        var status = bench.Transmit(Commands.GetCapability, out var response);
        if (bench.Model.Resets != 1 || bench.Model.Executions > 1)
        {
            return $"{bench.Model.Resets} resets, ran {bench.Model.Executions} times";
        }

        if (status == IoStatus.Ok && !response.AsSpan().SequenceEqual(_answer) && !response.AsSpan().SequenceEqual(s_notStarted))
        {
            return "a wrong answer";
        }

        var next = bench.Transmit(Commands.GetCapability, out response);
        if (next != IoStatus.Ok || !response.AsSpan().SequenceEqual(s_notStarted))
        {
            return $"{status}, then {next} from a TPM without power";
        }

        _ = bench.Transmit(Commands.Startup, out _);
        next = bench.Transmit(Commands.GetCapability, out response);
        return next == IoStatus.Ok && response.AsSpan().SequenceEqual(_answer) ? null : $"{status}, then {next}";
    }
}
