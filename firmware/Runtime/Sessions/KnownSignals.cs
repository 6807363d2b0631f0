// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>The signals that a client gave away through one portal: when its server is restarted, and so knows none of them any more,
    /// they are submitted, so that the client looks, learns of it and asks anew. The latest eight; one without cause does no
    /// harm.</summary>
    internal sealed class KnownSignals
    {
        private const int Most = 8;

        private readonly Signal[] _signals = new Signal[Most];
        private int _next;

        public void Add(Signal signal)
        {
            for (int i = 0; i < Most; i++)
            {
                if (_signals[i] == signal)
                {
                    return;
                }
            }

            _signals[_next] = signal;
            _next = (_next + 1) % Most;
        }

        public void Submit()
        {
            for (int i = 0; i < Most; i++)
            {
                if (_signals[i] != null)
                {
                    _signals[i].Submit();
                }
            }
        }
    }
}
