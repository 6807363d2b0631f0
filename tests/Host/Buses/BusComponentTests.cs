// SPDX-License-Identifier: MIT
// The component `bus` over simulated buses: who gets which device, what is refused where, and what it tells of its buses.

using System.Text;
using Wardstone.Components;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;
using Wardstone.Simulation;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Buses;

public sealed class BusComponentTests : IDisposable
{
    private readonly I2cBus _i2c = new();
    private readonly SpiBus _spi = new();
    private readonly MemoryTarget _memory = new();
    private readonly MemoryTarget _first = new();
    private readonly MemoryTarget _second = new();
    private readonly int _pin;
    private readonly int _otherPin;

    public BusComponentTests()
    {
        _i2c.Attach(0x50, _memory);
        _pin = _spi.Attach(_first);
        _otherPin = _spi.Attach(_second);
    }

    public void Dispose()
    {
        Assert.Empty(_spi.Violations);
        _i2c.Dispose();
        _spi.Dispose();
    }

    [Theory]
    [InlineData("+ i2c a | bus: I | address: 9\n+ i2c b | bus: I | address: 9\n", "3, C: 'a' is there already")]
    [InlineData("+ i2c a | bus: I | address: 9\n+ i2c b | address: 9 | bus: I\n", "3, 24: 'a' is there already")]
    [InlineData("+ i2c a | bus: I | address: 9\n+ i2c a | bus: I | address: 10\n", "3, 1: there is a device of this name already")]
    [InlineData("+ i2c a | bus: I | address: 9\n+ spi_bus a | bus: S\n", "3, 1: there is a device of this name already")]
    [InlineData("+ spi a | bus: S | chip_select: P\n+ spi b | bus: S | chip_select: P\n", "3, C: 'a' is there already")]
    [InlineData("+ spi a | bus: S | line: 1\n+ spi b | bus: S | line: 1\n", "3, C: 'a' is there already")]
    [InlineData("+ i2c_bus a | bus: I\n+ i2c_bus b | bus: I\n", "3, 15: 'a' is there already")]
    [InlineData("+ spi_bus a | bus: S\nhold_ms: 100\n", "3, 1: 'hold_ms' stands before the devices")]
    [InlineData("+ spi a | bus: S | chip_select: P | line: 1\n", "2, C: there is a 'chip_select' already")]
    public void AConflictIsRefusedWhereItIs(string config, string reason)
    {
        var env = new TestEnv(Fill(config));
        new BusComponent().Construct(env);
        var column = Fill(config).TrimEnd().Split('\n')[^1].LastIndexOf('|') + 3; // of the last attribute
        Assert.Equal(reason.Replace("C", $"{column}"), env.Refusal);
    }

    [Theory]
    [InlineData("speed: 1\n", "2, 1: there is no such attribute")]
    [InlineData("hold_ms: 9\n", "2, 1: 'hold_ms' is 10 to 10000")]
    [InlineData("+ i2c a | address: 0x2e\n", "3, 1: a device on I2C needs a name, 'bus' and 'address'")]
    [InlineData("+ i2c a | address: 0x78 | bus: 1\n", "2, 11: 'address' is 0x08 to 0x77")]
    [InlineData("+ i2c a | bus: one | address: 9\n", "2, 11: 'bus' is the number of a bus")]
    [InlineData("+ i2c a | clock_khz: 401\n", "2, 11: 'clock_khz' is 100, 400 or 1000")]
    [InlineData("+ i2c a | nak_retries: 101\n", "2, 11: 'nak_retries' is 0 to 100")]
    [InlineData("+ i2c a | stretch_retries: -1\n", "2, 11: 'stretch_retries' is 0 to 100")]
    [InlineData("+ i2c a | retry_delay_ms: 101\n", "2, 11: 'retry_delay_ms' is 0 to 100")]
    [InlineData("+ i2c a | mode: 1\n", "2, 11: there is no such attribute")]
    [InlineData("+ spi a | mode: 0\n", "3, 1: a device on SPI needs a name, 'bus', and 'chip_select' or 'line'")]
    [InlineData("+ spi a | bus: 60001\n", "2, 11: the board has no such bus")]
    [InlineData("+ spi a | clock_khz: 0\n", "2, 11: 'clock_khz' is 1 to 100000")]
    [InlineData("+ spi a | max_transfer: 0\n", "2, 11: 'max_transfer' is 1 to 4096")]
    [InlineData("+ spi a | interrupt: 3\n", "2, 11: 'interrupt' stands after 'chip_select'")]
    [InlineData("+ spi a | line: 3 | chip_select: 3\n", "2, 21: there is a 'line' already")]
    [InlineData("+ spi a | address: 9\n", "2, 11: there is no such attribute")]
    [InlineData("+ i2c_bus a\n", "3, 1: a bus needs a name and 'bus'")]
    [InlineData("+ i2c_bus a | raw: maybe\n", "2, 15: 'raw' is yes or no")]
    [InlineData("+ i2c_bus a | bus: 60001\n", "2, 15: the board has no such bus")]
    [InlineData("+ report | period_ms: 99\n", "2, 12: 'period_ms' is 100 to 3600000")]
    [InlineData("+ report | period_ms: 100 | size: 1\n", "2, 29: there is no such attribute")]
    [InlineData("+ report | period_ms: 100\n+ report | period_ms: 100\n", "3, 1: there is no such node here, or there is one already")]
    public void AnAttributeIsRefusedWhereItIsWrong(string config, string reason)
    {
        var env = new TestEnv(config);
        var component = new BusComponent();
        component.Construct(env);
        Assert.StartsWith(reason, env.Refusal, StringComparison.Ordinal);
        Assert.Null(component.Open("Bus", "tpm -> a"));
    }

    [Fact]
    public void TheSameNumberOnAnotherBusIsAnotherDevice()
    {
        using var other = new I2cBus();
        var component = Component($"+ i2c a | bus: I | address: 9\n+ i2c b | bus: {other.Id} | address: 9\n"
            + "+ i2c_bus c | bus: I\n+ spi_bus d | bus: S\n+ spi e | bus: S | line: 1\n");
        Assert.All("abcde", name => Assert.NotNull(component.Open("Bus", $"x -> {name}")));
    }

    [Fact]
    public void ADeviceIsOneClientsAndANewInstanceOfItStartsAfresh()
    {
        var component = Component("+ spi flash | bus: S | chip_select: P\n+ spi other | bus: S | chip_select: Q\n");
        var flash = Open(component, "driver -> flash");
        var other = Open(component, "another -> other");
        Assert.Null(component.Open("Bus", "another -> flash"));
        Assert.Null(component.Open("Bus", "driver -> none"));
        Assert.Equal(IoStatus.Ok, flash.Begin());
        Assert.True(_first.IsSelected);
        Assert.Equal(IoStatus.Busy, other.Begin());

        // The client died here, and Init opens its sessions again.
        flash = Open(component, "driver -> flash");
        Assert.False(_first.IsSelected);
        Assert.Equal(IoStatus.Ok, other.Write(new byte[] { 1 }, 0));
        Assert.Equal(IoStatus.Ok, flash.Begin());
        Assert.Equal(IoStatus.Ok, flash.End());
    }

    [Fact]
    public void TwoBusesAreTakenApartFromEachOther()
    {
        var component = Component("+ spi flash | bus: S | chip_select: P\n+ i2c memory | bus: I | address: 0x50\n");
        Assert.Equal(IoStatus.Ok, Open(component, "a -> flash").Begin());
        Assert.Equal(IoStatus.Ok, Open(component, "b -> memory").Write(new byte[] { 1 }, 0));
        Assert.Equal(IoStatus.Ok, Open(component, "a -> flash").Begin());
        Assert.NotNull(component.Open("Bus", "a -> flash"));
    }

    [Fact]
    public void HoldTimeAndRetriesAreThoseOfTheConfiguration()
    {
        var component = Component("hold_ms: 10\n+ i2c memory | bus: I | address: 0x50 | nak_retries: 3 | retry_delay_ms: 0\n"
            + "+ i2c other | bus: I | address: 0x51\n");
        var memory = Open(component, "a -> memory");
        var other = Open(component, "b -> other");
        _memory.BusyFor = 3;
        Assert.Equal(IoStatus.Ok, memory.Write(new byte[] { 1 }, 1000));
        Assert.Equal(IoStatus.NotAcknowledged, other.Write(new byte[] { 1 }, 1000));
        Assert.Equal(5, _i2c.Messages);
        Assert.Equal(IoStatus.Ok, other.Begin());
        Assert.Equal(IoStatus.Busy, memory.Begin());
        Thread.Sleep(20);
        Assert.Equal(IoStatus.Ok, memory.Begin());
    }

    [Fact]
    public void ABusTellsItsStatistics()
    {
        var component = Component("+ i2c memory | bus: I | address: 0x50\n+ i2c_bus wires | bus: I\n+ spi_bus more | bus: S\n");
        Assert.Equal(Statistics("i2c", _i2c.Id, 0, 0), Text(Open(component, "a -> wires")));
        _ = Open(component, "a -> memory").Write(new byte[] { 1, 2, 3 }, 0);
        Assert.Equal(Statistics("i2c", _i2c.Id, 1, 3), Text(Open(component, "a -> wires")));
        Assert.Equal(Statistics("spi", _spi.Id, 0, 0), Text(Open(component, "a -> more")));
        var bus = Open(component, "a -> wires");
        Assert.Equal(IoStatus.TooLong, bus.Read(new byte[20], 0, out var count));
        Assert.Equal(0, count);
        Assert.Equal(IoStatus.NotSupported, bus.Write(new byte[] { 0x50, 1 }, 0));
        Assert.Equal(IoStatus.NotSupported, bus.Transfer(new byte[] { 0x50, 1 }, new byte[1], 0, out _));
        Assert.Equal(IoStatus.NotSupported, bus.Begin());
    }

    [Fact]
    public void RawAccessReachesWhatHasNoDeviceAndNothingElse()
    {
        _i2c.Attach(0x2E, new MemoryTarget());
        _i2c.Record();
        var component = Component("+ i2c_bus wires | bus: I | raw: yes\n+ i2c tpm | bus: I | address: 0x2e\n");
        var raw = Open(component, "a -> wires");
        Assert.Equal(IoStatus.Ok, raw.Write(new byte[] { 0x50, 3, 0x77 }, 0));
        var read = new byte[1];
        Assert.Equal(IoStatus.Ok, raw.Transfer(new byte[] { 0x50, 3 }, read, 0, out _));
        Assert.Equal(0x77, read[0]);
        Assert.Equal(IoStatus.Ok, raw.Transfer(new byte[] { 0x50 }, read, 0, out _));
        Assert.Equal(IoStatus.NotAcknowledged, raw.Write(new byte[] { 0x51 }, 0));
        foreach (var address in new byte[] { 0x2E, 0x00, 0x07, 0x78, 0x7F, 0x80, 0xFF })
        {
            Assert.Equal(IoStatus.Denied, raw.Write(new byte[] { address, 1 }, 0));
            Assert.Equal(IoStatus.Denied, raw.Transfer(new byte[] { address }, read, 0, out _));
        }

        Assert.Equal(IoStatus.NotSupported, raw.Write(SpanByte.Empty, 0));
        Assert.Equal(
            ["S50w 03 77 P", "S50w 03", "Sr50r 77 P", "S50r 00 P", "S51w N P"],
            _i2c.Transcript.Select(message => message.ToString()));
    }

    [Fact]
    public void RawAccessWaitsForItsTurnLikeTheOthers()
    {
        var component = Component("+ i2c_bus wires | bus: I | raw: yes\n+ i2c tpm | bus: I | address: 0x2e\n");
        Assert.Equal(IoStatus.Ok, Open(component, "a -> tpm").Begin());
        Assert.Equal(IoStatus.Busy, Open(component, "b -> wires").Write(new byte[] { 0x50 }, 0));
    }

    [Fact]
    public void AReportIsSubmittedWhenSomethingHasChanged()
    {
        var keeper = new Keeper();
        var env = new TestEnv(Fill("+ i2c memory | bus: I | address: 0x50\n+ spi_bus more | bus: S\n+ report | period_ms: 500\n"))
            .With("Report", "tested", keeper);
        var component = new BusComponent();
        component.Construct(env);
        Assert.Null(env.Refusal);
        Assert.Equal((500, 500), (env.DelayMs, env.PeriodMs));
        component.Dispatch(1);
        component.Dispatch(1);
        Assert.Equal(1, keeper.Submitted);
        _ = Open(component, "a -> memory").Write(new byte[] { 1, 2, 3 }, 0);
        keeper.Status = IoStatus.ServerFaulted;
        component.Dispatch(1);
        keeper.Status = IoStatus.Ok;
        component.Dispatch(1);
        component.Dispatch(1);
        Assert.Equal(3, keeper.Submitted);
        var one = Statistics("i2c", _i2c.Id, 1, 3);
        Assert.Equal(one[..^2] + Statistics("spi", _spi.Id, 0, 0).Split('\n')[1] + "\n-\n", keeper.Text);
        Assert.Equal("bus", Wardstone.Hid.HidNode.Parse(Encoding.ASCII.GetBytes(keeper.Text)).Type);
    }

    [Fact]
    public void AReportHasRoomForTheLargestNumbers()
    {
        var statistics = new Wardstone.Drivers.BusStatistics();
        foreach (var property in statistics.GetType().GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(statistics, long.MaxValue);
        }

        var report = new Wardstone.Drivers.BusReport(2);
        report.Begin();
        report.Add("i2c", 65535, statistics);
        report.Add("spi", 65535, statistics);
        Assert.Equal(IoStatus.Ok, report.End(out var text));
        Assert.Equal(long.MaxValue - 8, statistics.Version);
        report.Begin();
        Assert.InRange(text.Length, 450, 24 + (2 * 320));
        for (var i = 0; i < 3; i++)
        {
            report.Add("i2c", 65535, statistics);
        }

        Assert.Equal(IoStatus.TooLong, report.End(out text));
        Assert.True(text.IsEmpty);
    }

    private static string Statistics(string kind, int id, int transactions, int bytes) =>
        $"bus | version: 1\n+ {kind} {id} | transactions: {transactions} | bytes: {bytes} | naks: 0 | retries: 0 | timeouts: 0"
        + " | errors: 0 | busy: 0 | taken_away: 0 | interrupts: 0\n-\n";

    private static string Text(IBusDevice bus)
    {
        var buffer = new byte[512];
        Assert.Equal(IoStatus.Ok, bus.Read(buffer, 0, out var count));
        return Encoding.ASCII.GetString(buffer, 0, count);
    }

    private static IBusDevice Open(BusComponent component, string label) => (IBusDevice)component.Open("Bus", label);

    private string Fill(string config) =>
        config.Replace("bus: I", $"bus: {_i2c.Id}").Replace("bus: S", $"bus: {_spi.Id}").Replace("select: P", $"select: {_pin}")
            .Replace("select: Q", $"select: {_otherPin}");

    private BusComponent Component(string config)
    {
        var env = new TestEnv(Fill(config));
        var component = new BusComponent();
        component.Construct(env);
        Assert.Null(env.Refusal);
        return component;
    }

    private sealed class Keeper : IReportSession
    {
        public int Submitted { get; private set; }

        public string Text { get; private set; } = "";

        public IoStatus Status { get; set; }

        public IoStatus Submit(SpanByte text)
        {
            Submitted++;
            Text = HidText.String(text);
            return Status;
        }
    }
}
