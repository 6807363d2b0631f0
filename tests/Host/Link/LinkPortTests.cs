// SPDX-License-Identifier: MIT
// The ways to a board: a UNIX socket, a TCP port and a serial device (here a pseudo terminal), each for one process at a time.

using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Link;

public sealed partial class LinkPortTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ASocketCarriesBytesBothWays()
    {
        using var board = new ListeningTerminal(SocketPath);
        using var port = Open($"unix:{SocketPath}");
        AssertCarries(port.Terminal, board);
    }

    [Fact]
    public void ATcpPortCarriesBytesBothWaysForOneProcess()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"tcp:{listener.LocalEndpoint}";
        using var port = Open(address);
        using var board = new SocketTerminal(listener.AcceptSocket(), "board");
        AssertCarries(port.Terminal, board);
        var e = Assert.Throws<LinkUnreachableException>(() => Open(address));
        Assert.Contains("is in use by another process", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheBoardsEndClosesIt()
    {
        var board = new ListeningTerminal(SocketPath);
        using var port = Open($"unix:{SocketPath}");
        board.Dispose();
        var e = Assert.Throws<LinkUnreachableException>(() => port.Terminal.Read(new byte[1], 5000, out _));
        Assert.Contains(SocketPath, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASecondProcessWaitsOrIsTold()
    {
        using var board = new ListeningTerminal(SocketPath);
        var first = Open($"unix:{SocketPath}");
        var e = Assert.Throws<LinkUnreachableException>(() => Open($"unix:{SocketPath}"));
        Assert.Contains("is in use by another process", e.Message, StringComparison.Ordinal);

        var second = Task.Run(() => LinkPort.Open($"unix:{SocketPath}", TimeSpan.FromSeconds(20), default));
        await Task.Delay(200);
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
    }

    [Theory]
    [InlineData("unix:/nowhere/link", "no such socket")]
    [InlineData("/nowhere/tty", "no such device")]
    [InlineData("/dev/null,fast", "expected unix:PATH, tcp:HOST:PORT or DEVICE[,BAUD]")]
    [InlineData("tcp:localhost", "expected unix:PATH, tcp:HOST:PORT")]
    [InlineData("tcp::3456", "expected unix:PATH, tcp:HOST:PORT")]
    [InlineData("tcp:localhost:65536", "expected unix:PATH, tcp:HOST:PORT")]
    [InlineData("tcp:127.0.0.1:1", "cannot connect to 127.0.0.1:1")]
    [InlineData("/dev/null", "/dev/null")]
    public void WhatCannotBeOpenedIsNamed(string address, string words)
    {
        var e = Assert.Throws<LinkUnreachableException>(() => Open(address));
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASerialDeviceIsRawAndExclusive()
    {
        using var master = new SafeFileHandle(posix_openpt(2), ownsHandle: true);
        Assert.Equal(0, grantpt(master));
        Assert.Equal(0, unlockpt(master));
        var name = new byte[100];
        Assert.Equal(0, ptsname_r(master, name, name.Length));
        var path = System.Text.Encoding.ASCII.GetString(name).TrimEnd('\0');

        using var port = Open($"{path},9600");
        using var board = new FileStream(master, FileAccess.ReadWrite, bufferSize: 0);
        AssertCarries(port.Terminal, new StreamTerminal(board));
        Assert.Equal(IoStatus.Timeout, port.Terminal.Read(new byte[1], 0, out _));
        var e = Assert.Throws<LinkUnreachableException>(() => Open(path));
        Assert.Contains("is in use by another process", e.Message, StringComparison.Ordinal);
    }

    private string SocketPath => Path.Combine(_directory.FullPath, "link");

    private static LinkPort Open(string address) => LinkPort.Open(address, TimeSpan.FromMilliseconds(100), default);

    // Every value, so that a terminal that is not raw shows: it would change or swallow CR, NL, ^C, ^D, ^S, ^Q, DEL.
    private static void AssertCarries(ICharDevice host, ICharDevice board)
    {
        var every = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        Assert.Equal(IoStatus.Ok, host.Write(every, 1000));
        Assert.Equal(every, ReadAll(board));
        Assert.Equal(IoStatus.Ok, board.Write(every, 1000));
        Assert.Equal(every, ReadAll(host));
    }

    private static byte[] ReadAll(ICharDevice terminal)
    {
        var all = new List<byte>();
        var buffer = new byte[100];
        while (all.Count < 256)
        {
            Assert.Equal(IoStatus.Ok, terminal.Read(buffer, 5000, out var count));
            all.AddRange(buffer[..count]);
        }

        return [.. all];
    }

    private sealed class StreamTerminal(Stream stream) : CharDevice
    {
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            var bytes = new byte[buffer.Length];
            count = stream.Read(bytes);
            new SpanByte(bytes, 0, count).CopyTo(buffer);
            return IoStatus.Ok;
        }

        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            stream.Write(data.ToArray());
            return IoStatus.Ok;
        }
    }

#pragma warning disable SYSLIB1054 // a source-generated import would need unsafe code
    [DllImport("libc")]
    private static extern int posix_openpt(int flags);

    [DllImport("libc")]
    private static extern int grantpt(SafeFileHandle master);

    [DllImport("libc")]
    private static extern int unlockpt(SafeFileHandle master);

    [DllImport("libc")]
    private static extern int ptsname_r(SafeFileHandle master, byte[] name, nint length);
#pragma warning restore SYSLIB1054
}
