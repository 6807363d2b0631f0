// SPDX-License-Identifier: MIT
// A process that ends with this one, however this one ends: by Dispose, by an exception, or by SIGKILL from outside.
// One in the background has no standard input, and a file for its output; one in the foreground has ours.

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
    private const string Foreground = """[ "$PPID" = "$1" ] || exit 1; shift; exec "$@" """;
    private const string Background = """[ "$PPID" = "$1" ] || exit 1; out=$2; shift 2; exec "$@" >"$out" 2>&1 </dev/null""";

    // What a foreground command leaves behind does not end with it. A guard waits for the end of its standard input, which comes with
    // our own end too, and then ends everything that has inherited the mark of the run.
    private const string Guard = """
        trap "" INT TERM HUP
        cat
        while found=$(grep -lsxzF "$0" /proc/[0-9]*/environ); [ -n "$found" ]; do
          for process in $found; do kill -s KILL "$(echo "$process" | cut -d/ -f3)"; done
        done 2>/dev/null
        """;

    private const string RunMark = "WARDSTONE_RUN";
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
        var info = new ProcessStartInfo("setpriv", [.. Prefix(Background), outputPath, .. command]) { WorkingDirectory = workingDirectory };
        return new ChildProcess(Start(info), outputPath);
    }

    /// <summary>Runs one in the foreground and waits for its end. With it, or when cancelled, ends all that it has started.</summary>
    /// <param name="environment">Variables to set besides ours.</param>
    /// <param name="command">The program, found on PATH, and its arguments.</param>
    /// <returns>Its exit status, 128 and more if a signal ended it.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled, and has ended.</exception>
    public static int Run(IReadOnlyDictionary<string, string> environment, CancellationToken cancel, params string[] command)
    {
        var info = new ProcessStartInfo("setpriv", [.. Prefix(Foreground), .. command]);
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        var mark = $"{Guid.NewGuid()}";
        info.Environment[RunMark] = mark;
        using var guard = Start(new ProcessStartInfo("sh", ["-c", Guard, $"{RunMark}={mark}"]) { RedirectStandardInput = true });
        using var process = Start(info);
        using (cancel.Register(guard.StandardInput.Close))
        {
            process.WaitForExit();
        }

        guard.StandardInput.Close();
        guard.WaitForExit();
        cancel.ThrowIfCancellationRequested();
        return process.ExitCode;
    }

    /// <summary>Whether somebody listens on a UNIX socket, asked of the kernel and not of the listener (proc(5), /proc/net/unix). The
    /// socket's file is there a moment earlier.</summary>
    public static bool Listens(string path) => File.ReadLines("/proc/net/unix")
        .Any(line => line.Contains(" 00010000 ", StringComparison.Ordinal) && line.EndsWith($" {path}", StringComparison.Ordinal));

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

    /// <summary>Waits for its end.</summary>
    /// <exception cref="IOException">It failed, or the time was over; with what it wrote.</exception>
    public void WaitForSuccess(TimeSpan bound)
    {
        if (!_process.WaitForExit(bound) || _process.ExitCode != 0)
        {
            var end = HasExited ? $"ended with {_process.ExitCode}" : "not done in time";
            throw new IOException($"{_process.StartInfo.ArgumentList[^1]}: {end}: {Output}");
        }
    }

    /// <summary>Sends a signal, named as kill(1) names it.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{Id}"]);
        kill.WaitForExit();
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

    private static string[] Prefix(string script) => ["--pdeathsig", "KILL", "sh", "-c", script, "sh", $"{Environment.ProcessId}"];

    private static Process Start(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (System.ComponentModel.Win32Exception e)
            {
                started.SetException(new IOException($"cannot start {info.FileName}: {e.Message}", e));
            }
        });
        return started.Task.GetAwaiter().GetResult();
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
