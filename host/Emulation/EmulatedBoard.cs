// SPDX-License-Identifier: MIT
// A board in QEMU with a software TPM on its I2C bus, both as child processes. It runs the very bytes that ship.
// Instances share nothing: sockets and files are in the directory that the caller gives.

using System.Diagnostics;
using System.Net.Sockets;
using Wardstone.Link;

namespace Wardstone.Emulation;

/// <summary>How to start a board.</summary>
public sealed record EmulatedBoardOptions
{
    /// <summary>Whether a TPM is on the bus; without one its address is not acknowledged.</summary>
    public bool HasTpm { get; init; } = true;

    /// <summary>Stop before the first instruction and wait for gdb on <see cref="EmulatedBoard.GdbPath"/>.</summary>
    public bool WaitForGdb { get; init; }

    /// <summary>More of QEMU's arguments, such as -trace.</summary>
    public IReadOnlyList<string> QemuArguments { get; init; } = [];
}

/// <summary>A running board of the ast1030-evb kind: console on UART5, link on UART1, TPM at 0x2e of I2C bus 2.</summary>
public sealed class EmulatedBoard : IDisposable
{
    /// <summary>The only board there is so far.</summary>
    public const string Name = "ast1030-evb";

    private const string ConsoleLogName = "console.log";
    private const int PollMs = 20;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);
    private readonly string _directory;
    private readonly ChildProcess _qemu;

    private EmulatedBoard(string directory, Swtpm? tpm, ChildProcess qemu)
    {
        _directory = directory;
        _qemu = qemu;
        Tpm = tpm;
        Console = new ConsoleLog(Path.Combine(directory, ConsoleLogName), () => !qemu.HasExited);
    }

    /// <summary>What it has written to its console.</summary>
    public ConsoleLog Console { get; }

    /// <summary>Its TPM, if it has one.</summary>
    public Swtpm? Tpm { get; }

    /// <summary>The UNIX socket of the link; takes one client at a time.</summary>
    public string LinkPath => Path.Combine(_directory, "link");

    /// <summary>The UNIX socket of the console; takes one client at a time, who sees what is written from then on.</summary>
    public string ConsolePath => Path.Combine(_directory, "console");

    /// <summary>The UNIX socket for gdb.</summary>
    public string GdbPath => Path.Combine(_directory, "gdb");

    /// <summary>Process id of QEMU.</summary>
    public int Id => _qemu.Id;

    /// <summary>Whether QEMU runs.</summary>
    public bool IsAlive => !_qemu.HasExited;

    /// <summary>Starts the board, from reset.</summary>
    /// <param name="files">What to run.</param>
    /// <param name="directory">Absolute path of a directory for this board alone. The TPM's state is kept there: start again with
    /// the same directory, and it is the same TPM after a power cycle.</param>
    /// <exception cref="IOException">QEMU or swtpm did not start; with what they wrote.</exception>
    public static EmulatedBoard Start(BoardFiles files, string directory, EmulatedBoardOptions? options = null)
    {
        if (files.Board != Name)
        {
            throw new ArgumentException($"no emulation of board {files.Board}: only of {Name}", nameof(files));
        }

        options ??= new EmulatedBoardOptions();
        File.WriteAllBytes(Path.Combine(directory, "firmware.bin"), files.Image);
        File.WriteAllBytes(Path.Combine(directory, "config.bin"), files.Config);
        File.Delete(Path.Combine(directory, ConsoleLogName)); // QEMU appends
        var tpm = options.HasTpm ? Swtpm.StartForQemu(Directory.CreateDirectory(Path.Combine(directory, "tpm")).FullName) : null;
        try
        {
            var qemu = ChildProcess.Start(Path.Combine(directory, "qemu.out"), directory, [.. Command(files, directory, tpm, options)]);
            var board = new EmulatedBoard(directory, tpm, qemu);
            try
            {
                qemu.WaitUntil(
                    () => ChildProcess.Listens(board.LinkPath) && ChildProcess.Listens(board.ConsolePath), StartTimeout, "QEMU's sockets");
                return board;
            }
            catch
            {
                qemu.Dispose();
                throw;
            }
        }
        catch
        {
            tpm?.Dispose();
            throw;
        }
    }

    /// <summary>Asks over the link; nobody else may be connected to it.</summary>
    /// <exception cref="LinkException">The board did not answer as it should, or not within <paramref name="bound"/>.</exception>
    public T Ask<T>(Func<LinkClient, T> question, TimeSpan bound, CancellationToken cancel = default)
    {
        using var port = LinkPort.Open($"unix:{LinkPath}", bound, cancel);
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

        var reason = IsAlive ? $"the board did not boot within {bound.TotalSeconds:0.#} s" : $"QEMU ended: {_qemu.Output}";
        throw new TimeoutException($"{reason}. The board's console:\n{Console.Text}");
    }

    /// <summary>Connects to the link as a stream of bytes.</summary>
    public NetworkStream OpenLink()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(LinkPath));
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Cuts the power of board and TPM.</summary>
    public void Dispose()
    {
        _qemu.Dispose();
        Tpm?.Dispose();
    }

    private static IEnumerable<string> Command(BoardFiles files, string directory, Swtpm? tpm, EmulatedBoardOptions options)
    {
        // logfile: the console is kept whether or not somebody is attached to the socket. -m: without a memory size, which this
        // machine has no use for, the loader refuses every raw file.
        List<string> command =
        [
            "qemu-system-arm", "-M", Name, "-m", "1M", "-display", "none", "-monitor", "none", "-nic", "none",
            "-chardev", $"socket,id=console,path={directory}/console,server=on,wait=off,logfile={ConsoleLogName}",
            "-serial", "chardev:console",
            "-chardev", $"socket,id=link,path={directory}/link,server=on,wait=off", "-serial", "chardev:link",
            "-kernel", "firmware.bin", "-device", $"loader,file=config.bin,addr=0x{files.ConfigAddress:x},force-raw=on",
        ];
        if (tpm is not null)
        {
            command.AddRange(["-chardev", $"socket,id=tpm,path={tpm.ControlPath}", "-tpmdev", "emulator,id=tpm0,chardev=tpm"]);
            command.AddRange(["-device", "tpm-tis-i2c,tpmdev=tpm0,bus=aspeed.i2c.bus.2,address=0x2e"]);
        }

        if (options.WaitForGdb)
        {
            command.AddRange(["-chardev", "socket,id=gdb,path=gdb,server=on,wait=off", "-gdb", "chardev:gdb", "-S"]);
        }

        return command.Concat(options.QemuArguments);
    }
}
