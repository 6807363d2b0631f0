// SPDX-License-Identifier: MIT
// What Renode's machine, pins and controllers are to a model, played by a test.

extern alias renode;

using System.Diagnostics;
using Wardstone.Simulation;
using renode::Antmicro.Renode.Core;
using renode::Antmicro.Renode.Peripherals.Bus;
using renode::Antmicro.Renode.Peripherals.CPU;
using renode::Antmicro.Renode.Peripherals.I2C;
using renode::Antmicro.Renode.Peripherals.SPI;
using renode::Antmicro.Renode.Time;

namespace Wardstone.Tests.Host.Renode;

/// <summary>A machine whose time is the computer's, and in which what was scheduled happens when the test says so.</summary>
internal sealed class StubMachine : IMachine, IBusController, ICPU
{
    private readonly List<(double Due, Action<TimeInterval> Action)> _scheduled = [];
    private double _now;

    public IBusController SystemBus => this;

    public TimeStamp ElapsedVirtualTime => new(TimeInterval.FromMicroseconds((ulong)Stopwatch.GetElapsedTime(0).TotalMicroseconds));

    public void ScheduleAction(TimeInterval delay, Action<TimeInterval> action, string name) =>
        _scheduled.Add((_now + delay.TotalMicroseconds, action));

    public void Elapse(int ms)
    {
        _now += ms * 1000;
        foreach (var entry in _scheduled.Where(entry => entry.Due <= _now).ToArray())
        {
            _scheduled.Remove(entry);
            entry.Action(default);
        }
    }

    public bool TryGetCurrentCPU(out ICPU cpu)
    {
        cpu = this;
        return true;
    }

    public void SyncTime()
    {
    }
}

/// <summary>An SPI controller and the pin that is its chip select.</summary>
internal sealed class SpiWires : ISpiTarget
{
    private readonly ISPIPeripheral _peripheral;
    private readonly GPIO _chipSelect = new();

    public SpiWires(ISPIPeripheral peripheral, IGPIOReceiver chipSelect)
    {
        _peripheral = peripheral;
        _chipSelect.Connect(chipSelect, 0);
        _chipSelect.Set(true);
    }

    public void Select(bool active) => _chipSelect.Set(!active);

    // Some controllers say after each byte that this was all.
    public byte Transfer(byte value)
    {
        var read = _peripheral.Transmit(value);
        _peripheral.FinishTransmission();
        return read;
    }
}

/// <summary>An I2C controller: a message goes over in one piece, and nothing is acknowledged.</summary>
internal sealed class I2cWires(II2CPeripheral peripheral) : II2cTarget
{
    private readonly List<byte> _written = [];

    public bool Start(bool read)
    {
        Flush();
        return true;
    }

    public bool Write(byte value)
    {
        _written.Add(value);
        return true;
    }

    public byte Read() => peripheral.Read(1)[0];

    public void Stop()
    {
        Flush();
        peripheral.FinishTransmission();
    }

    private void Flush()
    {
        if (_written.Count > 0)
        {
            peripheral.Write([.. _written]);
            _written.Clear();
        }
    }
}

/// <summary>A pin that notes its levels.</summary>
internal sealed class Pin(List<bool> levels) : IGPIOReceiver
{
    public void OnGPIO(int number, bool value) => levels.Add(value);

    public void Reset()
    {
    }
}
