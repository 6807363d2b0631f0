// SPDX-License-Identifier: MIT
// A model of a USART of the STM32F4 or F7 with a line behind it, and requests to streams of a DMA controller: one byte is held in each
// direction, a byte takes 87 us, an overrun loses the byte that just arrived. It is strict about what may be set while it is enabled.

using Wardstone.Controllers;
using Wardstone.Tests.Host.Uarts;

namespace Wardstone.Tests.Host.Stm32;

internal sealed class UsartModel : IRegisterModel, IUartModel
{
    public const int ClockHz = 42_000_000;
    public const uint Block = 0x4000_4400;
    public const int ReceiveStream = 5;
    public const int SendStream = 6;
    public const int Channel = 4;

    private const uint FramingError = 1 << 1;
    private const uint Overrun = 1 << 3;
    private const uint Errors = 0xF;
    private const uint Idle = 1 << 4;
    private const uint ByteWaits = 1 << 5;
    private const uint TimedOut = 1 << 11;

    private readonly bool _isF7;
    private readonly Dictionary<string, uint> _registers = [];
    private uint _flags;
    private uint _seen; // flags of the F4 that the status was read with
    private byte _received;
    private byte? _toSend;
    private bool _isShifting;
    private bool _isLoading;
    private bool _isPlanned;
    private int _arrivals;

    public UsartModel(bool isF7)
    {
        _isF7 = isF7;
        Dma.Map(Block, this);
        Dma.RunsToItsEnd[ReceiveStream] = true;
        Dma.Attach(ReceiveStream, Channel, Ready);
        Dma.Attach(SendStream, Channel, Load);
    }

    public DmaModel Dma { get; } = new();

    public InterruptLine Interrupt { get; } = new();

    public IEnumerable<InterruptLine> Interrupts => [Interrupt, .. Dma.Interrupt];

    public int Holds => 1;

    public List<byte> Sent { get; } = [];

    public bool IsHeld { get; set; }

    public int Divisor => (int)Register("BRR");

    public int RightDivisor => 365; // 42 MHz / 115,200

    public bool IsReadyToSend => IsEnabled && (Control1 & 1 << 3) != 0;

    /// <summary>Whether a request of the receiver is raised when a byte arrives and never again, as Renode's models do.</summary>
    public bool AsksOnce { get; set; }

    /// <summary>How long interrupts wait, the USART's and the streams'.</summary>
    public int LatencyUs
    {
        get => Dma.LatencyUs;
        set => Dma.LatencyUs = value;
    }

    private uint Control1 => Register("CR1");

    private uint Control3 => Register("CR3");

    private bool IsEnabled => (Control1 & (_isF7 ? 1u << 0 : 1u << 13)) != 0;

    private bool IsReceiving => IsEnabled && (Control1 & 1 << 2) != 0;

    private uint SilenceBits => _isF7 ? Register("RTOR") : 10;

    public void Arrive(byte value, bool isDamaged = false)
    {
        if (!IsReceiving)
        {
            return;
        }

        if ((_flags & ByteWaits) != 0)
        {
            _flags |= Overrun;
        }
        else
        {
            _received = value;
            _flags |= ByteWaits | (isDamaged ? FramingError : 0);
            Fetch();
        }

        var number = ++_arrivals;
        VirtualTime.After(IUartModel.ByteUs + (SilenceBits * 9), () => FallSilent(number));
        Ask();
    }

    public uint Read(int offset)
    {
        var name = NameOf(offset);
        switch (name)
        {
            case "SR" or "ISR":
                _seen = _flags;
                return _flags | (_toSend is null ? 1u << 7 : 0);
            case "DR" or "RDR":
                _flags &= ~(ByteWaits | (_isF7 ? 0 : _seen & (Errors | Idle)));
                return _received;
            default:
                return Register(name);
        }
    }

    public void Write(int offset, uint value)
    {
        var name = NameOf(offset);
        Assert.True(!IsEnabled || name is not ("BRR" or "RTOR" or "CR2"), $"{name} is set while the USART is enabled");
        switch (name)
        {
            case "DR" or "TDR":
                Assert.Null(_toSend); // else a byte is lost
                _toSend = (byte)value;
                Shift();
                break;
            case "ICR":
                _flags &= ~(value & (Errors | Idle | TimedOut));
                break;
            case "RQR":
                _flags &= (value & 8) != 0 ? ~ByteWaits : ~0u;
                break;
            case "SR" or "ISR" or "RDR":
                Assert.Fail($"a write to {name}");
                break;
            case "CR3" when _isF7 && IsEnabled:
                Assert.Equal(Control3 & 1 << 13, value & 1 << 13); // DDRE
                goto default;
            default:
                _registers[name] = value;
                break;
        }

        Ready();
        Load();
        Ask();
    }

    public void Release()
    {
        IsHeld = false;
        Shift();
    }

    private string NameOf(int offset) => (_isF7, offset) switch
    {
        (false, 0x00) => "SR",
        (false, 0x04) => "DR",
        (false, 0x08) => "BRR",
        (false, 0x0C) => "CR1",
        (false, 0x10) => "CR2",
        (false, 0x14) => "CR3",
        (true, 0x00) => "CR1",
        (true, 0x04) => "CR2",
        (true, 0x08) => "CR3",
        (true, 0x0C) => "BRR",
        (true, 0x14) => "RTOR",
        (true, 0x18) => "RQR",
        (true, 0x1C) => "ISR",
        (true, 0x20) => "ICR",
        (true, 0x24) => "RDR",
        (true, 0x28) => "TDR",
        _ => throw new InvalidOperationException($"no register {offset:x}"),
    };

    private uint Register(string name) => _registers.GetValueOrDefault(name);

    private void Ready()
    {
        if (!AsksOnce)
        {
            Fetch();
        }
    }

    // DMAR; DDRE keeps the requests back after an error.
    private void Fetch()
    {
        if ((_flags & ByteWaits) != 0 && (Control3 & 1 << 6) != 0 && ((Control3 & 1 << 13) == 0 || (_flags & Errors) == 0))
        {
            _ = Dma.Serve(ReceiveStream, Channel);
        }
    }

    private void Load()
    {
        if (!_isLoading)
        {
            _isLoading = true;
            while (_toSend is null && IsReadyToSend && (Control3 & 1 << 7) != 0 && Dma.Serve(SendStream, Channel))
            {
            }

            _isLoading = false;
        }
    }

    private void Shift()
    {
        if (_toSend is { } value && !_isShifting && !IsHeld)
        {
            _isShifting = true;
            _toSend = null;
            VirtualTime.After(IUartModel.ByteUs, () =>
            {
                _isShifting = false;
                Sent.Add(value);
                Shift();
                Load();
            });
            Load();
        }
    }

    // The byte after the last one would have begun by then.
    private void FallSilent(int number)
    {
        if (number == _arrivals)
        {
            _flags |= _isF7 ? TimedOut : Idle;
            Ask();
        }
    }

    private bool IsAsking =>
        ((_flags & Idle) != 0 && (Control1 & 1 << 4) != 0)
        || ((_flags & TimedOut) != 0 && (Control1 & 1 << 26) != 0 && (Register("CR2") & 1 << 23) != 0)
        || ((_flags & Errors) != 0 && (Control3 & 1 << 0) != 0 && (_isF7 || (Control3 & 1 << 6) != 0));

    // The handler runs a little later, never inside the access that made the device ask.
    private void Ask()
    {
        if (!_isPlanned && IsAsking)
        {
            _isPlanned = true;
            VirtualTime.After(LatencyUs, () =>
            {
                _isPlanned = false;
                if (IsAsking)
                {
                    Interrupt.Pend();
                    Ask();
                }
            });
        }
    }
}
