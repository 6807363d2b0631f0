// SPDX-License-Identifier: MIT
// A controller of the STM32F4: flags that are cleared by sequences of accesses, a byte in the data register and one in the shift register,
// an acknowledgement that has to be decided before the byte has come.

namespace Wardstone.Tests.Host.Stm32;

internal sealed class I2cF4Model : I2cModel
{
    public const int PeripheralHz = 42_000_000;

    private const uint Start = 1 << 8;
    private const uint StopRequest = 1 << 9;
    private const uint Acknowledge = 1 << 10;
    private const uint Position = 1 << 11;

    private uint _control1;
    private uint _control2;
    private uint _clockControl;
    private uint _flags;
    private uint _seen;
    private bool _isRead;
    private byte _data;
    private byte? _shift; // received, the data register being full
    private bool _isShifting;
    private bool _acknowledgesNext;
    private bool _isFirst;
    private bool _isLastTaken;

    public override double ClockHz => PeripheralHz / (double)(Divider * (IsFast ? 3 : 2));

    public override double ClockLowUs => Divider * (IsFast ? 2 : 1) * 1e6 / PeripheralHz;

    // ITEVTEN with SB, ADDR, BTF; with ITBUFEN also RXNE, TXE; ITERREN.
    protected override bool IsAsking =>
        ((_control2 & 0x200) != 0 && (_flags & ((_control2 & 0x400) != 0 ? 0xC7u : 7)) != 0)
        || ((_control2 & 0x100) != 0 && (_flags & 0xF00) != 0);

    private bool IsFast => (_clockControl & 0x8000) != 0;

    private uint Divider => _clockControl & 0xFFF;

    public override uint Read(int offset)
    {
        switch (offset)
        {
            case 0x00:
                return _control1;
            case 0x10:
                return ReadData();
            case 0x14:
                _seen = _flags;
                return _flags;
            case 0x18:
                if ((_seen & _flags & 2) != 0)
                {
                    _flags &= ~2u;
                    BeginData();
                }

                return IsOwned ? 3u : 0;
            default:
                throw new InvalidOperationException($"{offset:x} is read");
        }
    }

    public override void Write(int offset, uint value)
    {
        switch (offset)
        {
            case 0x00:
                WriteControl(value);
                break;
            case 0x04:
                Assert.Equal(42u, value & 0x3F);
                _control2 = value;
                break;
            case 0x10:
                WriteData((byte)value);
                break;
            case 0x14:
                _flags &= value | 0xFF;
                break;
            case 0x1C or 0x20:
                Assert.True((_control1 & 1) == 0, "timing while the controller is on");
                _clockControl = offset == 0x1C ? value : _clockControl;
                Assert.True(offset != 0x20 || value == (IsFast ? 13u : 43u), "rise time");
                break;
            default:
                Assert.Fail($"{offset:x} is written");
                break;
        }

        Ask();
    }

    private void WriteControl(uint value)
    {
        if ((value & 1) == 0 || (value & 0x8000) != 0)
        {
            (_flags, _seen, _shift, _isShifting) = (0, 0, null, false);
            _control1 = value;
            Forget();
            return;
        }

        Assert.True((_control1 & (Start | StopRequest)) == 0, "CR1 is written while START or STOP is pending");
        _control1 = value;
        if ((value & Start) != 0)
        {
            Soon(() =>
            {
                _control1 &= ~Start;
                _flags = (_flags & ~0xC4u) | 1;
            });
        }
        else if ((value & StopRequest) != 0 && !_isShifting)
        {
            Soon(EndMessage);
        }
    }

    private void EndMessage()
    {
        Assert.True(!_isRead || _isLastTaken || _isFirst, "the device goes on sending: its last byte was acknowledged");
        _control1 &= ~StopRequest;
        _flags &= ~0x84u;
        Stop();
    }

    private void WriteData(byte value)
    {
        if ((_seen & _flags & 1) != 0)
        {
            _flags &= ~1u;
            _isRead = (value & 1) != 0;
            _isFirst = true;
            _isLastTaken = false;
            Later(() => _flags |= Address(value) ? 2u : 0x400, Lose);
            return;
        }

        Assert.False(_isRead, "data is written in a read");
        Assert.NotEqual(0u, _flags & 0x80);
        Assert.False(_isShifting, "this model is for drivers that wait for BTF");
        _flags &= ~4u;
        _isShifting = true;
        Later(
            () =>
            {
                _isShifting = false;
                _flags |= Send(value) ? 0x84u : 0x400;
            },
            Lose);
    }

    private void BeginData()
    {
        if (!_isRead)
        {
            _flags |= 0x80;
        }
        else
        {
            ReceiveNext();
        }
    }

    private void ReceiveNext()
    {
        _isShifting = true;
        Later(
            () =>
            {
                _isShifting = false;
                var value = Receive();
                var takesIt = (_control1 & Position) != 0 ? _isFirst || _acknowledgesNext : (_control1 & Acknowledge) != 0;
                _acknowledgesNext = (_control1 & Acknowledge) != 0;
                _isFirst = false;
                _isLastTaken = !takesIt;
                if ((_flags & 0x40) != 0)
                {
                    _shift = value;
                    _flags |= 4;
                }
                else
                {
                    _data = value;
                    _flags |= 0x40;
                }

                if ((_control1 & StopRequest) != 0)
                {
                    Soon(EndMessage);
                }
                else if (takesIt && _shift is null)
                {
                    ReceiveNext();
                }
            },
            Lose);
    }

    private uint ReadData()
    {
        if (!_isRead)
        {
            _flags &= ~(_seen & 4);
            return 0;
        }

        Assert.NotEqual(0u, _flags & 0x40);
        var value = _data;
        _flags &= ~4u;
        if (_shift is { } next)
        {
            _shift = null;
            _data = next;
            if (!_isLastTaken && (_control1 & StopRequest) == 0)
            {
                ReceiveNext();
            }
        }
        else
        {
            _flags &= ~0x40u;
        }

        return value;
    }

    private void Lose()
    {
        _isShifting = false;
        _flags |= 0x200;
    }
}
