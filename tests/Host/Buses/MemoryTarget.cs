// SPDX-License-Identifier: MIT
// Sixteen registers behind an I2C address or an SPI chip select: the first byte of a message or frame is the register, the next
// ones go into it and those after it. On SPI bit 7 of the first byte asks to read.

using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Buses;

internal sealed class MemoryTarget : II2cTarget, ISpiTarget
{
    private bool _isAddressed;
    private bool _isReadFrame;
    private int _register;

    public byte[] Registers { get; } = new byte[16];

    /// <summary>SPI: whether its chip select is active now.</summary>
    public bool IsSelected { get; private set; }

    /// <summary>How many addresses it still refuses, as an EEPROM that is writing.</summary>
    public int BusyFor { get; set; }

    public bool Start(bool read)
    {
        _isAddressed = read;
        return BusyFor-- <= 0;
    }

    public bool Write(byte value)
    {
        if (!_isAddressed)
        {
            _isAddressed = true;
            _register = value;
            return true;
        }

        Registers[_register++ & 15] = value;
        return true;
    }

    public byte Read() => Registers[_register++ & 15];

    public void Stop()
    {
    }

    public void Select(bool active)
    {
        IsSelected = active;
        _isAddressed = false;
    }

    public byte Transfer(byte value)
    {
        if (!_isAddressed)
        {
            _isReadFrame = (value & 0x80) != 0;
            return Write((byte)(value & 0x7F)) ? (byte)0xA5 : (byte)0;
        }

        return _isReadFrame ? Read() : Write(value) ? (byte)0 : (byte)0xFF;
    }
}
