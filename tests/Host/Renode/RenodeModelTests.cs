// SPDX-License-Identifier: MIT
// The models for Renode without Renode: the firmware's driver talks to them through the calls that Renode's controllers and pins make, and
// swtpm answers over TCP.

extern alias renode;

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Wardstone.Drivers;
using Wardstone.Emulation;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Tests.Host.Drivers;
using Wardstone.Tests.Host.Gates;
using renode::Antmicro.Renode.Core.Structure;
using renode::Antmicro.Renode.Exceptions;
using Interposer = renode::Antmicro.Renode.Peripherals.Wardstone.Interposer;
using TpmTisI2c = renode::Antmicro.Renode.Peripherals.Wardstone.TpmTisI2c;
using TpmTisSpi = renode::Antmicro.Renode.Peripherals.Wardstone.TpmTisSpi;

namespace Wardstone.Tests.Host.Renode;

public sealed class RenodeModelTests : IDisposable
{
    private const int TimeoutMs = 5000;

    private static readonly TpmTimeouts Short = new(50, 100, 50, 25);

    private readonly ScratchDirectory _directory = new();
    private readonly Swtpm _swtpm;
    private readonly int _port;
    private readonly StubMachine _machine = new();

    public RenodeModelTests() => _swtpm = Swtpm.StartTcp(_directory.FullPath, out _port);

    [Fact]
    public void OnSpiTheDriverGetsAnswers()
    {
        var tpm = new TpmTisSpi(_machine, _port, waitStates: 1);
        using var bus = new SpiBus();
        var driver = Driver(bus, new SpiWires(tpm, tpm));
        Assert.Equal(44, Random(driver, startup: true).Length);
        Assert.NotEqual(Random(driver), Random(driver));
        Assert.Equal("", tpm.Violations);
        Assert.Equal(4, tpm.Executions);
        tpm.Knob("hang", "ready");
        Assert.Equal(IoStatus.Timeout, driver.Transfer(Commands.GetRandom, new byte[64], TimeoutMs, out _));
        tpm.Knob("clear", "");
        Assert.Equal(44, Random(driver).Length);
        Assert.Throws<RecoverableException>(() => tpm.Knob("hang", "often"));
    }

    [Fact]
    public void OnI2cTheDriverGetsAnswers()
    {
        var tpm = new TpmTisI2c(_machine, _port, guardTimeUs: 50);
        using var bus = new I2cBus();
        bus.Attach(TpmBench.Address, new I2cWires(tpm));
        var driver = new TpmFifo(new TpmI2cRegisters(new I2cBusDevice(new Bus(), new I2cSettings(bus.Id, TpmBench.Address))), Short);
        Assert.Equal(44, Random(driver, startup: true).Length);
        Assert.NotEqual(Random(driver), Random(driver));
        Assert.Equal(("", 0), (tpm.Violations, tpm.EarlyMessages));
        tpm.Knob("guard_us", "250"); // more than it told the driver, which asks again when that fails
        Assert.Equal(44, Random(driver).Length);
        Assert.NotEqual(0, tpm.EarlyMessages);
    }

    // The lines of pins that nobody drives are told as low, and mean nothing.
    [Fact]
    public void AResetByItsLineOrByTheBoardIsOneOfSwtpm()
    {
        var tpm = new TpmTisSpi(_machine, _port);
        using var bus = new SpiBus();
        var driver = Driver(bus, new SpiWires(tpm, tpm));
        tpm.OnGPIO(1, false);
        Random(driver, startup: true);
        tpm.OnGPIO(1, true);
        Assert.Equal(0, tpm.Resets);
        tpm.OnGPIO(1, false);
        Assert.Equal(IoStatus.NotPresent, driver.Transfer(Commands.GetRandom, new byte[64], TimeoutMs, out _));
        tpm.OnGPIO(1, true);
        Assert.Equal((1, true), (tpm.Resets, tpm.IsPowerCycled));
        AssertNotStarted(driver);
        Random(driver, startup: true);
        tpm.Reset();
        AssertNotStarted(driver);
        tpm.ResetsWithBoard = false;
        Random(driver, startup: true);
        tpm.Reset();
        Assert.Equal(44, Random(driver).Length);
        _swtpm.Kill();
        Assert.Equal([0x80, 0x01, 0, 0, 0, 10, 0, 0, 0x01, 0x01], Answer(driver, Commands.GetRandom)); // TPM_RC_FAILURE
    }

    [Fact]
    public void TheInterposerRecordsWhatTheBusSawAndChangesBytes()
    {
        var interposer = new Interposer(_machine);
        var tpm = new TpmTisSpi(_machine, _port, waitStates: 2);
        interposer.Register(tpm, NullRegistrationPoint.Instance);
        using var bus = new SpiBus();
        var driver = Driver(bus, new SpiWires(interposer, interposer));
        var path = Path.Combine(_directory.FullPath, "frames");
        interposer.Record(path);
        bus.Record();
        var genuine = Random(driver, startup: true);
        interposer.AlterRegister(TpmModel.DataFifo, 9, "in", 0x01);
        Assert.Equal(1, Answer(driver, Commands.GetRandom)[9]); // of the response code, which is in its header
        interposer.Clear();
        Assert.Equal(1, interposer.Altered);
        interposer.AlterFrame(interposer.Frames, 1, "out", 0xFF);
        Assert.Equal(44, Random(driver).Length); // got over
        Assert.Equal(2, interposer.Altered);
        interposer.Record("");
        Assert.Equal(44, genuine.Length);
        Assert.Equal(bus.Transcript.Where(frame => frame.Target >= 0).Select(frame => $"{frame}"), File.ReadAllLines(path));
        Assert.Throws<RecoverableException>(() => interposer.AlterFrame(0, 0, "up", 1));
    }

    [Fact]
    public void TheInterruptLineIsActiveLow()
    {
        var tpm = new TpmTisSpi(_machine, _port);
        var levels = new List<bool>();
        tpm.IRQ.Connect(new Pin(levels), 0);
        tpm.Knob("execution_ms", "40");
        var wires = new SpiWires(tpm, tpm);
        Write(wires, TpmModel.Access, 0x02);
        Write(wires, TpmInterrupts.Enable, 0x01, 0, 0, 0x80);
        Write(wires, TpmModel.Status, 0x40);
        Read(wires, TpmModel.Status);
        Write(wires, TpmModel.DataFifo, Commands.Startup);
        Write(wires, TpmModel.Status, 0x20);
        Assert.Equal([true], levels);
        _machine.Elapse(40);
        Assert.Equal([true, false], levels);
        Write(wires, TpmInterrupts.Status, 0x01);
        Assert.Equal([true, false, true], levels);
        tpm.Knob("interrupt", "stuck");
        Assert.False(tpm.IRQ.IsSet);
        Assert.Equal("", tpm.Violations);
    }

    // A port that is reset forgets its level, and is told changes alone.
    [Fact]
    public void AfterAResetTheInterruptLineIsTold()
    {
        var tpm = new TpmTisSpi(_machine, _port);
        var levels = new List<bool>();
        tpm.IRQ.Connect(new Pin(levels), 0);
        tpm.OnGPIO(1, true);
        levels.Clear();
        tpm.OnGPIO(1, false);
        tpm.OnGPIO(1, true);
        Assert.True(levels[^1]);
        levels.Clear();
        tpm.Reset();
        Assert.Equal([false, true], levels);
    }

    // Renode compiles what the script says; the build what the project says.
    [Fact]
    public void ScriptAndProjectNameTheSameFiles()
    {
        const string folder = "renode/models/";
        var script = Regex.Matches(Repository.ReadText($"{folder}models.resc"), @"\$ORIGIN/(\S+\.cs)")
            .Select(match => match.Groups[1].Value);
        var project = XDocument.Parse(Repository.ReadText($"{folder}Models.csproj")).Descendants("Compile")
            .Select(element => (string)element.Attribute("Include")!);
        var models = Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.cs").Select(file => Path.GetFileName(file)!);
        Assert.Equal(project.Concat(models).Order(StringComparer.Ordinal), script.Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        _swtpm.Dispose();
        _directory.Dispose();
    }

    private static TpmFifo Driver(SpiBus bus, ISpiTarget target) =>
        new(new TpmSpiRegisters(new SpiBusDevice(new Bus(), new SpiSettings(bus.Id, bus.Attach(target)))), Short);

    private static byte[] Random(TpmFifo driver, bool startup = false)
    {
        if (startup)
        {
            Assert.Equal(0, Answer(driver, Commands.Startup)[9]);
        }

        return Answer(driver, Commands.GetRandom);
    }

    private static byte[] Answer(TpmFifo driver, byte[] command)
    {
        var response = new byte[64];
        Assert.Equal(IoStatus.Ok, driver.Transfer(command, response, TimeoutMs, out var length));
        return response[..length];
    }

    // TPM_RC_INITIALIZE: its power was off.
    private static void AssertNotStarted(TpmFifo driver) =>
        Assert.Equal([0x80, 0x01, 0, 0, 0, 10, 0, 0, 0x01, 0x00], Answer(driver, Commands.GetRandom));

    private static void Write(SpiWires wires, int register, params byte[] data) => Frame(wires, 0, register, data);

    private static void Read(SpiWires wires, int register) => Frame(wires, 0x80, register, new byte[4]);

    private static void Frame(SpiWires wires, int direction, int register, byte[] data)
    {
        wires.Select(true);
        byte[] header = [(byte)(direction | (data.Length - 1)), 0xD4, (byte)(register >> 8), (byte)register];
        foreach (var value in header.Concat(data))
        {
            _ = wires.Transfer(value);
        }

        wires.Select(false);
    }
}
