// SPDX-License-Identifier: MIT
// A wire between LinkClient and LinkServer without threads: the board takes its turn whenever the host reads. What is
// written passes through an edit on its way, one call a frame, so that a test can lose, repeat, damage or delay it.

using Wardstone.Link;
using Wardstone.Runtime;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Link;

/// <summary>A board and the host's end of the wire to it.</summary>
internal sealed class DirectWire : CharDevice
{
    private readonly End _toBoard = new();
    private readonly End _toHost = new();
    private readonly LinkServer _server;

    /// <param name="attemptMs">How long the host waits for an answer: short where some are lost, long where none is.</param>
    /// <param name="messages">Who answers on the board; null for the examples' board.</param>
    public DirectWire(int attemptMs = 2, IMessageHandler? messages = null)
    {
        _server = new LinkServer(new BoardSide(this), [messages ?? new WardstoneMessages(Service, Files)]);
        Client = new LinkClient(this) { AttemptTimeout = TimeSpan.FromMilliseconds(attemptMs), Timeout = TimeSpan.FromSeconds(5) };
    }

    /// <summary>What happens to bytes on their way to the board, and to the host.</summary>
    public Func<byte[], IEnumerable<byte>> EditToBoard { get; set; } = bytes => bytes;

    public Func<byte[], IEnumerable<byte>> EditToHost { get; set; } = bytes => bytes;

    /// <summary>Most bytes that a read gives.</summary>
    public int ReadLimit { get; set; } = int.MaxValue;

    public ExampleService Service { get; } = new();

    public ExampleFiles Files { get; } = new();

    public LinkClient Client { get; }

    public LinkServer Server => _server;

    /// <summary>Puts bytes on the wire to the board as they are, and lets the board take them.</summary>
    public void InjectToBoard(IEnumerable<byte> bytes)
    {
        _toBoard.Put(bytes);
        while (_toBoard.Count > 0)
        {
            _server.Poll(0);
        }
    }

    /// <summary>Puts bytes on the wire to the host as they are.</summary>
    public void InjectToHost(IEnumerable<byte> bytes) => _toHost.Put(bytes);

    public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
    {
        _server.Poll(0);
        return _toHost.Take(buffer, ReadLimit, out count);
    }

    public override IoStatus Write(SpanByte data, int timeoutMs)
    {
        _toBoard.Put(EditToBoard(data.ToArray()));
        return IoStatus.Ok;
    }

    private sealed class BoardSide(DirectWire wire) : CharDevice
    {
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count) =>
            wire._toBoard.Take(buffer, wire.ReadLimit, out count);

        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            wire._toHost.Put(wire.EditToHost(data.ToArray()));
            return IoStatus.Ok;
        }
    }

    private sealed class End
    {
        private readonly Queue<byte> _bytes = new();

        public int Count => _bytes.Count;

        public void Put(IEnumerable<byte> bytes)
        {
            foreach (var value in bytes)
            {
                _bytes.Enqueue(value);
            }
        }

        public IoStatus Take(SpanByte buffer, int limit, out int count)
        {
            for (count = 0; count < Math.Min(buffer.Length, limit) && _bytes.TryDequeue(out var value); count++)
            {
                buffer[count] = value;
            }

            return count > 0 ? IoStatus.Ok : IoStatus.Timeout;
        }
    }
}
