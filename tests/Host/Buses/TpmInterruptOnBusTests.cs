// SPDX-License-Identifier: MIT
// The TPM's interrupt from its pin to the driver, through the components: it ends the wait for a response, whichever component hosts the
// driver, and whatever becomes of line, bus and host, the TPM goes on working.

using System.Diagnostics;
using System.Globalization;
using Wardstone.Components;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Tests.Host.Components;
using Wardstone.Tests.Host.Drivers;
using Wardstone.Tests.Portable;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Host.Buses;

public sealed class TpmInterruptOnBusTests : IClassFixture<SwtpmFixture>, IDisposable
{
    private const string Driver = """
        + start way | binary: driver | ram: 8K
          + restart | limit: 100 | back_off_ms: 1
          + provides | + service Tpm
          + route | + any-service | + child bus
          + config | driver: tpm_spi | label: tpm
        + start client | ram: 1K
          + route
            + service Tpm | + child way
            + service Bus | + child bus
        """;

    private const string Vfs = """
        + start way | binary: vfs | ram: 16K
          + restart | limit: 100 | back_off_ms: 1
          + provides | + service FileSystem
          + route | + any-service | + child bus
          + config
            + vfs | + dir dev | + dev tpm0 | driver: tpm_spi | service: Bus | label: tpm | timeout_ms: 5000
            + policy client | + allow /dev/tpm0 | write: yes
        + start client | ram: 1K
          + route
            + service FileSystem | + child way
            + service Bus | + child bus
          + config | tpm: /dev/tpm0
        """;

    private static readonly CharDriver[] s_drivers = [new TpmSpiDriver()];

    private readonly RecordingKernel _kernel = new(new PlainKernel(256 * 1024));
    private readonly SpiBus _wires = new();
    private readonly ClientBinary _client = new("wires");
    private readonly TpmModel _model;
    private readonly byte[] _buffer = new byte[64];
    private Init _init = null!;
    private long _activeAt;

    public TpmInterruptOnBusTests(SwtpmFixture swtpm) => _model = new TpmModel(swtpm.Execute)
    {
        ExecutionMs = 40,
        After = (ms, done) => Task.Delay(ms).ContinueWith(_ => done(), TaskScheduler.Default),
    };

    public static TheoryData<string> Ways => [Driver, Vfs];

    public void Dispose()
    {
        TestPlatform.Release(_kernel.Inner);
        Assert.Empty(_wires.Violations);
        Assert.Empty(_model.Violations);
        _wires.Dispose();
    }

    // The driver has learned that the command takes 40 ms, and looks once that is over, if nothing wakes it.
    [Theory]
    [MemberData(nameof(Ways))]
    public void ItEndsTheWaitAtOnce(string way)
    {
        Start(way);
        Repeat(3);
        var (least, most) = (long.MaxValue, 0);
        for (var i = 0; i < 4; i++)
        {
            _model.ExecutionMs = 40;
            Repeat(1);
            _model.ExecutionMs = 15;
            var frames = _wires.Frames;
            Repeat(1);
            least = Math.Min(least, Stopwatch.GetTimestamp() - _activeAt);
            most = Math.Max(most, _wires.Frames - frames);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(0, least).TotalMilliseconds, 0, 10);
        Assert.InRange(most, 9, 14);
        Assert.InRange(Interrupts, 5, 30);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void ALineThatIsLostOrStuckIsNotListenedToAnyMore(string way)
    {
        Start(way);
        _model.Interrupts.Line = TpmInterruptLine.Stuck;
        Repeat(2);
        var told = Interrupts;
        Assert.InRange(told, 1, 10);
        _model.Interrupts.Line = TpmInterruptLine.Works;
        Repeat(3);
        Assert.InRange(Interrupts, told, told + 1); // one may have been asked for

        _init.Restart(_kernel, "way"); // which gives it another chance, until it gets lost
        _model.Interrupts.Line = TpmInterruptLine.Lost;
        Assert.NotEqual(IoStatus.Ok, Transfer());
        told = Interrupts;
        Repeat(18);
        _model.Interrupts.Line = TpmInterruptLine.Works;
        Repeat(3);
        Assert.Equal(told, Interrupts);
        Assert.False(_model.Interrupts.IsActive);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void TheBusIsEndedUnderACommand(string way)
    {
        Start(way);
        Repeat(3);
        _model.ExecutionMs = 300;
        var status = IoStatus.Timeout;
        var caller = new Thread(() => status = Transfer());
        caller.Start();
        Assert.True(SpinWait.SpinUntil(() => _model.State == TpmModelState.Execution, 5000));
        Thread.Sleep(50);
        _init.Restart(_kernel, "bus");
        while (!caller.Join(0))
        {
            _init.Serve(5);
        }

        Assert.Equal(IoStatus.Ok, status);
        Assert.Equal(4, _model.Executions);
        Assert.True(Interrupts > 0, "the new instance was not asked");
        _model.ExecutionMs = 40;
        var told = Interrupts;
        Repeat(3);
        Assert.True(Interrupts > told);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void TheDriverIsRestarted(string way)
    {
        Start(way);
        Repeat(3);
        for (var i = 0; i < 3; i++)
        {
            var told = Interrupts;
            _init.Restart(_kernel, "way");
            Assert.Equal(IoStatus.ServerFaulted, Transfer());
            Repeat(3);
            Assert.True(Interrupts > told);
        }
    }

    private int Interrupts
    {
        get
        {
            var text = new byte[512];
            var status = _client.Figures!.Read(text, 0, out var count);
            status = status == IoStatus.ServerFaulted ? _client.Figures.Read(text, 0, out count) : status;
            Assert.Equal(IoStatus.Ok, status);
            return int.Parse(Wardstone.Hid.HidNode.Parse(text[..count]).Children[0]["interrupts"]!, CultureInfo.InvariantCulture);
        }
    }

    private void Start(string way)
    {
        var pin = TpmBench.InterruptPin(_model);
        _model.Interrupts.Changed += active => _activeAt = active ? Stopwatch.GetTimestamp() : _activeAt;
        var select = _wires.Attach(new TpmSpiTarget(_model));
        var text = $"""
            config
            + start bus | ram: 4K
              + restart | limit: 100 | back_off_ms: 1
              + provides | + service Bus
              + config
                + spi tpm | bus: {_wires.Id} | chip_select: {select} | interrupt: {pin}
                + spi_bus wires | bus: {_wires.Id}
            {way}
            -

            """;
        var log = new TextLog();
        _init = new Init(
            _kernel, [new BusBinary(), new DriverBinary(s_drivers), new VfsBinary(s_drivers), _client], [], new TextRom(text), log);
        Assert.True(_init.TryRead(null, out var reason), reason);
        _init.Start();
        Assert.True(_client.Tpm != null, log.Text);
    }

    private IoStatus Transfer() => _client.Tpm!.Transfer(Commands.GetRandom, _buffer, 5000, out _);

    private void Repeat(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.Equal(IoStatus.Ok, Transfer());
        }
    }
}
