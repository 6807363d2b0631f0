// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>What happened on a bus since its component was started. The counts only rise.</summary>
    public sealed class BusStatistics
    {
        /// <summary>Calls on their own, and Begin to End, that got the bus.</summary>
        public long Transactions { get; internal set; }

        /// <summary>Bytes of transfers that went well, addresses not counted; on SPI, eight clocks each.</summary>
        public long Bytes { get; internal set; }

        /// <summary>Transfers in which an address or a byte was not acknowledged.</summary>
        public long Naks { get; internal set; }

        /// <summary>Transfers that were repeated by a device's settings.</summary>
        public long Retries { get; internal set; }

        /// <summary>Transfers that the controller gave up, for a clock held low or because nothing came of them.</summary>
        public long Timeouts { get; internal set; }

        /// <summary>Transfers that failed since a line was stuck or arbitration lost.</summary>
        public long Errors { get; internal set; }

        /// <summary>Calls that came while another device had the bus.</summary>
        public long Busy { get; internal set; }

        /// <summary>Transactions that lost the bus before their End.</summary>
        public long TakenAway { get; internal set; }

        /// <summary>Interrupts of devices that somebody was told of.</summary>
        public long Interrupts { get; internal set; }

        /// <summary>Another one after everything that is counted.</summary>
        public long Version => Transactions + Bytes + Naks + Retries + Timeouts + Errors + Busy + TakenAway + Interrupts;

        /// <summary>Counts a transfer that failed.</summary>
        internal void Count(IoStatus failure)
        {
            switch (failure)
            {
                case IoStatus.NotAcknowledged:
                case IoStatus.PartialTransfer:
                    Naks++;
                    break;
                case IoStatus.Timeout:
                    Timeouts++;
                    break;
                default:
                    Errors++;
                    break;
            }
        }
    }
}
