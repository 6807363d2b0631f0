// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests.Sdk;

/// <summary>A command that runs until Dispose, which ends all that it has started, and what it has written so far.</summary>
public sealed class RunningCommand : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _end = new();
    private readonly string _log = Path.GetTempFileName();
    private readonly Task<int> _run;

    public RunningCommand(string folder, string command, IReadOnlyDictionary<string, string> environment)
    {
        string[] shell = ["sh", "-c", """cd "$1" && exec >"$2" 2>&1 </dev/null && eval "$3" """, "sh", folder, _log, command];
        _run = Task.Run(() => ChildProcess.Run(environment, _end.Token, shell));
    }

    /// <summary>Waits until it has written something, or has ended without.</summary>
    public void WaitFor(string text)
    {
        var watch = Stopwatch.StartNew();
        while (!File.ReadAllText(_log).Contains(text, StringComparison.Ordinal))
        {
            Assert.True(watch.Elapsed < Bound && !_run.IsCompleted, $"no '{text}': {File.ReadAllText(_log)}");
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _ = Assert.ThrowsAny<Exception>(() => _run.GetAwaiter().GetResult());
        _end.Dispose();
        File.Delete(_log);
    }
}
