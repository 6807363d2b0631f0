// SPDX-License-Identifier: MIT
// A model of the SPI controller of STM32F4 and F7, with its pins, its two streams of the DMA and what is on the bus: a byte takes as
// long as its bits do, BSY half a bit longer, a byte that is not fetched in time is lost. It is strict: an access of two bytes to the
// F7's FIFO, a write to one that is full, a change of clock or mode while it is on, or switching it off within a byte fail the test.
//
// Time passes as the program looks at the status (100 ns a look), and while it waits.

using Wardstone.Controllers;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Stm32;

internal sealed class SpiModel : IRegisterModel
{
    public const uint Address = 0x4001_3000;
    public const int ReceiveStream = 0;
    public const int SendStream = 3;
    public const int Channel = 3;
    private const int AccessNs = 100;
    private const uint Enable = 1 << 6;

    private readonly Dictionary<int, ISpiTarget> _targets = [];
    private readonly List<ISpiTarget> _selected = [];
    private readonly Queue<byte> _sending = new();
    private readonly Queue<byte> _received = new();
    private readonly int _depth;
    private uint _control1;
    private uint _control2;
    private byte _shifted;
    private bool _isShifting;
    private bool _isHanging;
    private bool _overrun;
    private bool _overrunRead;
    private bool _mayReadEmpty;
    private bool _modeFault;
    private long _doneNs;
    private long _quietNs;
    private long _accessNs;
    private long _plannedUs;

    public SpiModel(bool hasFifo, int peripheralHz = 84_000_000)
    {
        HasFifo = hasFifo;
        PeripheralHz = peripheralHz;
        _depth = hasFifo ? 4 : 1;
        Dma.Map(Address, this);
        Dma.Attach(ReceiveStream, Channel, Pump);
        Dma.Attach(SendStream, Channel, Pump);
        Pins.Changed = OnPin;
    }

    public bool HasFifo { get; }

    public int PeripheralHz { get; }

    public DmaModel Dma { get; } = new();

    public PinModel Pins { get; } = new();

    /// <summary>What went over the bus: mode and clock, then for each byte what went out and what came in; a chip select as +pin and
    /// -pin.</summary>
    public List<string> Log { get; } = [];

    /// <summary>Whether bytes are noted.</summary>
    public bool HasLog { get; set; } = true;

    /// <summary>Bytes, selections, and accesses of the program's.</summary>
    public int Clocked { get; private set; }

    public int Frames { get; private set; }

    public int Accesses { get; private set; }

    /// <summary>At which byte from the next one on something happens; null for never.</summary>
    public int? LoseAt { get; set; }

    public int? HangAt { get; set; }

    public int? FaultAt { get; set; }

    public int ClockHz => PeripheralHz >> (int)((_control1 >> 3 & 7) + 1);

    public int Mode => (int)_control1 & 3;

    private double BitNs => 1e9 / ClockHz;

    private long NowNs => (VirtualTime.NowUs * 1000) + _accessNs;

    private bool IsOn => (_control1 & Enable) != 0;

    private bool HasReceived => _received.Count >= (HasFifo && (_control2 & 1 << 12) == 0 ? 2 : 1);

    private bool HasRoom => _sending.Count <= _depth / 2 && _sending.Count < _depth;

    /// <summary>Puts a device on the bus, its chip select a pin.</summary>
    public void Attach(int pin, ISpiTarget target)
    {
        _targets[pin] = target;
        Pins.Drive(pin, null);
        Pins.Ports[pin / 16].Write(0x0C, Pins.Ports[pin / 16].Read(0x0C) | 1u << (2 * (pin % 16)));
    }

    public uint Read(int offset)
    {
        Count();
        switch (offset)
        {
            case 0x00:
                return _control1;
            case 0x04:
                return _control2;
            case 0x08:
                return Status();
            default:
                Assert.Equal(0x0C, offset);
                Assert.False(HasFifo, "a word from the FIFO is several bytes");
                return Take();
        }
    }

    public void Write(int offset, uint value)
    {
        Count();
        switch (offset)
        {
            case 0x00:
                WriteControl(value);
                break;
            case 0x04:
                Assert.Equal(HasFifo ? 0x1700u : 0, value & ~3u);
                Assert.True(!IsOn || ((value ^ _control2) & ~3u) == 0, "a change of the size while it is on");
                _control2 = value;
                break;
            default:
                Assert.Equal(0x0C, offset);
                Assert.False(HasFifo, "a word into the FIFO is several bytes");
                Put((byte)value);
                break;
        }

        Plan(1);
    }

    // The DMA's accesses, and on the F7 the program's.
    public byte ReadByte(int offset)
    {
        Assert.Equal(0x0C, offset);
        return Take();
    }

    public void WriteByte(int offset, byte value)
    {
        Assert.Equal(0x0C, offset);
        Put(value);
        Plan(1);
    }

    private void Count()
    {
        Accesses++;
        _accessNs += AccessNs;
        if (_accessNs >= 1000)
        {
            _accessNs -= 1000;
            for (var limit = VirtualTime.NowUs + 1; VirtualTime.Step(limit);)
            {
            }
        }

        Pump();
    }

    private uint Status()
    {
        var isBusy = _isShifting || _sending.Count > 0 || NowNs < _quietNs;
        var levels = HasFifo ? Math.Min(_received.Count, 3) << 9 | Math.Min(_sending.Count, 3) << 11 : 0;
        var status = (HasReceived ? 1u : 0) | (HasRoom ? 2u : 0) | (_modeFault ? 1u << 5 : 0) | (_overrun ? 1u << 6 : 0)
            | (isBusy && IsOn ? 1u << 7 : 0) | (uint)levels;
        _mayReadEmpty = _overrun;
        _overrun &= !_overrunRead;
        _overrunRead = false;
        return status;
    }

    private void WriteControl(uint value)
    {
        const uint Settings = 0x3F; // BR, MSTR, CPOL, CPHA
        Assert.Equal(0u, value & 0xFC80);
        Assert.Equal(0x304u, value & 0x304); // controller, its own select pin not used
        Assert.False(IsOn && (value & Enable) != 0 && ((value ^ _control1) & Settings) != 0, "a change while it is on");
        if (IsOn && (value & Enable) == 0)
        {
            Assert.True(_isHanging || (!_isShifting && _sending.Count == 0 && NowNs >= _quietNs), "switched off within a byte");
            _isHanging = _isShifting = false;
            _sending.Clear();
        }
        else if ((value & Enable) == 0)
        {
            Assert.False(_selected.Count > 0 && ((value ^ _control1) & 2) != 0, "the idle level changes while a device is selected");
        }

        _modeFault = false;
        _control1 = value;
    }

    private void Put(byte value)
    {
        Assert.True(_sending.Count < _depth, "a byte for a register that has no room");
        Assert.True(IsOn || _modeFault, "a byte for a controller that is off");
        _sending.Enqueue(value);
    }

    private byte Take()
    {
        Assert.True(_received.Count > 0 || _mayReadEmpty, "a byte of a register that has none");
        _overrunRead = _overrun;
        return _received.TryDequeue(out var value) ? value : (byte)0;
    }

    // All that happens until now.
    private void Pump()
    {
        for (var time = NowNs; IsOn;)
        {
            if (_isShifting && _doneNs > NowNs)
            {
                Plan((_doneNs - NowNs + 999) / 1000);
                return;
            }

            if (_isShifting)
            {
                time = _doneNs;
                Finish();
                if (!IsOn)
                {
                    return;
                }
            }

            while ((_control2 & 1) != 0 && HasReceived && Dma.Serve(ReceiveStream, Channel))
            {
            }

            while ((_control2 & 2) != 0 && HasRoom && Dma.Serve(SendStream, Channel))
            {
            }

            if (!_sending.TryDequeue(out _shifted))
            {
                return;
            }

            _isShifting = true;
            _isHanging = IsDue(HangAt, at => HangAt = at);
            _doneNs = _isHanging ? long.MaxValue / 2 : time + (long)(8 * BitNs);
        }
    }

    private void Plan(long delayUs)
    {
        var at = VirtualTime.NowUs + delayUs;
        if (_plannedUs > VirtualTime.NowUs && _plannedUs <= at)
        {
            return;
        }

        _plannedUs = at;
        if (!_isHanging)
        {
            VirtualTime.After(delayUs, Pump);
        }
    }

    private void Finish()
    {
        _isShifting = false;
        _quietNs = _doneNs + (long)(BitNs / 2);
        if (IsDue(FaultAt, at => FaultAt = at))
        {
            _modeFault = true;
            _control1 &= ~(Enable | 4);
            _sending.Clear();
            return;
        }

        Clocked++;
        byte answer = 0xFF;
        foreach (var target in _selected)
        {
            answer &= target.Transfer(_shifted);
        }

        if (HasLog)
        {
            Log.Add($"{Mode}@{ClockHz / 1000} {_shifted:X2}/{answer:X2}");
        }

        if (IsDue(LoseAt, at => LoseAt = at) || _received.Count == _depth)
        {
            _overrun = true;
            return;
        }

        _received.Enqueue(answer);
    }

    private void OnPin(int pin, bool level)
    {
        if (!_targets.TryGetValue(pin, out var target))
        {
            return;
        }

        var isActive = !level;
        if (isActive == _selected.Contains(target))
        {
            return;
        }

        Log.Add($"{(isActive ? '+' : '-')}{pin}");
        Frames += isActive ? 1 : 0;
        if (isActive)
        {
            _selected.Add(target);
        }
        else
        {
            _selected.Remove(target);
        }

        Assert.True(_selected.Count < 2, "two devices are selected");
        IsCutShort |= _isShifting || NowNs < _quietNs;
        target.Select(isActive);
    }

    /// <summary>Whether a chip select changed within a byte.</summary>
    public bool IsCutShort { get; set; }

    private static bool IsDue(int? at, Action<int?> set)
    {
        set(at == 0 ? null : at - 1);
        return at == 0;
    }
}
