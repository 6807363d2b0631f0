// SPDX-License-Identifier: MIT
// A board in an emulator, with a software TPM, all as child processes. It runs the very bytes that ship. QEMU has the board with the TPM on
// I2C, Renode those with the TPM on SPI. Instances share nothing: files are in the directory that the caller gives, ports are free ones.

using System.Diagnostics;
using System.Net.Sockets;
using Wardstone.Link;

namespace Wardstone.Emulation;

/// <summary>How to start a board.</summary>
public sealed record EmulatedBoardOptions
{
    /// <summary>Whether a TPM is on the bus; without one nobody answers there.</summary>
    public bool HasTpm { get; init; } = true;

    /// <summary>Stop before the first instruction and wait for gdb on <see cref="EmulatedBoard.GdbAddress"/>.</summary>
    public bool WaitForGdb { get; init; }

    /// <summary>More of QEMU's arguments, such as -trace.</summary>
    public IReadOnlyList<string> QemuArguments { get; init; } = [];

    /// <summary>Knobs of the TPM to turn before a board in Renode starts, by name and value (renode/README.md).</summary>
    public IReadOnlyList<(string Name, string Value)> Knobs { get; init; } = [];
}

/// <summary>A running board.</summary>
public abstract class EmulatedBoard : IDisposable
{
    /// <summary>The board that runs where nothing else is said.</summary>
    public const string Name = QemuBoard.BoardName;

    private const int PollMs = 20;
    private readonly ChildProcess _emulator;
    private readonly string _emulatorName;

    /// <param name="emulator">Its process.</param>
    /// <param name="emulatorName">What messages call it.</param>
    /// <param name="consolePath">The file that it appends the console's bytes to.</param>
    private protected EmulatedBoard(ChildProcess emulator, string emulatorName, string consolePath)
    {
        _emulator = emulator;
        _emulatorName = emulatorName;
        Console = new ConsoleLog(consolePath, () => IsAlive);
    }

    /// <summary>The boards that there is an emulator for.</summary>
    public static IReadOnlyList<string> Names { get; } = [Name, .. RenodeBoard.Names];

    /// <summary>What it has written to its console.</summary>
    public ConsoleLog Console { get; }

    /// <summary>Its TPM, if it has one.</summary>
    public abstract Swtpm? Tpm { get; }

    /// <summary>The link, as <see cref="LinkPort"/> takes it; for one client at a time.</summary>
    public abstract string LinkAddress { get; }

    /// <summary>The console likewise; a client sees what is written from then on.</summary>
    public abstract string ConsoleAddress { get; }

    /// <summary>What to tell gdb's `target remote`.</summary>
    public abstract string GdbAddress { get; }

    /// <summary>Process id of the emulator.</summary>
    public int Id => _emulator.Id;

    /// <summary>Whether the emulator runs.</summary>
    public bool IsAlive => !_emulator.HasExited;

    /// <summary>Starts the board, from reset.</summary>
    /// <param name="files">What to run; their board says in which emulator.</param>
    /// <param name="directory">Absolute path of a directory for this board alone. The TPM's state is kept there: start again with
    /// the same directory, and it is the same TPM after a power cycle.</param>
    /// <exception cref="IOException">The emulator or swtpm is not there, or did not start; with what they wrote.</exception>
    public static EmulatedBoard Start(BoardFiles files, string directory, EmulatedBoardOptions? options = null)
    {
        options ??= new EmulatedBoardOptions();
        return files.Board == Name ? QemuBoard.Start(files, directory, options)
            : RenodeBoard.Names.Contains(files.Board) ? RenodeBoard.Start(files, directory, options)
            : throw new ArgumentException($"no emulation of board '{files.Board}'; there is {string.Join(", ", Names)}", nameof(files));
    }

    /// <summary>Asks over the link; nobody else may be connected to it.</summary>
    /// <exception cref="LinkException">The board did not answer as it should, or not within <paramref name="bound"/>.</exception>
    public T Ask<T>(Func<LinkClient, T> question, TimeSpan bound, CancellationToken cancel = default)
    {
        using var port = LinkPort.Open(LinkAddress, bound, cancel);
        return question(new LinkClient(port.Terminal) { Timeout = bound, AttemptTimeout = TimeSpan.FromMilliseconds(500) });
    }

    /// <summary>Waits until the measured boot has ended, well or not, and returns what the board says of it over the link.</summary>
    /// <exception cref="TimeoutException">It did not end within <paramref name="bound"/>; with the console's text.</exception>
    public BoardStatus WaitForBoot(TimeSpan bound, CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        while (IsAlive && watch.Elapsed < bound)
        {
            try
            {
                var status = Ask(client => client.ReadStatus(cancel), TimeSpan.FromSeconds(1), cancel);
                if (status.Phase != BoardPhase.Starting)
                {
                    return status;
                }
            }
            catch (LinkException)
            {
            }

            cancel.ThrowIfCancellationRequested();
            Thread.Sleep(PollMs);
        }

        var reason = IsAlive ? $"the board did not boot within {bound.TotalSeconds:0.#} s" : $"{_emulatorName} ended: {_emulator.Output}";
        throw new TimeoutException($"{reason}. The board's console:\n{Console.Text}");
    }

    /// <summary>Connects to the link as a stream of bytes.</summary>
    public abstract NetworkStream OpenLink();

    /// <summary>Cuts the power of board and TPM.</summary>
    public void Dispose()
    {
        _emulator.Dispose();
        Tpm?.Dispose();
        GC.SuppressFinalize(this);
    }
}
