// SPDX-License-Identifier: MIT
// A server to test with: it counts, or does one of the things that no component should.

using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable.Runtime
{
    /// <summary>Counts the calls of one session.</summary>
    public interface ICounterSession
    {
        IoStatus Next(Act act, out int count);
    }

    /// <summary>The client's end.</summary>
    public sealed class CounterPortal : Portal, ICounterSession
    {
        private ICounterSession _session;

        protected override void Attach(object session) => _session = (ICounterSession)session;

        public IoStatus Next(Act act, out int count)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                count = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Next(act, out count);
            }
            catch (Exception exception)
            {
                count = 0;
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }
    }

    /// <summary>Component `counter`.</summary>
    public sealed class CounterBinary : Binary
    {
        private readonly Probe _probe;

        public CounterBinary(Probe probe) => _probe = probe;

        public override string Name => "counter";

        public override Component Create() => new Counter(_probe);

        public override Portal CreatePortal(string service) => service == "Counter" ? new CounterPortal() : null;

        private sealed class Counter : Component
        {
            private readonly Probe _probe;

            public Counter(Probe probe) => _probe = probe;

            public override void Construct(Env env)
            {
                _probe.Constructed++;
                _probe.Note("constructed " + env.Name);
                Acts.Do(_probe.Act);
                if (_probe.Act == Act.Refuse)
                {
                    HidReader config = env.Config();
                    _ = config.Read();
                    env.Refuse(config, "not this one");
                }
            }

            public override object Open(string service, string label)
            {
                _probe.Note("opened " + service + " by " + label);
                return label.IndexOf("nobody") >= 0 ? null : label.IndexOf("wrong") >= 0 ? (object)this : new Session();
            }
        }

        private sealed class Session : ICounterSession
        {
            private int _count;

            public IoStatus Next(Act act, out int count)
            {
                Acts.Do(act);
                _count++;
                count = _count;
                return IoStatus.Ok;
            }
        }
    }

    /// <summary>What ends a component.</summary>
    public static class Acts
    {
        public static void Do(Act act)
        {
            object nothing = act == Act.UseNull ? null : "";
            switch (act)
            {
                case Act.Throw:
                    throw new InvalidOperationException("as the test asked");
                case Act.UseNull:
                    _ = nothing.ToString();
                    break;
                case Act.ExceedArray:
                    byte[] array = new byte[1];
                    array[array.Length] = 1;
                    break;
                case Act.ExceedQuota:
#if BOARD
                    byte[][] all = new byte[256][];
                    for (int i = 0; i < all.Length; i++)
                    {
                        all[i] = new byte[1024];
                    }

                    break;
#else
                    throw new OutOfMemoryException();
#endif
                default:
                    break;
            }
        }
    }
}
