// SPDX-License-Identifier: MIT
// A serial port. stty sets it up, so that nothing here depends on the layout of a C structure: raw bytes, no flow control
// (the protocol needs none, see host/PROTOCOL.md), and reads that come back empty after a tenth of a second.

using System.Diagnostics;
using System.Globalization;
using Wardstone.Runtime;

namespace Wardstone.Link;

/// <summary>A serial device of the host as a terminal.</summary>
public sealed class TtyTerminal : CharDevice, IDisposable
{
    private readonly FileStream _stream;

    private TtyTerminal(FileStream stream) => _stream = stream;

    /// <summary>Opens a device for this process alone and sets it to raw.</summary>
    /// <param name="path">The device.</param>
    /// <param name="baud">Speed in bits per second.</param>
    /// <exception cref="LinkUnreachableException">It is absent, in use, forbidden, or no serial device.</exception>
    public static TtyTerminal Open(string path, int baud)
    {
        try
        {
            // FileShare.None takes an exclusive flock on the device.
            var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            try
            {
                SetRaw(path, baud);
                return new TtyTerminal(stream);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException and not LinkException or UnauthorizedAccessException)
        {
            throw new LinkUnreachableException($"cannot open {path}: {e.Message}", e);
        }
    }

    /// <exception cref="LinkUnreachableException">The device is gone.</exception>
    public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
    {
        var received = new byte[buffer.Length];
        var start = Stopwatch.GetTimestamp();
        do
        {
            count = Try(() => _stream.Read(received));
        }
        while (count == 0 && Stopwatch.GetElapsedTime(start).TotalMilliseconds < timeoutMs);

        new SpanByte(received, 0, count).CopyTo(buffer);
        return count > 0 ? IoStatus.Ok : IoStatus.Timeout;
    }

    /// <summary>Writes; without flow control the driver always has room after a while, so the time-out is not needed.</summary>
    /// <exception cref="LinkUnreachableException">The device is gone.</exception>
    public override IoStatus Write(SpanByte data, int timeoutMs)
    {
        var bytes = data.ToArray();
        _ = Try(() =>
        {
            _stream.Write(bytes);
            return bytes.Length;
        });
        return IoStatus.Ok;
    }

    public void Dispose() => _stream.Dispose();

    // A device that is unplugged fails here.
    private int Try(Func<int> operation)
    {
        try
        {
            return operation();
        }
        catch (IOException e)
        {
            throw new LinkUnreachableException($"{_stream.Name}: {e.Message}", e);
        }
    }

    private static void SetRaw(string path, int baud)
    {
        var speed = baud.ToString(CultureInfo.InvariantCulture);
        string[] arguments = ["-F", path, speed, "raw", "-echo", "clocal", "-crtscts", "cs8", "-cstopb", "min", "0", "time", "1"];
        using var stty = Process.Start(new ProcessStartInfo("stty", arguments) { RedirectStandardError = true })
            ?? throw new LinkUnreachableException("cannot start stty");
        var error = stty.StandardError.ReadToEnd().Trim();
        stty.WaitForExit();
        if (stty.ExitCode != 0)
        {
            throw new LinkUnreachableException($"cannot set up {path}: {error}");
        }
    }
}
