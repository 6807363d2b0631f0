// SPDX-License-Identifier: MIT
// Who is in the play: `victim` misbehaves once; `middle` calls it; `client` calls `middle` and says when it fails and works again; `steady`
// has nothing to do with them, and says how far it has counted.

using Wardstone.Runtime;

namespace Wardstone.Tests.Board.Faults
{
    internal sealed class VictimBinary : Binary
    {
        public override string Name => "victim";

        public override Component Create() => new Victim();

        public override Portal CreatePortal(string service) => service == "Work" ? new WorkPortal() : null;

        private sealed class Victim : Component, IWorkSession
        {
            private Misdeeds _misdeeds;

            public override void Construct(Env env)
            {
                _misdeeds = (Misdeeds)env.Request("Misdeeds", "");
                _misdeeds.Commit("construct");
                _ = env.Signal(0);
                env.Trigger(0, 30, 30);
            }

            public override void Dispatch(int signals) => _misdeeds.Commit("dispatch");

            public override object Open(string service, string label) => this;

            public IoStatus Work()
            {
                _misdeeds.Commit("call");
                return IoStatus.Ok;
            }
        }
    }

    internal sealed class MiddleBinary : Binary
    {
        public override string Name => "middle";

        public override Component Create() => new Middle();

        public override Portal CreatePortal(string service) => service == "Work" ? new WorkPortal() : null;

        private sealed class Middle : Component, IWorkSession
        {
            private IWorkSession _work;

            public override void Construct(Env env) => _work = (IWorkSession)env.Request("Work", "");

            public override object Open(string service, string label) => this;

            public IoStatus Work() => _work.Work();
        }
    }

    internal sealed class ClientBinary : Binary
    {
        public override string Name => "client";

        public override Component Create() => new Client();

        private sealed class Client : Component
        {
            private IWorkSession _work;
            private Log _log;
            private bool _hasFailed;
            private bool _hasRecovered;

            public override void Construct(Env env)
            {
                _log = env.Log;
                _work = (IWorkSession)env.Request("Work", "");
                _ = env.Signal(0);
                env.Trigger(0, 50, 10);
            }

            public override void Dispatch(int signals)
            {
                var isOk = _work.Work() == IoStatus.Ok;
                if (!isOk && !_hasFailed)
                {
                    _hasFailed = true;
                    _log.Write("failed");
                }
                else if (isOk && _hasFailed && !_hasRecovered)
                {
                    _hasRecovered = true;
                    _log.Write("works again");
                }
            }
        }
    }

    internal sealed class SteadyBinary : Binary
    {
        public override string Name => "steady";

        public override Component Create() => new Steady();

        private sealed class Steady : Component
        {
            private Log _log;
            private int _count;

            public override void Construct(Env env)
            {
                _log = env.Log;
                _ = env.Signal(0);
                env.Trigger(0, 10, 10);
            }

            public override void Dispatch(int signals)
            {
                _count++;
                if (_count % 10 == 0)
                {
                    _log.Write("count " + _count);
                }
            }
        }
    }
}
