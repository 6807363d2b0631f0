// SPDX-License-Identifier: MIT
using System.Threading;
using Wardstone.CortexM;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>Signals by a word of bits and an event, both of which an interrupt handler may touch.</summary>
    internal sealed class BoardSignals : SignalSet
    {
        private readonly AutoResetEvent _arrived = new AutoResetEvent(false);
        private int _pending;

        /// <inheritdoc/>
        public override void Submit(int signals)
        {
            // As a whole: a component that ends between the two would leave a signal behind that wakes nobody.
            uint mask = Interrupts.Disable();
            _pending |= signals;
            _ = _arrived.Set();
            Interrupts.Restore(mask);
        }

        /// <inheritdoc/>
        public override int Take(int timeoutMs)
        {
            // What came while nobody waited has set the event, even if its bits were taken since: then there is nothing, once.
            int signals = Interlocked.Exchange(ref _pending, 0);
            if (signals == 0 && _arrived.WaitOne(timeoutMs, false))
            {
                signals = Interlocked.Exchange(ref _pending, 0);
            }

            return signals;
        }
    }
}
