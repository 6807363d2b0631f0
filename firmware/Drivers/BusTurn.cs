// SPDX-License-Identifier: MIT
// For drivers: asks a bus again while it is another device's, and that is no failure of the device. The bus takes a transaction away from
// who does not end it (Bus), so this wait ends well unless many want the bus at once.

using System.Threading;

namespace Wardstone.Drivers
{
    /// <summary>The wait for a turn on the bus, of one call: do { status = ...; } while (status == IoStatus.Busy &amp;&amp;
    /// turn.Comes());</summary>
    public struct BusTurn
    {
        private const int MostMs = 500;
        private int _waitedMs;

        /// <summary>Waits a moment; half a second in all.</summary>
        /// <returns>Whether to ask again: there was time left.</returns>
        public bool Comes()
        {
            if (_waitedMs == MostMs)
            {
                return false;
            }

            Thread.Sleep(1);
            _waitedMs++;
            return true;
        }
    }
}
