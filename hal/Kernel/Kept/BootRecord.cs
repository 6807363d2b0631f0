// SPDX-License-Identifier: MIT
// Counts boots, and tells why the last one ended. The first boot after power-on finds no record of its own and clears all that is kept.
//
// Layout: magic, number of the boot, its complement, what a reset is to be taken for. A new number is in place before its complement,
// so a complement that is one behind is a boot that was cut off between the two.

namespace Wardstone.Kernel
{
    /// <summary>Why a boot ended.</summary>
    internal enum ResetReason : uint
    {
        /// <summary>It is the first since power-on.</summary>
        PowerOn = 0,

        /// <summary>Something that the program had no part in, such as the reset pin.</summary>
        External = 0x52545845,

        /// <summary>The program asked for it.</summary>
        Requested = 0x51455252,

        /// <summary>The watchdog was running, and nobody fed it.</summary>
        Watchdog = 0x474F4457,

        /// <summary>A fault that was no component's.</summary>
        Fault = 0x544C4146,
    }

    internal static class BootRecord
    {
        private const int Magic = KeptLayout.Boot;
        private const int NumberAt = KeptLayout.Boot + 4;
        private const int Complement = KeptLayout.Boot + 8;
        private const int Reason = KeptLayout.Boot + 12;
        private const uint MagicValue = 0x31444457; // "WDD1": another layout is another magic

        private const uint WatchdogCause = 11; // FaultCause.Watchdog of firmware/Runtime

        /// <summary>Boots since power-on, this one included.</summary>
        public static uint Number => KeptMemory.Load(NumberAt);

        /// <summary>How the boot before this one ended.</summary>
        public static ResetReason LastReset { get; private set; }

        /// <summary>Begins a boot. Before anything else that is kept is used.</summary>
        public static void Open()
        {
            if (KeptMemory.Load(Magic) == MagicValue && IsNumberWhole)
            {
                LastReset = Known((ResetReason)KeptMemory.Load(Reason));
                var number = Number + 1;
                KeptMemory.Store(NumberAt, number);
                KeptMemory.Store(Complement, ~number);
            }
            else
            {
                KeptMemory.Store(Magic, 0);
                LastReset = ResetReason.PowerOn;
                FaultStore.Clear();
                LogRing.Clear();
                KeptMemory.Store(NumberAt, 1);
                KeptMemory.Store(Complement, ~1u);
                KeptMemory.Store(Magic, MagicValue);
            }

            Expect(ResetReason.External);
            FaultStore.Open();
            LogRing.Open();
        }

        /// <summary>What the chip knows of the last reset goes before what was expected. A watchdog's is put on record with the faults: it
        /// was one of the boot before, which could not write it down itself.</summary>
        /// <param name="isKnown">Whether the chip knows anything.</param>
        /// <param name="isWatchdog">Whether it was the watchdog.</param>
        public static void Learn(bool isKnown, bool isWatchdog)
        {
            if (LastReset != ResetReason.PowerOn && isWatchdog)
            {
                LastReset = ResetReason.Watchdog;
            }
            else if (isKnown && LastReset == ResetReason.Watchdog)
            {
                LastReset = ResetReason.External;
            }

            if (LastReset == ResetReason.Watchdog)
            {
                FaultStore.Begin(null, WatchdogCause, 0);
                FaultStore.Set(FaultStore.Boot, Number - 1);
                FaultStore.Commit();
            }
        }

        /// <summary>From now on, a reset is to be taken for this.</summary>
        public static void Expect(ResetReason reason) => KeptMemory.Store(Reason, (uint)reason);

        private static bool IsNumberWhole
        {
            get
            {
                var behind = Number - ~KeptMemory.Load(Complement);
                return behind <= 1;
            }
        }

        private static ResetReason Known(ResetReason reason)
            => reason == ResetReason.Requested || reason == ResetReason.Watchdog || reason == ResetReason.Fault
                ? reason
                : ResetReason.External;
    }
}
