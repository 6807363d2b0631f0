// SPDX-License-Identifier: MIT
// The flash of an STM32 with two small sectors: bits are only cleared, an erase sets them all, both take a while, and power is lost in
// the middle of either. What the manual does not allow, such as a word while another one is programmed, fails the test or is refused as
// on silicon.

using Wardstone.Controllers;
using Wardstone.Tests.Host.Aspeed;

namespace Wardstone.Tests.Host.Stm32;

internal sealed class FlashModel : IRegisterModel
{
    public const int SectorSize = 256;
    public const int FirstSector = 10;

    private readonly Random _random = new(1);
    private uint _control = 0x80000000;
    private uint _status;
    private uint _access = 0x700;
    private uint _key;
    private bool _isLockedOut;
    private int _busyReads;

    public FlashModel() => Sectors = [new Sector(this), new Sector(this)];

    public Sector[] Sectors { get; }

    /// <summary>How many operations take place before power is lost in the middle of one; null for no loss.</summary>
    public int? TearAt { get; set; }

    public bool IsProtected { get; set; }

    public bool IsStuck { get; set; }

    /// <summary>Erases nothing, or another sector.</summary>
    public bool ErasesElsewhere { get; set; }

    public int Erases { get; private set; }

    public bool IsLocked => (_control & 0x80000000) != 0;

    private bool IsBusy => IsStuck || _busyReads > 0;

    /// <summary>A reset: the interface is as at first, memory as it was.</summary>
    public void Reset() => (_control, _status, _key, _isLockedOut, _busyReads, TearAt) = (0x80000000, 0, 0, false, 0, null);

    public uint Read(int offset)
    {
        switch (offset)
        {
            case 0x00:
                return _access;
            case 0x0C:
                _busyReads -= _busyReads > 0 ? 1 : 0;
                return _status | (IsBusy ? 1u << 16 : 0);
            case 0x10:
                return _control;
            default:
                throw new InvalidOperationException($"{offset:x} is read");
        }
    }

    public void Write(int offset, uint value)
    {
        switch (offset)
        {
            case 0x00:
                Assert.True((value & 1 << 12) == 0 || (value & 1 << 10) == 0, "the cache is reset while it is on");
                _access = value;
                break;
            case 0x04:
                _isLockedOut |= value != (_key == 0x45670123 ? 0xCDEF89ABu : 0x45670123u) || !IsLocked;
                _control &= !_isLockedOut && _key == 0x45670123 ? 0x7FFFFFFFu : ~0u;
                _key = value;
                break;
            case 0x0C:
                _status &= ~value;
                break;
            case 0x10:
                Assert.False(IsLocked, "it is locked");
                Assert.False(IsBusy, "it is busy");
                Assert.True((value & 0x80000000) != 0 || (value & 0x300) == 0x200, "words at once");
                _control = value & ~(1u << 16);
                _key = 0;
                if ((value & 1 << 16) != 0)
                {
                    Assert.Equal(2u, value & 7);
                    Erase((int)(value >> 3 & 15) - FirstSector);
                }

                break;
            default:
                Assert.Fail($"{offset:x} is written");
                break;
        }
    }

    private void Erase(int sector)
    {
        if (IsProtected)
        {
            _status |= 0x10;
            return;
        }

        Erases++;
        _busyReads = 9;
        var words = ErasesElsewhere ? new uint[SectorSize / 4] : Sectors[sector].Words;
        if (TearAt == 0)
        {
            // Some words are blank, some as they were, some between.
            for (var i = 0; i < words.Length; i++)
            {
                words[i] |= _random.Next(3) switch { 0 => 0, 1 => ~0u, _ => (uint)_random.NextInt64(1L << 32) };
            }
        }
        else
        {
            Array.Fill(words, ~0u);
        }

        LosePower();
    }

    private void LosePower()
    {
        if (TearAt == 0)
        {
            throw new CutOffException();
        }

        TearAt--;
    }

    internal sealed class Sector(FlashModel flash) : IRegisterModel
    {
        public uint[] Words { get; } = [.. Enumerable.Repeat(~0u, SectorSize / 4)];

        public uint Read(int offset)
        {
            flash._busyReads = 0; // the bus waits
            return Words[offset / 4];
        }

        public void Write(int offset, uint value)
        {
            if ((flash._control & 1) == 0 || flash.IsLocked || flash.IsBusy || flash.IsProtected)
            {
                flash._status |= flash.IsProtected ? 0x10u : 0x80u;
                return;
            }

            flash._busyReads = 3;
            Words[offset / 4] &= flash.TearAt == 0 ? value | (uint)flash._random.NextInt64(1L << 32) : value;
            flash.LosePower();
        }
    }
}
