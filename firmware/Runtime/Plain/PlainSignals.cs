// SPDX-License-Identifier: MIT
using System.Threading;

namespace Wardstone.Runtime
{
    /// <summary>Signals over an event.</summary>
    internal sealed class PlainSignals : SignalSet
    {
        private readonly PlainKernel _kernel;
        private readonly AutoResetEvent _event = new AutoResetEvent(false);
        private readonly object _gate = new object();
        private int _pending;

        public PlainSignals(PlainKernel kernel) => _kernel = kernel;

        public override void Submit(int signals)
        {
            lock (_gate)
            {
                _pending |= signals;
            }

            Wake();
        }

        public override int Take(int timeoutMs)
        {
            int signals = Pending();

            // An event may be left over from signals that were taken without waiting for it.
            while (signals == 0 && _event.WaitOne(timeoutMs, false))
            {
                signals = Pending();
            }

            return signals;
        }

        public void Wake() => _ = _event.Set();

        private int Pending()
        {
            _kernel.CheckStopped();
            lock (_gate)
            {
                int signals = _pending;
                _pending = 0;
                return signals;
            }
        }
    }
}
