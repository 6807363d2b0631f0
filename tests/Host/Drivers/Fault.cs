// SPDX-License-Identifier: MIT
// One disturbance of a bus at a chosen byte or message, put between the bus and a TPM model.

using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Drivers;

public enum FaultKind
{
    None,

    /// <summary>Bits of one byte change on the wire, whichever way it goes.</summary>
    Flip,

    /// <summary>One byte that the controller writes is not acknowledged, nor taken (I2C).</summary>
    Refuse,

    /// <summary>A run of messages is not acknowledged (I2C).</summary>
    RefuseMessages,

    /// <summary>The TPM resets.</summary>
    Reset,

    /// <summary>From this byte on nobody is there.</summary>
    Vanish,
}

/// <summary>The disturbance, and a count of what went by. Position counts from 0: bytes, or messages for RefuseMessages.</summary>
public sealed class Fault : II2cTarget, ISpiTarget
{
    private readonly II2cTarget? _i2c;
    private readonly ISpiTarget? _spi;
    private readonly Action _reset;

    public Fault(II2cTarget target, Action reset) => (_i2c, _reset) = (target, reset);

    public Fault(ISpiTarget target, Action reset) => (_spi, _reset) = (target, reset);

    public FaultKind Kind { get; set; }

    public int Position { get; set; }

    /// <summary>The bits that Flip changes.</summary>
    public byte Mask { get; set; }

    /// <summary>How many messages RefuseMessages refuses.</summary>
    public int Count { get; set; } = 1;

    /// <summary>Called before each byte.</summary>
    public Action? EachByte { get; set; }

    public int Bytes { get; private set; }

    public int Messages { get; private set; }

    private bool Gone => Kind == FaultKind.Vanish && Bytes > Position;

    public bool Start(bool read)
    {
        var message = Messages++ - Position;
        return !(Kind == FaultKind.RefuseMessages && message >= 0 && message < Count) && !Gone && _i2c!.Start(read);
    }

    public bool Write(byte value)
    {
        var here = Next();
        return !Gone && !(here && Kind == FaultKind.Refuse) && _i2c!.Write(Flip(here, value));
    }

    public byte Read()
    {
        var here = Next();
        return Gone ? (byte)0xFF : Flip(here, _i2c!.Read());
    }

    public void Stop() => _i2c!.Stop();

    public void Select(bool active) => _spi!.Select(active);

    public byte Transfer(byte value)
    {
        var here = Next();
        return Gone ? (byte)0xFF : Flip(here, _spi!.Transfer(Flip(here, value)));
    }

    private bool Next()
    {
        EachByte?.Invoke();
        var here = Bytes++ == Position;
        if (here && Kind == FaultKind.Reset)
        {
            _reset();
        }

        return here;
    }

    private byte Flip(bool here, byte value) => (byte)(here && Kind == FaultKind.Flip ? value ^ Mask : value);
}
