// SPDX-License-Identifier: MIT
// Signals, Genode's: no payload, and two before anyone looks are one. Whoever has one can submit it, an interrupt handler too.

namespace Wardstone.Runtime
{
    /// <summary>The signals that one thread waits for; at most 32.</summary>
    public abstract class SignalSet
    {
        /// <summary>Submits those whose bits are set. From anywhere, interrupt handlers included.</summary>
        public abstract void Submit(int signals);

        /// <summary>Waits until there are some, and takes them.</summary>
        /// <param name="timeoutMs">Bound on the wait in milliseconds; -1 for none.</param>
        /// <returns>Their bits; 0 when the time was up.</returns>
        public abstract int Take(int timeoutMs);
    }

    /// <summary>One signal of a component. It lives on the system heap.</summary>
    public sealed class Signal
    {
        private readonly SignalSet _set;

        public Signal(SignalSet set, int number)
        {
            _set = set;
            Bit = 1 << number;
        }

        /// <summary>As <see cref="Component.Dispatch"/> gets it.</summary>
        public int Bit { get; }

        /// <summary>Says that something happened. From anywhere, interrupt handlers included.</summary>
        public void Submit() => _set.Submit(Bit);
    }
}
