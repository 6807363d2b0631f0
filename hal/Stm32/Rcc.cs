// SPDX-License-Identifier: MIT
// Reset and clock control of STM32F4 (RM0090 ch. 7) and STM32F7 (RM0410 ch. 5), with what a fast clock needs of the power controller
// and of the flash. The PLL runs at the board's frequency from the crystal; where that does not start, from the internal oscillator, which
// is 1 % off at room temperature and more in the cold.
//
// Must hold: the flash waits long enough for the next clock before that is switched to. Every wait is bounded; what does not come in
// time leaves the chip at its internal 16 MHz, slow and alive, and the caller learns of it.

using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>What a board's clocks are.</summary>
    public sealed class ClockPlan
    {
        /// <summary>Of the processor and AHB, in hertz: a multiple of 1 MHz.</summary>
        public int CoreHz { get; init; }

        /// <summary>CoreHz by this is APB1's clock: 1, 2, 4, 8 or 16.</summary>
        public int Apb1Divider { get; init; }

        /// <inheritdoc cref="Apb1Divider"/>
        /// <summary>The same for APB2.</summary>
        public int Apb2Divider { get; init; }

        /// <summary>Cycles that a read of the flash waits for, at CoreHz and the board's voltage.</summary>
        public uint FlashWaitStates { get; init; }

        /// <summary>Of the flash's access control: what speeds it up, in the chip's own bits.</summary>
        public uint FlashAcceleration { get; init; }

        /// <summary>The crystal, or what is fed in in its place, in hertz: an even number of MHz.</summary>
        public int CrystalHz { get; init; }

        /// <summary>A clock comes in at OSC_IN, and no crystal.</summary>
        public bool IsCrystalBypassed { get; init; }

        /// <summary>The regulator's overdrive, above 180 MHz (F7).</summary>
        public bool HasOverDrive { get; init; }
    }

    /// <summary>The registers that let clocks run, counted from AHB1's.</summary>
    public static class ClockGate
    {
        public const int Ahb1 = 0;
        public const int Ahb2 = 1;
        public const int Apb1 = 4;
        public const int Apb2 = 5;
    }

    /// <summary>Clocks, and what caused the last reset.</summary>
    public sealed class Rcc
    {
        /// <summary>The internal oscillator (HSI), in hertz.</summary>
        public const int InternalHz = 16_000_000;

        private const int ClockControl = 0x00; // RCC_CR
        private const uint InternalOn = 1u << 0; // HSION
        private const uint CrystalOn = 1u << 16; // HSEON
        private const uint CrystalReady = 1u << 17; // HSERDY
        private const uint CrystalBypass = 1u << 18; // HSEBYP
        private const uint PllOn = 1u << 24; // PLLON
        private const uint PllReady = 1u << 25; // PLLRDY

        private const int PllConfiguration = 0x04; // RCC_PLLCFGR
        private const int MultiplierShift = 6; // PLLN; PLLP of 0 divides by 2
        private const uint FromCrystal = 1u << 22; // PLLSRC
        private const int RandomDividerShift = 24; // PLLQ: USB and RNG
        private const uint KeptBits = 0xFu << 28; // PLLR of an F7, reserved on an F4

        private const int ClockConfiguration = 0x08; // RCC_CFGR
        private const uint SwitchToPll = 2; // SW
        private const uint SwitchedMask = 3u << 2; // SWS
        private const uint SwitchedToPll = 2u << 2;
        private const int Apb1Shift = 10; // PPRE1
        private const int Apb2Shift = 13; // PPRE2

        private const int Ahb1Clocks = 0x30; // RCC_AHB1ENR, then AHB2, AHB3; APB1 at 0x40, APB2 at 0x44
        private const int ControlAndStatus = 0x74; // RCC_CSR
        private const uint ForgetResets = 1u << 24; // RMVF
        private const uint WatchdogResets = 3u << 29; // IWDGRSTF, WWDGRSTF
        private const uint AllResets = 0x7Fu << 25;

        private const int FlashAccess = 0x00; // FLASH_ACR
        private const uint WaitStatesMask = 0xF; // LATENCY

        private const int PowerControl = 0x00; // PWR_CR, PWR_CR1
        private const int PowerStatus = 0x04; // PWR_CSR, PWR_CSR1
        private const uint FullVoltage = 3u << 14; // VOS: scale 1
        private const uint OverDrive = 1u << 16; // ODEN, ODRDY
        private const uint OverDriveSwitch = 1u << 17; // ODSWEN, ODSWRDY

        private const int PllInputHz = 2_000_000; // what the manuals recommend against jitter
        private const int RandomHz = 48_000_000;

        // Looks at a flag, some ten cycles each at 16 MHz: 60 ms at least, while a crystal starts in 2 and everything else in less.
        private const int Looks = 100_000;

        private readonly Registers _rcc;
        private readonly Registers _flash;
        private readonly Registers _power;

        public Rcc(Registers rcc, Registers flash, Registers power)
        {
            _rcc = rcc;
            _flash = flash;
            _power = power;
        }

        /// <summary>Whether the clock comes from the crystal.</summary>
        public bool IsFromCrystal { get; private set; }

        /// <summary>Lets the clock of some peripherals run.</summary>
        /// <param name="register">A <see cref="ClockGate"/>.</param>
        /// <param name="bits">Of the enable register.</param>
        public void Enable(int register, uint bits)
        {
            var offset = Ahb1Clocks + (register * 4);
            _rcc[offset] |= bits;
            _ = _rcc[offset]; // the clock runs two cycles after the write: the next access to the peripheral is later than this read
        }

        /// <summary>Brings core and buses to the speed of a plan. Once, from reset, with interrupts or without.</summary>
        /// <returns>What the core runs at, in hertz: the plan's, or <see cref="InternalHz"/> with undivided buses.</returns>
        public int Start(ClockPlan plan)
        {
            Enable(ClockGate.Apb1, 1u << 28); // PWREN
            _power[PowerControl] |= FullVoltage;
            _rcc[ClockControl] |= CrystalOn | (plan.IsCrystalBypassed ? CrystalBypass : 0);
            IsFromCrystal = Await(_rcc, ClockControl, CrystalReady, CrystalReady);
            _rcc[PllConfiguration] = PllOf(plan) | (_rcc[PllConfiguration] & KeptBits);
            _rcc[ClockControl] |= PllOn;
            if (plan.HasOverDrive && !StartOverDrive())
            {
                return InternalHz;
            }

            if (!Await(_rcc, ClockControl, PllReady, PllReady))
            {
                return InternalHz;
            }

            _flash[FlashAccess] = plan.FlashWaitStates | plan.FlashAcceleration;
            if (!Await(_flash, FlashAccess, WaitStatesMask, plan.FlashWaitStates))
            {
                return InternalHz;
            }

            var dividers = (Prescaler(plan.Apb1Divider) << Apb1Shift) | (Prescaler(plan.Apb2Divider) << Apb2Shift);
            _rcc[ClockConfiguration] = dividers;
            _rcc[ClockConfiguration] = dividers | SwitchToPll;
            if (Await(_rcc, ClockConfiguration, SwitchedMask, SwitchedToPll))
            {
                return plan.CoreHz;
            }

            _rcc[ClockConfiguration] = 0;
            return InternalHz;
        }

        /// <summary>What the chip knows of the last reset, once.</summary>
        /// <param name="isWatchdog">It was a watchdog's.</param>
        /// <returns>false if it knows of none.</returns>
        public bool TakeResetCause(out bool isWatchdog)
        {
            var status = _rcc[ControlAndStatus];
            _rcc[ControlAndStatus] = status | ForgetResets;
            isWatchdog = (status & WatchdogResets) != 0;
            return (status & AllResets) != 0;
        }

        private bool StartOverDrive()
        {
            _power[PowerControl] |= OverDrive;
            if (!Await(_power, PowerStatus, OverDrive, OverDrive))
            {
                return false;
            }

            _power[PowerControl] |= OverDriveSwitch;
            return Await(_power, PowerStatus, OverDriveSwitch, OverDriveSwitch);
        }

        // Input / M is 2 MHz; by N, twice the core's clock; that by P = 2 is the core's, by Q the random number generator's.
        private uint PllOf(ClockPlan plan)
        {
            var input = IsFromCrystal ? plan.CrystalHz : InternalHz;
            var oscillator = plan.CoreHz * 2L;
            var divider = (uint)(input / PllInputHz);
            var multiplier = (uint)(oscillator / PllInputHz);
            var random = (uint)((oscillator + RandomHz - 1) / RandomHz);
            return divider | (multiplier << MultiplierShift) | (IsFromCrystal ? FromCrystal : 0) | (random << RandomDividerShift);
        }

        // 0xx: undivided, 100: by 2, and so on.
        private static uint Prescaler(int divider) => divider switch { 2 => 4, 4 => 5, 8 => 6, 16 => 7, _ => 0 };

        private static bool Await(Registers block, int offset, uint mask, uint value)
        {
            for (var i = 0; i < Looks; i++)
            {
                if ((block[offset] & mask) == value)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
