// SPDX-License-Identifier: MIT
// Every instruction that the board executes, as QEMU logs it when it translates one at a time, and QEMU's trace events
// between them. It is exact and slow: about half a million instructions a second.

using System.Globalization;
using Wardstone.Emulation;

namespace Wardstone.Tests.Bench;

/// <summary>Takes what a board executes, in order.</summary>
internal interface ITraceSink
{
    /// <summary>One instruction, before it is executed.</summary>
    void OnInstruction(uint address);

    /// <summary>The processor takes an interrupt; its first instruction is the next one.</summary>
    void OnInterrupt();

    /// <summary>It goes back to what it had interrupted.</summary>
    void OnInterruptReturn();

    /// <summary>One trace event of QEMU: its name and what it says.</summary>
    void OnEvent(string name, string text);
}

/// <summary>A pipe that QEMU logs to, and the thread that reads it.</summary>
internal sealed class ExecutionTrace
{
    private readonly Thread _reader;

    /// <param name="directory">Absolute path of a directory for the pipe.</param>
    /// <param name="events">Pattern of QEMU's trace events, such as "tpm_tis_i2c*"; none if null.</param>
    public ExecutionTrace(string directory, string? events, ITraceSink sink)
    {
        var path = Path.Combine(directory, "trace");
        using (var mkfifo = ChildProcess.Start(Path.Combine(directory, "mkfifo.out"), directory, "mkfifo", path))
        {
            mkfifo.WaitForSuccess(TimeSpan.FromSeconds(10));
        }

        QemuArguments =
        [
            "-accel", "tcg,one-insn-per-tb=on", "-d", "exec,nochain,int", "-D", path,
            .. events is null ? Array.Empty<string>() : ["-trace", events],
        ];
        _reader = new Thread(() => Read(path, sink)) { IsBackground = true, Name = "trace" };
        _reader.Start();
    }

    /// <summary>What QEMU must be started with.</summary>
    public IReadOnlyList<string> QemuArguments { get; }

    /// <summary>Waits until all of it has been read, after QEMU has ended.</summary>
    public void Finish() => _reader.Join();

    private static void Read(string path, ITraceSink sink)
    {
        // Trace 0: 0x7f4314000100 [00800408/0000000000000254/00000110/ff020201] name
        // ...taking pending nonsecure exception 15
        // ...successful exception return
        // i2c_event start_send(addr:0x2e)
        using var reader = new StreamReader(path, System.Text.Encoding.Latin1, false, 1 << 20);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("Trace ", StringComparison.Ordinal))
            {
                var start = line.IndexOf('/') + 1;
                var end = line.IndexOf('/', start);
                var address = ulong.Parse(line.AsSpan(start, end - start), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                sink.OnInstruction((uint)address);
            }
            else if (line.StartsWith("...taking pending", StringComparison.Ordinal))
            {
                sink.OnInterrupt();
            }
            else if (line.StartsWith("...successful exception return", StringComparison.Ordinal))
            {
                sink.OnInterruptReturn();
            }
            else if (line.IndexOf(' ') is > 0 and var space)
            {
                sink.OnEvent(line[..space], line[(space + 1)..]);
            }
        }
    }
}
