// SPDX-License-Identifier: MIT
using Wardstone.Controllers;
using Wardstone.Stm32;

namespace Wardstone.Tests.Host.Stm32;

/// <summary>What may never come.</summary>
public enum RccPart
{
    None,
    Crystal,
    Pll,
    OverDrive,
    Flash,
    Switch,
}

/// <summary>Reset and clock control, with the access control of the flash and the power controller.</summary>
internal sealed class RccModel : IRegisterModel
{
    private const int LooksUntilReady = 5;
    private readonly Dictionary<(RccPart, uint), int> _looks = [];
    private uint _control = 0x83; // the internal oscillator is on and ready
    private uint _pll = 0x2400_3010;
    private uint _configuration;
    private uint _powerClock;
    private uint _waitStates;
    private uint _power;

    public RccModel()
    {
        Flash = new Part(ReadFlash, value => _waitStates = value & 0xF);
        Power = new Part(ReadPower, WritePower);
    }

    public IRegisterModel Flash { get; }

    public IRegisterModel Power { get; }

    public RccPart Broken { get; set; }

    public uint ResetFlags { get; set; }

    public bool IsBypassed => (_control & (1 << 18)) != 0;

    public bool IsOverDriven => (_power >> 16 & 3) == 3;

    public bool IsFromCrystal => (_pll & (1 << 22)) != 0;

    public int CoreHz => (_configuration & 3) == 2 && Broken != RccPart.Switch ? PllHz(2) : Rcc.InternalHz;

    public int RandomHz => PllHz((int)(_pll >> 24 & 15));

    public (int, int) BusHz => (CoreHz / Divider(_configuration >> 10), CoreHz / Divider(_configuration >> 13));

    public uint Read(int offset) => offset switch
    {
        0x00 => _control | Follow(RccPart.Crystal, 1 << 16) | Follow(RccPart.Pll, 1 << 24),
        0x04 => _pll,
        0x08 => _configuration | (Is(RccPart.Switch, _configuration & 2) ? 8u : 0),
        0x40 => _powerClock,
        0x74 => ResetFlags,
        _ => 0,
    };

    public void Write(int offset, uint value)
    {
        switch (offset)
        {
            case 0x00:
                Assert.True((value & 1) != 0 || CoreHz != Rcc.InternalHz, "the oscillator that the core runs from is switched off");
                _control = value & ~(1u << 17 | 1u << 25);
                break;
            case 0x04:
                Assert.True((_control & (1 << 24)) == 0, "the PLL is set up while it runs");
                _pll = value;
                Assert.InRange(PllInputHz, 1_000_000, 2_000_000);
                Assert.InRange(PllHz(1), 100_000_000, 432_000_000);
                break;
            case 0x08:
                _configuration = value & ~12u;
                if ((value & 2) != 0)
                {
                    Assert.True(_looks.GetValueOrDefault((RccPart.Pll, 1u << 24)) >= LooksUntilReady, "the PLL is not ready");
                    Assert.True(PllHz(2) <= (_waitStates + 1) * 30_000_000, "the core is faster than its flash");
                    Assert.True(PllHz(2) <= 180_000_000 || IsOverDriven, "the core is faster than its regulator");
                    Assert.InRange(PllHz(2) / Divider(value >> 10), 0, 54_000_000);
                    Assert.InRange(PllHz(2) / Divider(value >> 13), 0, 108_000_000);
                }

                break;
            case 0x40:
                _powerClock = value;
                break;
            case 0x74:
                ResetFlags = (value & (1 << 24)) != 0 ? 0 : ResetFlags;
                break;
        }
    }

    private int PllInputHz => (IsFromCrystal ? 8_000_000 : Rcc.InternalHz) / (int)(_pll & 63);

    private int PllHz(int divider) => (int)((long)PllInputHz * (_pll >> 6 & 0x1FF) / divider);

    private static int Divider(uint code) => (code & 4) == 0 ? 1 : 2 << (int)(code & 3);

    // A ready flag stands one bit above its switch.
    private uint Follow(RccPart part, uint on) => Is(part, _control & on) ? on << 1 : 0;

    private bool Is(RccPart part, uint on)
    {
        var looks = on == 0 || Broken == part ? 0 : _looks.GetValueOrDefault((part, on)) + 1;
        _looks[(part, on)] = looks;
        return looks >= LooksUntilReady;
    }

    private uint ReadFlash(int offset) => Is(RccPart.Flash, _waitStates) ? _waitStates : 0;

    private uint ReadPower(int offset) => offset == 0 ? _power
        : (Is(RccPart.OverDrive, _power & (1 << 16)) ? 1u << 16 : 0) | (Is(RccPart.OverDrive, _power & (1 << 17)) ? 1u << 17 : 0);

    private void WritePower(uint value)
    {
        Assert.True((_powerClock & (1 << 28)) != 0, "the power controller has no clock");
        _power = value;
    }

    private sealed class Part(Func<int, uint> read, Action<uint> write) : IRegisterModel
    {
        public uint Read(int offset) => read(offset);

        public void Write(int offset, uint value) => write(value);
    }
}
