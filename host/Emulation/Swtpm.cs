// SPDX-License-Identifier: MIT
// A software TPM 2.0 (swtpm) as a child process. Its state outlives it, in its directory.

using System.Buffers.Binary;
using System.Net.Sockets;
using Wardstone.Runtime;

namespace Wardstone.Emulation;

/// <summary>A running swtpm: a control socket for QEMU, and, in direct mode, a command socket for .NET; or both on TCP.</summary>
public sealed class Swtpm : IDisposable
{
    private const string Control = "ctrl";
    private const string Commands = "cmd";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);
    private readonly ChildProcess _process;

    private Swtpm(ChildProcess process, string directory)
    {
        _process = process;
        Directory = directory;
    }

    /// <summary>Where its state and its sockets are.</summary>
    public string Directory { get; }

    /// <summary>The UNIX socket that QEMU's tpmdev connects to.</summary>
    public string ControlPath => Path.Combine(Directory, Control);

    /// <summary>Where one on TCP takes commands; its control channel is the next port.</summary>
    public int Port { get; private init; }

    private string CommandPath => Path.Combine(Directory, Commands);

    /// <summary>Starts one for QEMU, which powers it on itself.</summary>
    /// <param name="directory">
    /// Absolute path of an existing directory, short enough for a socket's name; kept state makes the same keys again.
    /// </param>
    public static Swtpm StartForQemu(string directory) => Start(directory, [Path.Combine(directory, Control)], []);

    /// <summary>Starts one that is powered on and takes commands through <see cref="Open"/>; TPM2_Startup is the caller's.</summary>
    public static Swtpm StartDirect(string directory)
    {
        string[] sockets = [Path.Combine(directory, Control), Path.Combine(directory, Commands)];
        return Start(directory, sockets, ["--server", $"type=unixio,path={sockets[1]}", "--flags", "not-need-init"]);
    }

    /// <summary>Starts one that is powered on and listens on this computer alone, for a simulator.</summary>
    /// <param name="directory">As for <see cref="StartForQemu"/>.</param>
    /// <param name="port">Where it takes commands; its control channel is the next one.</param>
    public static Swtpm StartTcp(string directory, out int port)
    {
        var tpm = FreePorts.Try(2, ports =>
        {
            string[] command =
            [
                "swtpm", "socket", "--tpm2", "--tpmstate", $"dir={directory}", "--flags", "not-need-init",
                "--server", $"type=tcp,port={ports},bindaddr=127.0.0.1", "--ctrl", $"type=tcp,port={ports + 1},bindaddr=127.0.0.1",
            ];
            var tpm = new Swtpm(ChildProcess.Start(Path.Combine(directory, "output"), directory, command), directory) { Port = ports };
            return tpm.WhenReady(() => FreePorts.IsTaken(ports) && FreePorts.IsTaken(ports + 1));
        });
        port = tpm.Port;
        return tpm;
    }

    /// <summary>Opens the command socket of one that was started in direct mode. One at a time.</summary>
    public SwtpmSession Open() => new(Connect(CommandPath));

    /// <summary>Cuts the power of a TPM in direct mode and puts it back (control command INIT).</summary>
    public void PowerCycle()
    {
        using var control = Connect(ControlPath);
        Span<byte> command = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32BigEndian(command, 2);
        control.Send(command);
        Span<byte> result = stackalloc byte[4];
        if (control.Receive(result) != 4 || BinaryPrimitives.ReadUInt32BigEndian(result) != 0)
        {
            throw new IOException("swtpm refused to power-cycle");
        }
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Lets it hang, in whatever it does, until it is killed.</summary>
    public void Pause() => _process.Signal("STOP");

    public void Dispose() => _process.Dispose();

    private static Swtpm Start(string directory, string[] sockets, string[] mode)
    {
        string[] command =
        [
            "swtpm", "socket", "--tpm2", "--tpmstate", $"dir={directory}",
            "--ctrl", $"type=unixio,path={sockets[0]}", .. mode,
        ];
        foreach (var stale in sockets)
        {
            File.Delete(stale);
        }

        var tpm = new Swtpm(ChildProcess.Start(Path.Combine(directory, "output"), directory, command), directory);
        return tpm.WhenReady(() => sockets.All(ChildProcess.Listens));
    }

    private Swtpm WhenReady(Func<bool> listens)
    {
        try
        {
            _process.WaitUntil(listens, StartTimeout, "swtpm's sockets");
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static Socket Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }
}

/// <summary>A TPM session straight to swtpm's command socket: raw commands, raw responses.</summary>
public sealed class SwtpmSession : CharDevice, IDisposable
{
    private readonly Socket _socket;

    internal SwtpmSession(Socket socket) => _socket = socket;

    public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
    {
        count = 0;
        _socket.ReceiveTimeout = timeoutMs;
        try
        {
            _socket.Send(write.ToArray());
            var buffer = new byte[4096];
            var length = 0;
            do
            {
                var received = _socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None);
                if (received == 0)
                {
                    return IoStatus.NotPresent;
                }

                length += received;
            }
            while (length < 10 || length < BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(2)));
            if (length > read.Length)
            {
                return IoStatus.TooLong;
            }

            new SpanByte(buffer, 0, length).CopyTo(read);
            count = length;
            return IoStatus.Ok;
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode == SocketError.TimedOut ? IoStatus.Timeout : IoStatus.NotPresent;
        }
    }

    public void Dispose() => _socket.Dispose();
}
