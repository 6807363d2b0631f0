// SPDX-License-Identifier: MIT
// One writer at a time (host/PROTOCOL.md): whoever opens a port holds a lock until it closes it, so that the commands of
// two processes on one link follow each other. A serial device is its own lock; beside a socket lies a file PATH.lock; for a TCP port
// there is one in the folder for temporary files, which holds off the processes of this computer alone.

using System.Globalization;
using Wardstone.Runtime;

namespace Wardstone.Link;

/// <summary>An open serial line to a board, for this process alone.</summary>
public sealed class LinkPort : IDisposable
{
    private const string SocketScheme = "unix:";
    private const string TcpScheme = "tcp:";
    private const string Expected = "expected unix:PATH, tcp:HOST:PORT or DEVICE[,BAUD]";
    private const int DefaultBaud = 115200;
    private static readonly TimeSpan s_lockInterval = TimeSpan.FromMilliseconds(50);

    private readonly FileStream? _lock;
    private readonly IDisposable _owned;

    private LinkPort(string address, ICharDevice terminal, IDisposable owned, FileStream? @lock)
    {
        Address = address;
        Terminal = terminal;
        _owned = owned;
        _lock = @lock;
    }

    /// <summary>What it was opened with.</summary>
    public string Address { get; }

    public ICharDevice Terminal { get; }

    /// <summary>Opens a line.</summary>
    /// <param name="address"><c>unix:PATH</c> of a socket, <c>tcp:HOST:PORT</c>, or a device such as <c>/dev/ttyUSB0</c>, which may have
    /// <c>,BAUD</c> after it.</param>
    /// <param name="wait">How long to wait for another process to let go of it.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="LinkUnreachableException">It cannot be opened, or stays in use.</exception>
    public static LinkPort Open(string address, TimeSpan wait, CancellationToken cancellation)
    {
        if (address.StartsWith(SocketScheme, StringComparison.Ordinal))
        {
            var path = address[SocketScheme.Length..];
            if (!File.Exists(path))
            {
                throw new LinkUnreachableException($"cannot connect to {path}: there is no such socket");
            }

            return OpenSocket(address, path + ".lock", () => SocketTerminal.Connect(path), wait, cancellation);
        }

        if (address.StartsWith(TcpScheme, StringComparison.Ordinal))
        {
            var colon = address.LastIndexOf(':');
            var host = colon > TcpScheme.Length ? address[TcpScheme.Length..colon] : "";
            var number = address[(colon + 1)..];
            if (host.Length == 0 || !ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                throw new LinkUnreachableException($"'{address}' is no link: {Expected}");
            }

            var name = string.Join('_', $"wardstone-{host}-{port}.lock".Split(Path.GetInvalidFileNameChars()));
            return OpenSocket(
                address, Path.Combine(Path.GetTempPath(), name), () => SocketTerminal.Connect(host, port), wait, cancellation);
        }

        var comma = address.LastIndexOf(',');
        var device = comma < 0 ? address : address[..comma];
        var baud = DefaultBaud;
        if (comma >= 0 && !int.TryParse(address[(comma + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out baud))
        {
            throw new LinkUnreachableException($"'{address}' is no link: {Expected}");
        }

        if (!File.Exists(device))
        {
            throw new LinkUnreachableException($"cannot open {device}: there is no such device");
        }

        var tty = WaitFor(address, () => TtyTerminal.Open(device, baud), wait, cancellation);
        return new LinkPort(address, tty, tty, null);
    }

    public void Dispose()
    {
        _owned.Dispose();
        _lock?.Dispose();
    }

    private static LinkPort OpenSocket(
        string address, string lockPath, Func<SocketTerminal> connect, TimeSpan wait, CancellationToken cancellation)
    {
        var held = WaitFor(address, () => Lock(lockPath), wait, cancellation);
        try
        {
            var socket = connect();
            return new LinkPort(address, socket, socket, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // FileShare.None is an exclusive flock; the file stays, since to delete it would race with the next one to lock it.
    private static FileStream Lock(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private static T WaitFor<T>(string address, Func<T> open, TimeSpan wait, CancellationToken cancellation)
    {
        var end = DateTime.UtcNow + wait;
        while (true)
        {
            try
            {
                return open();
            }
            catch (IOException e) when (IsInUse(e))
            {
                if (DateTime.UtcNow >= end)
                {
                    throw new LinkUnreachableException($"{address} is in use by another process", e);
                }

                cancellation.WaitHandle.WaitOne(s_lockInterval);
                cancellation.ThrowIfCancellationRequested();
            }
            catch (UnauthorizedAccessException e)
            {
                throw new LinkUnreachableException($"cannot lock {address}: {e.Message}", e);
            }
        }
    }

    // .NET gives a held flock as EWOULDBLOCK in HResult, on Linux the number 11.
    private static bool IsInUse(IOException e) => (e is LinkException ? e.InnerException?.HResult : e.HResult) == 11;
}
