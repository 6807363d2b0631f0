// SPDX-License-Identifier: MIT
// Somebody on the wire between board and host, who may change what the board says. Every MCTP packet from the board goes
// through an edit and into a new frame with a right FCS, so only what is inside it differs. What the host says passes as it is.

using System.Net.Sockets;
using Wardstone.Link;

namespace Wardstone.Emulation;

/// <summary>Changes one MCTP packet in place, header and payload; its length stays.</summary>
public delegate void PacketEdit(byte[] packet);

/// <summary>A second link socket, behind which is the board's. Takes one client at a time, as the board does.</summary>
public sealed class LinkInterposer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly EmulatedBoard _board;
    private readonly PacketEdit _edit;
    private readonly Task _serving;

    /// <param name="board">The board; nobody else may be connected to its link.</param>
    /// <param name="path">Absolute path of the socket to make.</param>
    /// <param name="edit">Sees every packet that the board sends.</param>
    public LinkInterposer(EmulatedBoard board, string path, PacketEdit edit)
    {
        Address = $"unix:{path}";
        _board = board;
        _edit = edit;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _serving = Serve();
    }

    /// <summary>What a host connects to in place of the board's link.</summary>
    public string Address { get; }

    /// <summary>An edit that flips a bit wherever four bytes of <paramref name="digest"/> lie together in a packet. A digest that is
    /// cut by a packet's end still has four bytes on one side of it.</summary>
    public static PacketEdit FlipIn(byte[] digest) => packet =>
    {
        for (var i = 0; i + 4 <= digest.Length; i++)
        {
            var at = packet.AsSpan().IndexOf(digest.AsSpan(i, 4));
            if (at >= 0)
            {
                packet[at] ^= 1;
                return;
            }
        }
    };

    public void Dispose()
    {
        _stop.Cancel();
        _serving.Wait();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = new NetworkStream(await _listener.AcceptAsync(_stop.Token), ownsSocket: true);
                using var board = _board.OpenLink();
                using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                var pumps = new[] { client.CopyToAsync(board, end.Token), Edit(board, client, end.Token) };
                await Task.WhenAny(pumps);
                await end.CancelAsync();
                await Task.WhenAll(pumps).ContinueWith(_ => { }, TaskScheduler.Default); // either side may leave in the middle
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task Edit(Stream from, Stream to, CancellationToken cancel)
    {
        var decoder = new SerialDecoder();
        var frame = new byte[SerialFraming.MaxFrame];
        var buffer = new byte[256];
        int count;
        while ((count = await from.ReadAsync(buffer, cancel)) > 0)
        {
            foreach (var value in buffer.Take(count))
            {
                if (decoder.Push(value))
                {
                    var packet = decoder.Packet.ToArray();
                    _edit(packet);
                    await to.WriteAsync(frame.AsMemory(0, SerialFraming.Encode(packet, frame)), cancel);
                }
            }
        }
    }
}
