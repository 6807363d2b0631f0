// SPDX-License-Identifier: MIT
// A model of a memory controller of the AST1030 with two chip selects, in user mode. An access to a window takes as long as its bits do;
// what comes in while bytes go out is lost, and what goes out while bytes come in is nobody's business. It is strict: an access to a window
// whose chip is not selected alone, that is not decoded or not writable, a clock that wants calibration, or an end of user mode
// with a chip selected fail the test.

using Wardstone.Aspeed;
using Wardstone.Controllers;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Aspeed;

internal sealed class SpiModel : IRegisterModel
{
    public const int BusClockHz = 200_000_000;
    public const int DecodingUnit = 512 << 10;
    private const byte Unknown = 0xEE;
    private const uint Inactive = 1 << 2;

    // The divider of each code in bits 11:8 of SPI10.
    private static readonly int[] s_dividers = [16, 14, 12, 10, 8, 6, 4, 2, 15, 13, 11, 9, 7, 5, 3, 1];

    private readonly Dictionary<int, uint> _registers = new()
    {
        [0x00] = 0xA, [0x10] = Inactive, [0x14] = Inactive, [0x30] = 0x07F8_0000, [0x34] = 0,
    };

    private readonly ISpiTarget[] _targets;
    private long _passedNs;

    public SpiModel(ISpiTarget first, ISpiTarget second)
    {
        _targets = [first, second];
        First = new Window(this, 0);
        Second = new Window(this, 1);
    }

    public IRegisterModel First { get; }

    public IRegisterModel Second { get; }

    /// <summary>How often a chip select went low.</summary>
    public int Frames { get; private set; }

    /// <summary>Bytes clocked.</summary>
    public int Bytes { get; private set; }

    /// <summary>The clock of the last byte.</summary>
    public int ClockHz { get; private set; }

    public bool IsActive(int line) => (_registers[0x10 + (4 * line)] & (3 | Inactive)) == 3;

    public uint Read(int offset) => _registers[offset];

    public void Write(int offset, uint value)
    {
        switch (offset)
        {
            case 0x00:
                Assert.Equal(0xAu, value & 0xF); // the kind of flash stays
                break;
            case 0x10 or 0x14:
                Control((offset - 0x10) / 4, value);
                return;
            case 0x30 or 0x34:
                Assert.False(Overlaps(offset, value), "two windows overlap");
                break;
            default:
                Assert.Fail($"no register {offset:x}");
                break;
        }

        _registers[offset] = value;
    }

    private void Control(int line, uint value)
    {
        var wasActive = IsActive(line);
        _registers[0x10 + (4 * line)] = value;
        Assert.True(!wasActive || (value & 3) == 3, "user mode ends while the chip is selected");
        if (IsActive(line) != wasActive)
        {
            Frames += wasActive ? 0 : 1;
            _targets[line].Select(!wasActive);
        }
    }

    private bool Overlaps(int offset, uint value)
    {
        var (start, end) = Decoded(value);
        var (otherStart, otherEnd) = Decoded(_registers[offset ^ 4]);
        return start < otherEnd && otherStart < end;
    }

    private static (long Start, long End) Decoded(uint value) =>
        value == 0 ? (0, 0) : ((value & 0xFF8) << 16, (value & 0x0FF8_0000) + DecodingUnit);

    private byte Exchange(int line, byte value)
    {
        var control = _registers[0x10 + (4 * line)];
        Assert.True(IsActive(line) && !IsActive(1 - line), "a byte for a chip that is not the selected one");
        var (start, end) = Decoded(_registers[0x30 + (4 * line)]);
        Assert.InRange((long)line * Spi.WindowSize, start, end - 1);
        var divider = (16 * (int)(control >> 24 & 15)) + s_dividers[control >> 8 & 15];
        Assert.InRange(divider, 6, 256);
        ClockHz = BusClockHz / divider;
        Bytes++;
        _passedNs += 8_000_000_000L / ClockHz;
        while (VirtualTime.Step(VirtualTime.NowUs + (_passedNs / 1000)))
        {
        }

        _passedNs %= 1000;
        return _targets[line].Transfer(value);
    }

    private sealed class Window(SpiModel model, int line) : IRegisterModel
    {
        public uint Read(int offset)
        {
            uint word = 0;
            for (var i = 0; i < 4; i++)
            {
                word |= (uint)model.Exchange(line, Unknown) << (8 * i);
            }

            return word;
        }

        public byte ReadByte(int offset) => model.Exchange(line, Unknown);

        public void Write(int offset, uint value)
        {
            for (var i = 0; i < 4; i++)
            {
                WriteByte(offset, (byte)(value >> (8 * i)));
            }
        }

        public void WriteByte(int offset, byte value)
        {
            Assert.NotEqual(0u, model._registers[0] & (1u << (16 + line)));
            _ = model.Exchange(line, value);
        }
    }
}
