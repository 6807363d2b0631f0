// SPDX-License-Identifier: MIT
// An I2C bus with one device, and its lines as pins, for the register models of the STM32's controllers: bytes take their time, devices
// refuse, stretch the clock and hold lines, arbitration is lost. The controllers are in I2cF4Model and I2cF7Model.

using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Stm32;

internal abstract class I2cModel : IRegisterModel
{
    private const int ByteUs = 90;
    private bool _isPlanned;
    private int _generation;

    protected I2cModel() => Pins = new PinsModel(this);

    public PinsModel Pins { get; }

    public InterruptLine Events { get; } = new();

    public InterruptLine Errors { get; } = new();

    /// <summary>S and Sr with address and direction, bytes in hex, N for what was not acknowledged, P.</summary>
    public string Log { get; set; } = "";

    public int DeviceAddress { get; set; } = 0x2E;

    /// <summary>Which byte of each write is not acknowledged; -1 is none.</summary>
    public int NakAt { get; set; } = -1;

    /// <summary>What the device sends, counting up.</summary>
    public byte NextRead { get; set; }

    /// <summary>Which byte or address from now on is never finished; 0 is the next one.</summary>
    public int? HangAt { get; set; }

    public int? LoseArbitrationAt { get; set; }

    /// <summary>How long the device holds the clock low in each byte.</summary>
    public int StretchUs { get; set; }

    /// <summary>Clock pulses that free the data line; null: it is free.</summary>
    public int? DataStuckFor { get; set; }

    public bool IsClockStuck { get; set; }

    /// <summary>Clock pulses that free the data line after a message that was cut off; null: the device lets go of it.</summary>
    public int? HoldsDataAfterCutOff { get; set; }

    public abstract double ClockHz { get; }

    public abstract double ClockLowUs { get; }

    protected bool IsOwned { get; private set; }

    protected abstract bool IsAsking { get; }

    private int Sent { get; set; }

    public abstract uint Read(int offset);

    public abstract void Write(int offset, uint value);

    /// <summary>A byte or an address on the bus, and then what follows; never if the device hangs or the controller is reset.</summary>
    protected void Later(Action act, Action lost)
    {
        var generation = _generation;
        if (IsDue(HangAt, n => HangAt = n))
        {
            return;
        }

        var isLost = IsDue(LoseArbitrationAt, n => LoseArbitrationAt = n);
        Plan(generation, ByteUs + StretchUs, () =>
        {
            Log += isLost ? "!" : "";
            IsOwned &= !isLost;
            (isLost ? lost : act)();
        });
    }

    /// <summary>Something short.</summary>
    protected void Soon(Action act) => Plan(_generation, 7, act);

    protected bool Address(int target)
    {
        Log += $"{(IsOwned ? "Sr" : "S")}{target >> 1:X2}{((target & 1) != 0 ? 'r' : 'w')} ";
        IsOwned = true;
        Sent = 0;
        Log += target >> 1 == DeviceAddress ? "" : "N ";
        return target >> 1 == DeviceAddress;
    }

    protected bool Send(byte value)
    {
        Log += $"{value:X2} ";
        var isRefused = Sent++ == NakAt;
        Log += isRefused ? "N " : "";
        return !isRefused;
    }

    protected byte Receive()
    {
        Log += $"{NextRead:X2} ";
        return NextRead++;
    }

    protected void Stop()
    {
        Log += "P";
        IsOwned = false;
    }

    /// <summary>The controller forgets everything.</summary>
    protected void Forget()
    {
        _generation++;
        DataStuckFor ??= IsOwned ? HoldsDataAfterCutOff : null;
        IsOwned = false;
    }

    protected void Ask()
    {
        if (!_isPlanned && IsAsking)
        {
            _isPlanned = true;
            VirtualTime.After(1, () =>
            {
                _isPlanned = false;
                if (IsAsking)
                {
                    Events.Pend();
                    Ask();
                }
            });
        }
    }

    private static bool IsDue(int? at, Action<int?> set)
    {
        set(at == 0 ? null : at - 1);
        return at == 0;
    }

    private void Plan(int generation, int us, Action act) => VirtualTime.After(us, () =>
    {
        if (generation == _generation)
        {
            act();
            Ask();
        }
    });

    /// <summary>The port: SCL is pin 8, SDA pin 9.</summary>
    internal sealed class PinsModel(I2cModel bus) : IRegisterModel
    {
        private uint _mode = 0xA_0000;
        private uint _output = 0x300;

        public bool AreConnected => _mode >> 16 == 0xA;

        public uint Read(int offset) => offset switch
        {
            0x00 => _mode,
            0x10 => (bus.IsClockStuck || IsLow(8) ? 0 : 0x100u) | (bus.DataStuckFor is not null || IsLow(9) ? 0 : 0x200u),
            _ => throw new InvalidOperationException($"{offset:x} is read"),
        };

        public void Write(int offset, uint value)
        {
            if (offset == 0)
            {
                _mode = value;
                return;
            }

            Assert.Equal(0x18, offset);
            var wasLow = IsLow(8);
            _output = (_output | (value & 0xFFFF)) & ~(value >> 16);
            if (wasLow && !IsLow(8) && bus.DataStuckFor is { } clocks)
            {
                bus.DataStuckFor = clocks > 1 ? clocks - 1 : null;
            }
        }

        private bool IsLow(int pin) => (_mode >> (2 * pin) & 3) == 1 && (_output >> pin & 1) == 0;
    }
}
