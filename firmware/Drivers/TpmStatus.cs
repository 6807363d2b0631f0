// SPDX-License-Identifier: MIT
// The status register of a TPM's FIFO interface (PC Client PTP, TPM_STS), and waiting for it. One read of four bytes
// brings the status and the burst count together, which saves a message for every burst.

using System;
using System.Threading;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>TPM_STS as it was last read, its burst count counted down as bytes are moved.</summary>
    internal sealed class TpmStatus
    {
        public const int CommandReady = 0x40;
        public const int Go = 0x20;
        public const int ResponseRetry = 0x02;

        /// <summary>Expect and dataAvail mean something only while this is set; commandReady and the burst count always do.</summary>
        public const int Valid = 0x80;
        public const int DataAvailable = 0x10;
        public const int Expect = 0x08;

        private const int BurstCountBits = 0xFFFF00;
        private const int BurstCountShift = 8;

        // What one can only write reads as zero. If it does not, the transfer was disturbed, or the bus is floating.
        private const int Zeros = 0x23;

        private const int MaxNapMs = 32;

        // A bus whose component died is up again within this time, or it may be that nobody can start it while this call lasts.
        private const int MaxAwayMs = 1000;

        private readonly ITpmRegisters _registers;
        private readonly byte[] _word = new byte[4];
        private int _value;

        public TpmStatus(ITpmRegisters registers) => _registers = registers;

        /// <summary>How many bytes the FIFO takes or gives now.</summary>
        public int Burst { get; private set; }

        /// <summary>How long the last wait slept, in milliseconds.</summary>
        public int WaitedMs { get; private set; }

        /// <summary>Takes note that bytes were moved.</summary>
        public void Moved(int count) => Burst -= count;

        public IoStatus Write(int bit)
        {
            Burst = 0;
            _word[0] = (byte)bit;
            return _registers.Write(TpmRegister.Status, new SpanByte(_word, 0, 1));
        }

        /// <summary>
        /// Waits until the bits of <paramref name="mask"/> read as <paramref name="bits"/>.
        /// Sleeps for the given time, then looks at intervals of an eighth of what it has waited: few looks, and little too late.
        /// A failed look does not end the wait: a TPM may refuse its bus while it is busy. An interrupt ends a nap early.
        /// A bus whose component is gone is waited for a second, in naps.
        /// </summary>
        /// <returns>Ok; Timeout; or how the last look failed.</returns>
        public IoStatus Await(int mask, int bits, int timeoutMs, int firstNapMs = 0, TpmInterrupt interrupt = null)
        {
            WaitedMs = 0;
            Nap(firstNapMs, interrupt);
            IoStatus status = Look(mask, bits, interrupt);
            if (status == IoStatus.Ok)
            {
                return status; // Nearly always, and the time of day costs more than all the rest here.
            }

            var deadline = Deadline.After(timeoutMs - WaitedMs);
            int hereMs = WaitedMs; // when the bus was last seen
            for (bool late = false; status != IoStatus.Ok && !late;)
            {
                hereMs = status == IoStatus.ServerFaulted ? hereMs : WaitedMs;
                if (WaitedMs - hereMs > MaxAwayMs)
                {
                    return status;
                }

                int nap = (WaitedMs / 8) + 1;
                Nap(nap < MaxNapMs ? nap : MaxNapMs, interrupt);
                late = deadline.HasPassed; // Asked before the look: the last look comes after the whole time.
                status = Look(mask, bits, interrupt);
            }

            return status;
        }

        /// <summary>Waits until bytes can be moved.</summary>
        /// <param name="flag">Expect or DataAvailable: what must stand while there are bytes to move; 0 before the first.</param>
        /// <param name="timeoutMs">Bound on the wait, in milliseconds.</param>
        /// <returns>ProtocolError if the TPM counts fewer bytes than its partner does.</returns>
        public IoStatus AwaitBurst(int flag, int timeoutMs)
        {
            if (Burst > 0)
            {
                return IoStatus.Ok;
            }

            var deadline = Deadline.After(timeoutMs);
            while (true)
            {
                bool late = deadline.HasPassed;
                IoStatus status = Read();
                if (status == IoStatus.Ok && flag != 0 && (_value & (Valid | flag)) == Valid)
                {
                    return IoStatus.ProtocolError;
                }

                if (status == IoStatus.Ok && Burst > 0)
                {
                    return IoStatus.Ok;
                }

                if (late)
                {
                    return status == IoStatus.Ok ? IoStatus.Timeout : status;
                }

                Nap(1, null);
            }
        }

        private IoStatus Look(int mask, int bits, TpmInterrupt interrupt)
        {
            IoStatus status = Read();
            status = status == IoStatus.Ok && (_value & mask) != bits ? IoStatus.Timeout : status;
            interrupt?.Judge(status == IoStatus.Ok);
            return status;
        }

        private IoStatus Read()
        {
            IoStatus status = _registers.Read(TpmRegister.Status, _word);
            _value = _word[0] | (_word[1] << 8) | (_word[2] << 16);
            Burst = (_value & BurstCountBits) >> BurstCountShift;
            return status == IoStatus.Ok && (_value & Zeros) != 0 ? IoStatus.ProtocolError : status;
        }

        private void Nap(int ms, TpmInterrupt interrupt)
        {
            if (ms > 0 && interrupt != null && interrupt.IsUsed)
            {
                WaitedMs += interrupt.Nap(ms);
            }
            else if (ms > 0)
            {
                Thread.Sleep(ms);
                WaitedMs += ms;
            }
        }
    }
}
