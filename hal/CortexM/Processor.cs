// SPDX-License-Identifier: MIT
using Wardstone.Kernel;

namespace Wardstone.CortexM
{
    internal static unsafe class Processor
    {
        private const uint ResetControl = 0xE000ED0C; // AIRCR
        private const uint Key = 0x05FA0000;
        private const uint SystemReset = 1 << 2; // SYSRESETREQ

        /// <summary>Resets the processor and what the chip ties to it (ARMv7-M B3.2.6). Does not return; callable by anyone.</summary>
        public static void Reset(ResetReason reason)
        {
            _ = Interrupts.Disable();
            BootRecord.Expect(reason);
            *(uint*)ResetControl = Key | SystemReset;
            while (true)
            {
                // The reset takes some cycles to arrive.
            }
        }
    }
}
