// SPDX-License-Identifier: MIT
using System.Net.Sockets;
using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Link;

/// <summary>The board's end of a UNIX socket: takes one client at a time, and loses what is sent without one, as QEMU does.</summary>
internal sealed class ListeningTerminal : CharDevice, IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private volatile Socket? _client;
    private volatile bool _isDisposed;
    private Thread? _watcher;

    public ListeningTerminal(string path)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
    }

    public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
    {
        count = 0;
        var wait = TimeSpan.FromMilliseconds(timeoutMs);
        if (_client is null && _listener.Poll(wait, SelectMode.SelectRead))
        {
            _client = _listener.Accept();
        }

        if (_client is null || !_client.Poll(wait, SelectMode.SelectRead))
        {
            return IoStatus.Timeout;
        }

        var received = new byte[buffer.Length];
        count = Try(client => client.Receive(received));
        new SpanByte(received, 0, count).CopyTo(buffer);
        if (count == 0)
        {
            _client.Dispose();
            _client = null;
        }

        return count > 0 ? IoStatus.Ok : IoStatus.Timeout;
    }

    public override IoStatus Write(SpanByte data, int timeoutMs)
    {
        var bytes = data.ToArray();
        _ = Try(client => client.Send(bytes));
        return IoStatus.Ok;
    }

    public override IoStatus Notify(Signal signal)
    {
        Assert.Null(_watcher);
        _watcher = new Thread(() => Watch(signal));
        _watcher.Start();
        return IoStatus.Ok;
    }

    public void Dispose()
    {
        _isDisposed = true;
        _watcher?.Join();
        _client?.Dispose();
        _listener.Dispose();
    }

    // Tells of what there is to read again and again, until it is read.
    private void Watch(Signal signal)
    {
        while (!_isDisposed)
        {
            try
            {
                if ((_client ?? _listener).Poll(TimeSpan.FromMilliseconds(20), SelectMode.SelectRead))
                {
                    signal.Submit();
                    Thread.Sleep(1);
                }
            }
            catch (ObjectDisposedException)
            {
                // The client went in this moment.
            }
        }
    }

    private int Try(Func<Socket, int> operation)
    {
        try
        {
            return _client is null ? 0 : operation(_client);
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
