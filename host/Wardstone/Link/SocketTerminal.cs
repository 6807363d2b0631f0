// SPDX-License-Identifier: MIT
using System.Net.Sockets;
using Wardstone.Runtime;

namespace Wardstone.Link;

/// <summary>A socket as a terminal: how an emulated UART, or a serial port server, reaches the host.</summary>
public sealed class SocketTerminal : CharDevice, IDisposable
{
    private readonly Socket _socket;
    private readonly string _name;

    /// <param name="socket">A connected stream socket, closed by <see cref="Dispose"/>.</param>
    /// <param name="name">What error messages call it.</param>
    public SocketTerminal(Socket socket, string name)
    {
        _socket = socket;
        _name = name;
    }

    /// <summary>Connects to a socket in the file system.</summary>
    /// <exception cref="LinkUnreachableException">Nobody listens there.</exception>
    public static SocketTerminal Connect(string path) => Connect(
        new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
        socket => socket.Connect(new UnixDomainSocketEndPoint(path)),
        path);

    /// <summary>Connects to a TCP port.</summary>
    /// <exception cref="LinkUnreachableException">Nobody listens there.</exception>
    public static SocketTerminal Connect(string host, int port) => Connect(
        new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },
        socket => socket.Connect(host, port),
        $"{host}:{port}");

    private static SocketTerminal Connect(Socket socket, Action<Socket> connect, string name)
    {
        try
        {
            connect(socket);
            return new SocketTerminal(socket, name);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            socket.Dispose();
            throw new LinkUnreachableException($"cannot connect to {name}: {e.Message}", e);
        }
    }

    /// <exception cref="LinkUnreachableException">The other side closed the socket.</exception>
    public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
    {
        count = 0;
        try
        {
            if (!_socket.Poll(TimeSpan.FromMilliseconds(timeoutMs), SelectMode.SelectRead))
            {
                return IoStatus.Timeout;
            }

            var received = new byte[buffer.Length];
            count = _socket.Receive(received);
            new SpanByte(received, 0, count).CopyTo(buffer);
        }
        catch (SocketException e)
        {
            throw new LinkUnreachableException($"{_name}: {e.Message}", e);
        }

        return count > 0 ? IoStatus.Ok : throw new LinkUnreachableException($"{_name} was closed by the other side");
    }

    /// <exception cref="LinkUnreachableException">The other side closed the socket.</exception>
    public override IoStatus Write(SpanByte data, int timeoutMs)
    {
        _socket.SendTimeout = Math.Max(1, timeoutMs);
        try
        {
            _socket.Send(data.ToArray());
            return IoStatus.Ok;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            return IoStatus.Timeout;
        }
        catch (SocketException e)
        {
            throw new LinkUnreachableException($"{_name}: {e.Message}", e);
        }
    }

    public void Dispose() => _socket.Dispose();
}
