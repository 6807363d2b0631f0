// SPDX-License-Identifier: MIT
// The caches of a Cortex-M7 (ARMv7-M B2.2.7, B3.2.4): off after a reset, with contents that mean nothing. A processor without caches has
// none of these registers' bits.

namespace Wardstone.CortexM
{
    internal static unsafe class Caches
    {
        private const uint LevelId = 0xE000ED78; // CLIDR
        private const uint SizeId = 0xE000ED80; // CCSIDR
        private const uint SizeSelection = 0xE000ED84; // CSSELR
        private const uint InvalidateInstructions = 0xE000EF50; // ICIALLU
        private const uint InvalidateDataBySetWay = 0xE000EF60; // DCISW
        private const uint Control = 0xE000ED14; // CCR
        private const uint DataCache = 1 << 16; // CCR.DC
        private const uint InstructionCache = 1 << 17; // CCR.IC
        private const int WayShift = 30; // of DCISW, for a cache of four ways
        private const int LineShift = 5;

        /// <summary>Switches on what there is. Under the rules of the MPU: what must be in no cache is known by now.</summary>
        public static void Enable()
        {
            uint kinds = Register.Read(LevelId) & 7; // of the first level: 1 instructions, 2 data, 3 both
            if ((kinds & 1) != 0)
            {
                *(uint*)InvalidateInstructions = 0;
                Mpu.Synchronize();
                *(uint*)Control = Register.Read(Control) | InstructionCache;
                Mpu.Synchronize();
            }

            if ((kinds & 2) != 0)
            {
                *(uint*)SizeSelection = 0;
                Mpu.Synchronize();
                uint size = Register.Read(SizeId);
                InvalidateData((size >> 13) & 0x7FFF, (size >> 3) & 0x3FF);
                *(uint*)Control = Register.Read(Control) | DataCache;
                Mpu.Synchronize();
            }
        }

        private static void InvalidateData(uint lastSet, uint lastWay)
        {
            for (uint set = 0; set <= lastSet; set++)
            {
                for (uint way = 0; way <= lastWay; way++)
                {
                    *(uint*)InvalidateDataBySetWay = (way << WayShift) | (set << LineShift);
                }
            }

            Mpu.Synchronize();
        }
    }
}
