// SPDX-License-Identifier: MIT
// A model of a 16550 with a line behind it: FIFOs of 16 bytes, a byte takes 87 us (115,200 baud), errors are cleared by
// reading LSR, an overrun loses the byte that just arrived.

using Wardstone.Controllers;
using Wardstone.Tests.Host.Uarts;

namespace Wardstone.Tests.Host.Aspeed;

internal sealed class UartModel : IRegisterModel, IUartModel
{
    public const int ClockHz = 24_000_000 / 13;
    private const int FifoSize = 16;

    private readonly Queue<(byte Value, bool IsDamaged)> _received = new();
    private readonly Queue<byte> _sending = new();
    private uint _enable;
    private uint _lineControl;
    private bool _overrun;
    private bool _wantsMore;
    private bool _isPlanned;
    private bool _isShifting;

    public InterruptLine Interrupt { get; } = new();

    public int Holds => FifoSize;

    public IEnumerable<InterruptLine> Interrupts => [Interrupt];

    public List<byte> Sent { get; } = [];

    public bool IsHeld { get; set; }

    public int Divisor { get; private set; }

    public int RightDivisor => 1;

    public bool IsReadyToSend => !HasDivisorAccess;

    // What is written to be sent would be the divisor.
    private bool HasDivisorAccess => (_lineControl & 0x80) != 0;

    public void Arrive(byte value, bool isDamaged = false)
    {
        if (_received.Count == FifoSize)
        {
            _overrun = true;
        }
        else
        {
            _received.Enqueue((value, isDamaged));
        }

        Ask();
    }

    public uint Read(int offset)
    {
        switch (offset)
        {
            case 0x00 when !HasDivisorAccess:
                return _received.Dequeue().Value; // reading an empty FIFO fails the test
            case 0x08:
                _wantsMore = false;
                return 0;
            case 0x14:
                var damaged = _received.TryPeek(out var head) && head.IsDamaged;
                if (damaged)
                {
                    var rest = _received.Skip(1).ToArray();
                    _received.Clear();
                    _received.Enqueue((head.Value, false));
                    Array.ForEach(rest, _received.Enqueue);
                }

                var status = (_received.Count > 0 ? 1u : 0) | (_overrun ? 2u : 0) | (damaged ? 8u : 0) | (_sending.Count == 0 ? 0x20u : 0);
                _overrun = false;
                return status;
            default:
                return 0;
        }
    }

    public void Write(int offset, uint value)
    {
        switch (offset)
        {
            case 0x00 when HasDivisorAccess:
                Divisor = (Divisor & 0xFF00) | (int)value;
                break;
            case 0x00:
                Assert.True(_sending.Count < FifoSize, "a byte written into a full FIFO");
                _sending.Enqueue((byte)value);
                _wantsMore = false;
                Shift();
                break;
            case 0x04 when HasDivisorAccess:
                Divisor = (Divisor & 0xFF) | (int)value << 8;
                break;
            case 0x04:
                _wantsMore |= (value & ~_enable & 2) != 0 && _sending.Count == 0;
                _enable = value;
                Ask();
                break;
            case 0x08:
                if ((value & 2) != 0)
                {
                    _received.Clear();
                }

                if ((value & 4) != 0)
                {
                    ClearSending();
                }

                break;
            case 0x0C:
                _lineControl = value;
                break;
        }
    }

    public void Release()
    {
        IsHeld = false;
        Shift();
    }

    // What is in the shift register leaves all the same.
    private void ClearSending()
    {
        var rest = _sending.Take(_isShifting ? 1 : 0).ToArray();
        _sending.Clear();
        Array.ForEach(rest, _sending.Enqueue);
    }

    private void Shift()
    {
        if (_sending.Count > 0 && !_isShifting && !IsHeld)
        {
            _isShifting = true;
            VirtualTime.After(IUartModel.ByteUs, () =>
            {
                _isShifting = false;
                Sent.Add(_sending.Dequeue());
                _wantsMore |= _sending.Count == 0;
                Shift();
                Ask();
            });
        }
    }

    // The handler runs a little later, never inside the access that made the device ask.
    private void Ask()
    {
        if (!_isPlanned && IsAsking)
        {
            _isPlanned = true;
            VirtualTime.After(1, () =>
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

    private bool IsAsking => ((_received.Count > 0 || _overrun) && (_enable & 1) != 0) || (_wantsMore && (_enable & 2) != 0);
}
