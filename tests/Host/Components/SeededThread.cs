// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Components;

/// <summary>A thread that runs only when the <see cref="SeededKernel"/> lets it.</summary>
internal sealed class SeededThread(SeededKernel kernel, IThreadBody? body, string name) : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _turn = new(0);

    public string Name => name;

    /// <summary>The domains that it is inside, the innermost on top; null for the system's.</summary>
    public Stack<SeededDomain?> Inside { get; } = [];

    /// <summary>What it waits for; null if it could run.</summary>
    public Func<bool>? Until { get; set; }

    /// <summary>When it has waited long enough.</summary>
    public long WakeUs { get; set; } = long.MaxValue;

    public bool HasEnded { get; private set; }

    /// <summary>What ended it and should not have.</summary>
    public Exception? Failure { get; private set; }

    public bool IsReady(long nowUs) => !HasEnded && (Until == null || Until() || WakeUs <= nowUs);

    public void Start() => new Thread(Run) { IsBackground = true, Name = name }.Start();

    public void Resume() => _turn.Release();

    public void Pause() => Assert.True(_turn.Wait(Bound), $"thread {name} got no turn");

    public void Dispose() => _turn.Dispose();

    private void Run()
    {
        Pause();
        try
        {
            body!.Run();
        }
        catch (KernelStoppedException)
        {
            // This is how it is to end.
        }
        catch (Exception e)
        {
            Failure = e;
        }

        HasEnded = true;
        kernel.Ended();
    }
}

/// <summary>Signals under a <see cref="SeededKernel"/>.</summary>
internal sealed class SeededSignals(SeededKernel kernel) : SignalSet
{
    private int _pending;

    // No point: it may be a domain's end that submits, or the kernel itself.
    public override void Submit(int signals) => _pending |= signals;

    public override int Take(int timeoutMs)
    {
        kernel.Point();
        if (_pending == 0 && timeoutMs != 0)
        {
            kernel.Wait(() => _pending != 0, timeoutMs < 0 ? long.MaxValue : kernel.NowMs + timeoutMs);
        }

        var signals = _pending;
        _pending = 0;
        return signals;
    }
}

/// <summary>All faults, for as long as the test runs.</summary>
internal sealed class SeededFaults : FaultLog
{
    private readonly List<(string Component, FaultCause Cause)> _faults = [];

    public override int Count => _faults.Count;

    public override bool TryRead(int index, FaultRecord record)
    {
        if (index < 0 || index >= _faults.Count)
        {
            return false;
        }

        (record.Component, record.Cause) = _faults[index];
        record.Number = index + 1;
        return true;
    }

    public void Add(string component, FaultCause cause) => _faults.Add((component, cause));
}
