// SPDX-License-Identifier: MIT
// A component to copy: it counts periods of a timer and tells the count to whoever asks. README.md of the folder above walks through it.
// It allocates in Construct only, takes its configuration strictly, and waits nowhere.

using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="ExampleBinary"/>.</summary>
    /// <remarks>
    /// config
    ///   period_ms: 1 to 60000   required: what is counted
    /// </remarks>
    public sealed class ExampleComponent : Component
    {
        private const int Elapsed = 0;
        private const int MaxPeriodMs = 60_000;

        private Log _log;
        private Signal _elapsed;
        private ExampleSession _session;

        /// <summary>Periods since the start of this instance.</summary>
        internal int Count { get; private set; }

        public override void Construct(Env env)
        {
            HidReader config = env.Config();
            string problem = Read(config, out int periodMs);
            if (problem.Length != 0)
            {
                env.Refuse(config, problem);
                return;
            }

            _log = env.Log;
            _session = new ExampleSession(this);
            _elapsed = env.Signal(Elapsed);
            env.Trigger(Elapsed, periodMs, periodMs);
        }

        public override object Open(string service, string label) => _session;

        public override void Dispatch(int signals)
        {
            if ((signals & _elapsed.Bit) == 0)
            {
                return;
            }

            Count++;
            if (Count == 1)
            {
                _log.Write("the first period is over");
            }
        }

        // Reads the node to its end; returns what is wrong where the reader stands.
        private static string Read(HidReader config, out int periodMs)
        {
            periodMs = 0;
            for (HidToken token = config.Read(); token != HidToken.NodeEnd && token != HidToken.End; token = config.Read())
            {
                if (token != HidToken.Attribute || !HidText.Is(config.Tag, "period_ms"))
                {
                    return HidErrorWords.Unexpected(config, token);
                }

                if (!HidText.TryNumber(config.Value, 1, MaxPeriodMs, out periodMs))
                {
                    return "'period_ms' is 1 to 60000";
                }
            }

            return periodMs == 0 ? "the attribute 'period_ms' is missing" : "";
        }
    }
}
