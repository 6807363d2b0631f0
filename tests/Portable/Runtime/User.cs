// SPDX-License-Identifier: MIT
// A client to test with: asks for the session that its configuration names, and dispatches signals.

using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable.Runtime
{
    /// <summary>Component `user`. Its config: `label` of the session; `signals: yes` for signals 0 and 1, of which it triggers 1 each
    /// `period_ms`.</summary>
    public sealed class UserBinary : Binary
    {
        private readonly Probe _probe;

        public UserBinary(Probe probe) => _probe = probe;

        public override string Name => "user";

        public override Component Create() => new User(_probe);

        private sealed class User : Component
        {
            private readonly Probe _probe;
            private ICounterSession _counter;
            private Env _env;
            private int _periodMs;

            public User(Probe probe) => _probe = probe;

            public override void Construct(Env env)
            {
                _env = env;
                _probe.Note("constructed " + env.Name);
                string label = null;
                HidReader config = env.Config();
                for (HidToken token = config.Read(); token == HidToken.Attribute; token = config.Read())
                {
                    if (HidText.Is(config.Tag, "label"))
                    {
                        label = HidText.String(config.Value);
                    }
                    else if (HidText.Is(config.Tag, "period_ms"))
                    {
                        _ = HidText.TryNumber(config.Value, 100000, out _periodMs);
                    }
                    else
                    {
                        env.Refuse(config, "no such attribute");
                        return;
                    }
                }

                if (label != null)
                {
                    _counter = (ICounterSession)env.Request("Counter", label);
                    _probe.Counter = _counter;
                }

                if (_periodMs > 0)
                {
                    _probe.Signal = env.Signal(0);
                    _ = env.Signal(1);
                    env.Trigger(1, _periodMs, _periodMs);
                }

                env.Log.Write("up");
            }

            public override void Dispatch(int signals)
            {
                for (int i = 0; i < 32; i++)
                {
                    _probe.Dispatched[i] += (signals >> i) & 1;
                }

                while (_probe.Act == Act.Loop)
                {
                    _ = _counter.Next(Act.Work, out int _);
                }

                if ((signals & 1) != 0)
                {
                    Acts.Do(_probe.Act);
                    _env.Trigger(1, 0, _probe.Act == Act.StopTimers ? 0 : _periodMs);
                    _env.Trigger(2, 5, 0);
                }
            }
        }
    }
}
