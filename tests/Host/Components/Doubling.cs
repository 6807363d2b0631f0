// SPDX-License-Identifier: MIT
// Components that would be found out if a death left anything behind: `doubler` keeps a request in a field, has `adder` work on it, and
// answers from the field; `worker` checks each answer, and that no instance went without its knowing.

using Wardstone.Runtime;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Host.Components;

/// <summary>Computes.</summary>
public interface IMathSession
{
    /// <param name="value">What to compute from.</param>
    /// <param name="answer">Of it.</param>
    /// <param name="calls">Calls of this instance of the server through this session, with this one.</param>
    IoStatus Compute(int value, out int answer, out int calls);
}

internal sealed class MathPortal : Portal, IMathSession
{
    private IMathSession? _session;

    protected override void Attach(object session) => _session = (IMathSession)session;

    public IoStatus Compute(int value, out int answer, out int calls)
    {
        if (Server.Enter(Generation) != PortalStatus.Entered)
        {
            answer = calls = 0;
            return Missed();
        }

        IoStatus status;
        try
        {
            status = _session!.Compute(value, out answer, out calls);
        }
        catch (Exception exception)
        {
            answer = calls = 0;
            return Failed(exception);
        }

        Server.Leave();
        return status;
    }
}

/// <summary>A server: `adder` answers value + 1, `doubler` twice that, by `adder`.</summary>
internal sealed class MathBinary(SeededKernel kernel, bool isDoubler) : Binary
{
    public override string Name => isDoubler ? "doubler" : "adder";

    public override Component Create() => new Server(kernel, isDoubler);

    public override Portal? CreatePortal(string service) => service == "Math" ? new MathPortal() : null;

    private sealed class Server(SeededKernel kernel, bool isDoubler) : Component
    {
        private IMathSession? _adder;
        private int _value;

        public override void Construct(Env env)
        {
            kernel.Point();
            _adder = isDoubler ? (IMathSession)env.Request("Math", "") : null;
            kernel.Point();
        }

        public override object Open(string service, string label)
        {
            kernel.Point();
            return new Session(this);
        }

        private IoStatus Compute(int value, out int answer)
        {
            kernel.Require(_value == 0, "two threads are inside, or a death left something");
            _value = value;
            answer = 0;
            kernel.Point();
            if (_adder == null)
            {
                _value++;
            }
            else if (_adder.Compute(value, out var sum, out _) == IoStatus.Ok)
            {
                kernel.Point();
                kernel.Require(sum == value + 1, $"{sum} is not one more than {value}");
                _value = sum * 2;
            }
            else
            {
                _value = 0;
                return IoStatus.Timeout;
            }

            kernel.Point();
            answer = _value;
            _value = 0;
            return IoStatus.Ok;
        }

        private sealed class Session(Server server) : IMathSession
        {
            private int _calls;

            public IoStatus Compute(int value, out int answer, out int calls)
            {
                calls = ++_calls;
                return server.Compute(value, out answer);
            }
        }
    }
}

/// <summary>A client with a thread, that calls each few milliseconds.</summary>
internal sealed class WorkerBinary(SeededKernel kernel) : Binary
{
    public override string Name => "worker";

    /// <summary>Right answers.</summary>
    public int Right { get; private set; }

    public override Component Create() => new Worker(this, kernel);

    private sealed class Worker(WorkerBinary binary, SeededKernel kernel) : Component
    {
        private IMathSession? _math;
        private int _next;
        private int _calls = -1;

        public override void Construct(Env env)
        {
            _math = (IMathSession)env.Request("Math", "");
            kernel.Point();
            _ = env.Signal(0);
            env.Trigger(0, 1, 2);
        }

        public override void Dispatch(int signals)
        {
            _next += 7;
            var status = _math!.Compute(_next, out var answer, out var calls);
            kernel.Point();
            if (status == IoStatus.ServerFaulted)
            {
                _calls = -1; // another instance may be next
                return;
            }

            kernel.Require(_calls < 0 || calls == _calls + 1, $"call {calls} after call {_calls}: an instance ended unsaid");
            kernel.Require(status != IoStatus.Ok || answer == (_next + 1) * 2, $"{answer} from {_next}");
            _calls = calls;

            binary.Right += status == IoStatus.Ok ? 1 : 0;
        }
    }
}
