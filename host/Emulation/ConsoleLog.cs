// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text;

namespace Wardstone.Emulation;

/// <summary>What a board wrote to its console so far. The emulator appends to the file, whoever attaches to the socket.</summary>
/// <param name="path">Absolute path of the file.</param>
/// <param name="isAlive">Whether more may come.</param>
public sealed class ConsoleLog(string path, Func<bool> isAlive)
{
    private const int PollMs = 10;

    /// <summary>All of it.</summary>
    public string Text
    {
        get
        {
            if (!File.Exists(path))
            {
                return "";
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.Latin1);
            return reader.ReadToEnd();
        }
    }

    /// <summary>Its complete lines.</summary>
    public string[] Lines => [.. Text.Split('\n').SkipLast(1).Select(line => line.TrimEnd('\r'))];

    /// <summary>Waits for a line that contains <paramref name="part"/> and returns the first.</summary>
    /// <exception cref="TimeoutException">
    /// It did not come within <paramref name="bound"/>, or the board ended; with the console's text.
    /// </exception>
    public string WaitFor(string part, TimeSpan bound, CancellationToken cancel = default) =>
        WaitFor(line => line.Contains(part, StringComparison.Ordinal), $"\"{part}\"", bound, cancel);

    /// <summary>Waits for a line that <paramref name="matches"/> accepts and returns the first.</summary>
    /// <exception cref="TimeoutException">As above.</exception>
    public string WaitFor(Func<string, bool> matches, string what, TimeSpan bound, CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var alive = isAlive(); // asked first: what is written before the end is read after it
            if (Lines.FirstOrDefault(matches) is { } line)
            {
                return line;
            }

            if (!alive || watch.Elapsed > bound)
            {
                var reason = alive ? $"not within {bound.TotalSeconds:0.#} s" : "the emulator ended";
                throw new TimeoutException($"console: no line with {what}: {reason}. It said:\n{Text}");
            }

            Thread.Sleep(PollMs);
        }
    }
}
