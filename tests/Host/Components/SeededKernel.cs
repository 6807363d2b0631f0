// SPDX-License-Identifier: MIT
// A kernel under which everything happens in an order that a seed decides: one thread runs at a time, and at each point where it comes to
// the kernel the seed picks the next one, or ends a component. Time is virtual: it passes with the points, and when all wait. What
// a component does between two points is one step; where a test wants more of them, it asks for one (Point).

using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Components;

internal sealed class SeededKernel : Wardstone.Runtime.Kernel, IDisposable
{
    private const int PointUs = 10;

    private readonly Random _random;
    private readonly List<SeededThread> _threads = [];
    private readonly List<SeededDomain> _domains = [];
    private readonly SeededSystem _system;
    private readonly SeededFaults _faults;
    private SeededThread _current;
    private Signal? _deaths;
    private bool _isStopping;
    private long _nowUs;

    public SeededKernel(int seed)
    {
        _random = new Random(seed);
        _current = new SeededThread(this, null, "init");
        _threads.Add(_current);
        _system = new SeededSystem(this);
        _faults = new SeededFaults();
    }

    /// <summary>How many components are still to be ended.</summary>
    public int KillsLeft { get; set; }

    /// <summary>One in so many points ends one.</summary>
    public int PointsPerKill { get; set; } = 20;

    /// <summary>What happened, the last of it.</summary>
    public List<string> Story { get; } = [];

    public IReadOnlyList<SeededDomain> Domains => _domains;

    public override long NowMs => _nowUs / 1000;

    public override int RamFree => 1024 * 1024;

    public override Domain System => _system;

    public override int ThreadCount => _threads.Count;

    public override FaultLog Faults => _faults;

    internal SeededThread Current => _current;

    public override Domain CreateDomain(string name, int ram, int limitMs, int stack)
    {
        var domain = new SeededDomain(this, name);
        _domains.Add(domain);
        return domain;
    }

    public override bool StartThread(IThreadBody body, string name, int priority, int stack, int depth)
    {
        var thread = new SeededThread(this, body, name);
        _threads.Add(thread);
        thread.Start();
        return true;
    }

    public override SignalSet CreateSignals() => new SeededSignals(this);

    public override void NotifyDeaths(Signal signal) => _deaths = signal;

    public override void ReadThread(int index, ThreadFigures figures) => figures.Name = _threads[index].Name;

    public override int ReadIdleShare() => 0;

    public override void Reset() => throw new InvalidOperationException("nobody asked for a reset");

    /// <summary>The first thing that was not as it must be. An exception would only end the component that finds it.</summary>
    public string? Wrong { get; private set; }

    public void Require(bool isRight, string what)
    {
        if (!isRight)
        {
            Wrong ??= what;
            Note(what);
        }
    }

    /// <summary>Something else may happen here.</summary>
    public void Point()
    {
        Check();
        _nowUs += PointUs;
        if (KillsLeft > 0 && _random.Next(PointsPerKill) == 0)
        {
            KillsLeft--;
            _domains[_random.Next(_domains.Count)].Kill(FaultCause.Killed);
        }

        SwitchTo(Pick());
        Check();
    }

    /// <summary>Waits until something holds, or a time has come.</summary>
    public void Wait(Func<bool> until, long wakeMs)
    {
        Check();
        _current.Until = until;
        _current.WakeUs = wakeMs == long.MaxValue ? wakeMs : wakeMs * 1000;
        SwitchTo(Pick());
        _current.Until = null;
        Check();
    }

    /// <summary>Ends all threads but the one that calls.</summary>
    public void Dispose()
    {
        _isStopping = true;
        var caller = _current;
        foreach (var thread in _threads.Where(thread => thread != caller && !thread.HasEnded))
        {
            SwitchTo(thread);
        }

        _threads.ForEach(thread => thread.Dispose());
    }

    internal void Died(SeededDomain domain, FaultCause cause)
    {
        Note($"{domain.Name} ended: {cause}");
        _faults.Add(domain.Name, cause);
        _deaths?.Submit();
    }

    internal void Note(string what)
    {
        Story.Add($"{_nowUs / 1000}.{_nowUs % 1000:d3} {_current.Name}: {what}");
        if (Story.Count > 60)
        {
            Story.RemoveAt(0);
        }
    }

    // A thread has come to its end: another one goes on in its place.
    internal void Ended()
    {
        _current = _isStopping ? _threads[0] : Pick();
        _current.Resume();
    }

    private void Check()
    {
        if (_isStopping && _current != _threads[0])
        {
            throw new KernelStoppedException();
        }

        if (_current.Inside.TryPeek(out var domain) && domain is { IsToEnd: true })
        {
            throw new DomainGoneException();
        }
    }

    private SeededThread Pick()
    {
        for (; ; )
        {
            var ready = _threads.Where(thread => thread.IsReady(_nowUs)).ToArray();
            if (ready.Length > 0)
            {
                return ready[_random.Next(ready.Length)];
            }

            var next = _threads.Where(thread => !thread.HasEnded).Min(thread => thread.WakeUs);
            if (next == long.MaxValue)
            {
                throw new InvalidOperationException("all threads wait for each other");
            }

            _nowUs = next;
        }
    }

    private void SwitchTo(SeededThread next)
    {
        var self = _current;
        if (next != self)
        {
            _current = next;
            next.Resume();
            self.Pause();
        }
    }

    private sealed class DomainGoneException : Exception
    {
    }
}
