// SPDX-License-Identifier: MIT
// The interface to the internal flash of the STM32F4 and F7 (RM0090 chapter 3, RM0410 chapter 3): erases a sector, programs a word, at a
// supply of 2.7 to 3.6 V. No option bytes, no mass erase.
//
// With one bank, as on the STM32F407 and an STM32F767 as delivered, the core stands still for as long as a sector is erased, 1 to 2 s
// for the large ones and 4 s at most: no thread runs, no interrupt is served. A watchdog has to be longer than that, and
// what a UART receives meanwhile is lost, which its reader is told. A word takes 16 us typically, 100 us at most.

using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>How an operation on the flash ended.</summary>
    public enum FlashOutcome
    {
        Done,

        /// <summary>The sector is write-protected, or the interface locked itself until the next reset.</summary>
        Protected,

        /// <summary>The interface reports an error, or the flash reads otherwise than it was written.</summary>
        Failed,

        /// <summary>The interface did not come to an end within the data sheet's time.</summary>
        Timeout,

        /// <summary>What is to be stored is longer than there is room for.</summary>
        TooLong,
    }

    /// <summary>The interface. One thread at a time.</summary>
    public sealed class Flash
    {
        private const int AccessControl = 0x00; // FLASH_ACR
        private const int Key = 0x04; // FLASH_KEYR
        private const int Status = 0x0C; // FLASH_SR
        private const int Control = 0x10; // FLASH_CR

        private const uint FirstKey = 0x45670123;
        private const uint SecondKey = 0xCDEF89AB;

        private const uint DataCache = 1u << 10; // ACR DCEN of the F4
        private const uint DataCacheReset = 1u << 12; // DCRST

        private const uint WriteProtected = 1u << 4; // SR WRPERR
        private const uint Errors = 0xF2; // SR OPERR, WRPERR, PGAERR, PGPERR, PGSERR (ERSERR of the F7); write 1 to clear
        private const uint Busy = 1u << 16; // SR BSY

        private const uint Program = 1u << 0; // CR PG
        private const uint EraseSector = 1u << 1; // SER
        private const int SectorShift = 3; // SNB
        private const uint Words = 2u << 8; // PSIZE: 32 bits at once
        private const uint Start = 1u << 16; // STRT
        private const uint Lock = 1u << 31; // LOCK

        private const int ProgramBound = 2_000_000; // reads of the status, tens of nanoseconds each: a tenth of a second

        private readonly Registers _registers;
        private readonly bool _hasDataCache;

        /// <param name="registers">The interface's registers.</param>
        /// <param name="hasDataCache">The STM32F4's interface has a cache of its own. The F7 has not: there the board maps the sectors that
        /// are written as memory that is not cached.</param>
        public Flash(Registers registers, bool hasDataCache)
        {
            _registers = registers;
            _hasDataCache = hasDataCache;
        }

        /// <summary>Reads of the status until an erase is given up: some seconds.</summary>
        internal int EraseBound { get; set; } = 100_000_000;

        /// <summary>Sets every bit of a sector.</summary>
        /// <param name="sector">0 to 11.</param>
        public FlashOutcome Erase(int sector)
        {
            var outcome = Unlock();
            if (outcome == FlashOutcome.Done)
            {
                _registers[Control] = EraseSector | ((uint)sector << SectorShift) | Words;
                _registers[Control] = EraseSector | ((uint)sector << SectorShift) | Words | Start;
                outcome = End(EraseBound);
                DropCache();
            }

            return outcome;
        }

        /// <summary>Clears the bits of a word that are 0 in <paramref name="value"/>, and looks whether it reads so.</summary>
        /// <param name="memory">Where the sector is.</param>
        /// <param name="offset">In it, a multiple of four.</param>
        /// <param name="value">The word.</param>
        public FlashOutcome Write(Registers memory, int offset, uint value)
        {
            var outcome = Unlock();
            if (outcome == FlashOutcome.Done)
            {
                _registers[Control] = Program | Words;
                DmaBuffer.Synchronize();
                memory[offset] = value;
                DmaBuffer.Synchronize(); // it has arrived before the status is asked for
                outcome = End(ProgramBound);
            }

            return outcome == FlashOutcome.Done && memory[offset] != value ? FlashOutcome.Failed : outcome;
        }

        // Whoever was cut off before may have left anything but a transfer of its own to do.
        private FlashOutcome Unlock()
        {
            if (!IsIdle(EraseBound))
            {
                return FlashOutcome.Timeout;
            }

            if ((_registers[Control] & Lock) != 0)
            {
                _registers.StorePair(Key, FirstKey, SecondKey); // anything else between them locks it until the next reset
            }

            _registers[Status] = Errors;
            return (_registers[Control] & Lock) == 0 ? FlashOutcome.Done : FlashOutcome.Protected;
        }

        private FlashOutcome End(int bound)
        {
            if (!IsIdle(bound))
            {
                return FlashOutcome.Timeout; // the control register cannot be written yet
            }

            var status = _registers[Status];
            _registers[Control] = Lock;
            return (status & Errors) == 0 ? FlashOutcome.Done
                : (status & WriteProtected) != 0 ? FlashOutcome.Protected
                : FlashOutcome.Failed;
        }

        private bool IsIdle(int bound)
        {
            for (var i = 0; i < bound; i++)
            {
                if ((_registers[Status] & Busy) == 0)
                {
                    return true;
                }
            }

            return false;
        }

        // It may hold what was erased (RM0090 3.5.3); it is reset while it is off.
        private void DropCache()
        {
            if (_hasDataCache && (_registers[AccessControl] & DataCache) != 0)
            {
                _registers.Change(AccessControl, DataCache, 0);
                _registers.Change(AccessControl, DataCacheReset, DataCacheReset);
                _registers.Change(AccessControl, DataCacheReset, 0);
                _registers.Change(AccessControl, DataCache, DataCache);
            }
        }
    }
}
