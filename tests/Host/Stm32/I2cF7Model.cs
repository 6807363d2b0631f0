// SPDX-License-Identifier: MIT
// A controller of the STM32F7: it counts bytes, and is strict about what is written when.

namespace Wardstone.Tests.Host.Stm32;

internal sealed class I2cF7Model : I2cModel
{
    public const int PeripheralHz = 54_000_000;

    private uint _control1;
    private uint _control2;
    private uint _timing;
    private uint _flags;
    private byte _data;

    public override double ClockHz => 1e9 / (Unit * (((_timing >> 8 & 0xFF) + 1) + ((_timing & 0xFF) + 1)));

    public override double ClockLowUs => Unit * ((_timing & 0xFF) + 1) / 1000;

    // TXIE and RXIE, NACKIE, STOPIE, TCIE, ERRIE.
    protected override bool IsAsking =>
        (_flags & ((_control1 & 0x36) | ((_control1 & 0x40) * 3) | ((_control1 & 0x80) != 0 ? 0x700u : 0))) != 0;

    private double Unit => 1e9 / PeripheralHz * ((_timing >> 28) + 1);

    private bool IsRead => (_control2 & 0x400) != 0;

    private uint Count
    {
        get => _control2 >> 16 & 0xFF;
        set => _control2 = (_control2 & ~0xFF_0000u) | value << 16;
    }

    public override uint Read(int offset)
    {
        switch (offset)
        {
            case 0x00:
                return _control1;
            case 0x18:
                return _flags | 1 | (IsOwned ? 0x8000u : 0);
            case 0x24:
                Assert.NotEqual(0u, _flags & 4);
                _flags &= ~4u;
                Next();
                return _data;
            default:
                throw new InvalidOperationException($"{offset:x} is read");
        }
    }

    public override void Write(int offset, uint value)
    {
        switch (offset)
        {
            case 0x00:
                _control1 = value;
                if ((value & 1) == 0)
                {
                    _flags = 0;
                    Forget();
                }

                break;
            case 0x04:
                Assert.True((_control1 & 1) != 0, "a transfer while the controller is off");
                Assert.True((value & 0x2000) != 0 ? (_flags & 0x82) == 0 : (_flags & 0x80) != 0, "a new count while bytes are counted");
                _control2 = value;
                Go((value & 0x2000) != 0);
                break;
            case 0x10:
                Assert.True((_control1 & 1) == 0, "timing while the controller is on");
                _timing = value;
                break;
            case 0x18:
                Assert.Equal(1u, value);
                break;
            case 0x1C:
                _flags &= ~(value & 0x3F38);
                break;
            case 0x28:
                Assert.NotEqual(0u, _flags & 2);
                _flags &= ~2u;
                Later(() => Finish(Send((byte)value)), Lose);
                break;
            default:
                Assert.Fail($"{offset:x} is written");
                break;
        }

        Ask();
    }

    private void Go(bool start)
    {
        _flags &= ~0xC0u;
        if (!start)
        {
            Next();
            return;
        }

        Later(
            () =>
            {
                if (!Address((int)(_control2 & 0xFE) | (IsRead ? 1 : 0)))
                {
                    Refuse();
                }
                else if (Count == 0)
                {
                    End();
                }
                else
                {
                    Next();
                }
            },
            Lose);
    }

    private void Next()
    {
        if (Count == 0)
        {
            return;
        }

        if (!IsRead)
        {
            _flags |= 2;
            return;
        }

        Later(
            () =>
            {
                _data = Receive();
                _flags |= 4;
                Finish(true);
            },
            Lose);
    }

    private void Finish(bool isAcknowledged)
    {
        Count--;
        if (!isAcknowledged)
        {
            Refuse();
        }
        else if (Count == 0)
        {
            End();
        }
        else if (!IsRead)
        {
            Next();
        }
    }

    private void End()
    {
        if ((_control2 & 0x100_0000) != 0)
        {
            _flags |= 0x80;
        }
        else if ((_control2 & 0x200_0000) != 0)
        {
            Soon(() =>
            {
                Stop();
                _flags |= 0x20;
            });
        }
        else
        {
            _flags |= 0x40;
        }
    }

    private void Refuse()
    {
        _flags |= 0x10;
        Soon(() =>
        {
            Stop();
            _flags |= 0x20;
        });
    }

    private void Lose() => _flags |= 0x200;
}
