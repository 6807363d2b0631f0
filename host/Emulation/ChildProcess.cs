// SPDX-License-Identifier: MIT
// A process that ends with this one, however this one ends: by Dispose, by an exception, or by SIGKILL from outside.
// Its output goes to a file. It has no standard input.

using System.Collections.Concurrent;
using System.Diagnostics;

namespace Wardstone.Emulation;

/// <summary>A running child process that cannot outlive this process.</summary>
public sealed class ChildProcess : IDisposable
{
    // The kernel sends the death signal when the *thread* that made the child ends (prctl(2), PR_SET_PDEATHSIG), and the thread
    // pool ends idle threads. So one thread makes every child, and lives as long as the process.
    private static readonly BlockingCollection<Action> Starts = StartThread();

    // setpriv arms the death signal; the shell then makes sure that the parent had not gone before that.
    private const string Script = """[ "$PPID" = "$1" ] || exit 1; out=$2; shift 2; exec "$@" >"$out" 2>&1 </dev/null""";

    private readonly Process _process;
    private readonly string _outputPath;

    private ChildProcess(Process process, string outputPath)
    {
        _process = process;
        _outputPath = outputPath;
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote to standard output and standard error so far.</summary>
    public string Output => File.Exists(_outputPath) ? File.ReadAllText(_outputPath).Trim() : "";

    /// <summary>Starts one.</summary>
    /// <param name="outputPath">Absolute path of the file that takes its output.</param>
    /// <param name="workingDirectory">Where it starts; relative paths in its arguments begin there.</param>
    /// <param name="command">The program, found on PATH, and its arguments.</param>
    public static ChildProcess Start(string outputPath, string workingDirectory, params string[] command)
    {
        string[] arguments = ["--pdeathsig", "KILL", "sh", "-c", Script, command[0], $"{Environment.ProcessId}", outputPath, .. command];
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(new ProcessStartInfo("setpriv", arguments) { WorkingDirectory = workingDirectory })!);
            }
            catch (Exception e) when (e is IOException or System.ComponentModel.Win32Exception)
            {
                started.SetException(new IOException($"cannot start {command[0]}: {e.Message}", e));
            }
        });
        return new ChildProcess(started.Task.GetAwaiter().GetResult(), outputPath);
    }

    /// <summary>Waits until <paramref name="ready"/> holds.</summary>
    /// <exception cref="IOException">It ended, or the time was over; with what it wrote.</exception>
    public void WaitUntil(Func<bool> ready, TimeSpan bound, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!ready())
        {
            if (HasExited)
            {
                throw new IOException($"{what}: the process ended with {_process.ExitCode}: {Output}");
            }

            if (watch.Elapsed > bound)
            {
                throw new IOException($"{what}: not within {bound.TotalSeconds:0} s: {Output}");
            }

            Thread.Sleep(5);
        }
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private static BlockingCollection<Action> StartThread()
    {
        var starts = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
            {
                start();
            }
        })
        { IsBackground = true, Name = "children" }.Start();
        return starts;
    }
}
