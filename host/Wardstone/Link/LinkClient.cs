// SPDX-License-Identifier: MIT
// The host's end of the link (host/PROTOCOL.md). One request is outstanding at a time. What gets no answer is sent again
// with the same number, and the board answers a repeated number without running anything twice; so a retry is always safe.

using System.Security.Cryptography;
using System.Text;
using Wardstone.Log;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Link;

/// <summary>A copy of the board's event log.</summary>
/// <param name="Bytes">The log in TCG's binary form.</param>
/// <param name="Generation">As <see cref="ILinkService.ReadLog"/> gives it.</param>
public sealed record LogCopy(byte[] Bytes, uint Generation);

/// <summary>Asks a board over its link.</summary>
public sealed class LinkClient
{
    private const byte HostEndpoint = 0x08;
    private const int ReadSliceMs = 100;
    private const int PauseMs = 100;

    // Ends any frame that an earlier host left unfinished, wherever in it (host/PROTOCOL.md, "Frames").
    private static readonly byte[] s_flush = [SerialFraming.Flag, SerialFraming.Flag, SerialFraming.Flag];

    private readonly ICharDevice _terminal;
    private readonly MessageSender _sender;
    private readonly SerialDecoder _decoder = new();
    private readonly MessageAssembler _assembler = new(LinkProtocol.MaxMessage, requests: false);
    private uint _number = BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(4));
    private byte _tag;

    /// <param name="terminal">The line; while the client is used, nobody else reads or writes it.</param>
    public LinkClient(ICharDevice terminal)
    {
        _terminal = terminal;
        _sender = new MessageSender(terminal);
    }

    /// <summary>How long to wait for (the next packet of) an answer before asking again.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to keep asking.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Requests that were sent again, as they got no answer or a component was away.</summary>
    public int Retries { get; private set; }

    /// <summary>Reads the state of the board.</summary>
    public BoardStatus ReadStatus(CancellationToken cancellation = default)
    {
        var status = new BoardStatus();
        return status.CopyFrom(Request(LinkCommand.Status, [], cancellation)) ? status : throw LinkException.Malformed(LinkCommand.Status);
    }

    /// <summary>Reads the event log, part by part; from the start again when the board was reset meanwhile.</summary>
    /// <param name="progress">Gets the bytes read so far and the bytes in all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public LogCopy ReadLog(Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        var request = new PartRequest(LinkCommand.Log, "", TcgEventLog.MaxLength) { Progress = progress };
        var (bytes, generation) = PartReader.Read(this, request, cancellation)
            ?? throw new LinkException($"the board was reset {PartReader.Attempts} times while its log was read");
        return new LogCopy(bytes, generation);
    }

    /// <summary>Reads a report as it was submitted; from the start again when there is a newer one meanwhile.</summary>
    /// <param name="name">At most 31 printable ASCII characters; none for the list of reports.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>HID text; whether it is well formed is not looked at.</returns>
    public byte[] ReadReport(string name, CancellationToken cancellation = default) =>
        PartReader.Read(this, new PartRequest(LinkCommand.Report, name, HidReader.MaxLength), cancellation)?.Bytes
            ?? throw new LinkException($"the report '{name}' changed {PartReader.Attempts} times while it was read");

    /// <summary>Reads PCRs of one bank.</summary>
    /// <param name="hashAlg">TPM_ALG_ID of the bank.</param>
    /// <param name="selection">Bit n selects PCR n.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The values by rising PCR number, with nothing between them.</returns>
    public byte[] ReadPcrs(ushort hashAlg, uint selection, CancellationToken cancellation = default)
    {
        var payload = new byte[6];
        BigEndian.PutU16(payload, 0, hashAlg);
        BigEndian.PutU32(payload, 2, selection);
        return Request(LinkCommand.Pcrs, payload, cancellation);
    }

    /// <summary>Reads the attestation key's TPM2B_PUBLIC, its size field included.</summary>
    public byte[] ReadAttestationKey(CancellationToken cancellation = default) => Request(LinkCommand.AttestationKey, [], cancellation);

    /// <summary>Has the board's TPM sign PCR values together with a nonce.</summary>
    /// <param name="nonce">1 to 64 bytes that nobody could foresee.</param>
    /// <param name="hashAlg">TPM_ALG_ID of the bank.</param>
    /// <param name="selection">Bit n selects PCR n.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>TPM2B_ATTEST (Part 2, 10.12.13) and right after it TPMT_SIGNATURE (11.3.4), as the TPM gave them.</returns>
    public byte[] Quote(byte[] nonce, ushort hashAlg, uint selection, CancellationToken cancellation = default)
    {
        var payload = new byte[8 + nonce.Length];
        BigEndian.PutU16(payload, 0, hashAlg);
        BigEndian.PutU32(payload, 2, selection);
        BigEndian.PutU16(payload, 6, nonce.Length);
        nonce.CopyTo(payload, 8);
        return Request(LinkCommand.Quote, payload, cancellation);
    }

    /// <summary>Sends a request until the board answers it; where a component is away or a file in use, until it is there.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="payload">Of the request.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="work">How long the board may work on it: so much longer than <see cref="Timeout"/> is waited.</param>
    /// <returns>The payload of its response.</returns>
    /// <exception cref="LinkUnreachableException">No answer in time.</exception>
    /// <exception cref="BoardRefusedException">The answer's status is not Ok.</exception>
    public byte[] Request(LinkCommand command, byte[] payload, CancellationToken cancellation, TimeSpan work = default)
    {
        var patience = Timeout + work;
        var end = Deadline.After((int)patience.TotalMilliseconds);
        while (true)
        {
            var response = Ask(command, payload, patience, end, cancellation);
            var result = response[LinkProtocol.HeaderSize..];
            var status = LinkProtocol.GetStatus(response);
            if (status == LinkStatus.Ok)
            {
                return result;
            }

            // Only these two say that nothing was done yet.
            if (status is not (LinkStatus.Unavailable or LinkStatus.Busy) || end.HasPassed)
            {
                throw new BoardRefusedException(command, status, Text(result));
            }

            cancellation.WaitHandle.WaitOne(PauseMs);

            // The board repeats its answer to a number; a new one has it try again.
            Retries++;
        }
    }

    /// <summary>The text of a field that is padded with zeros; what is not printable ASCII becomes '?'.</summary>
    public static string Text(SpanByte field)
    {
        var text = new StringBuilder();
        for (var i = 0; i < field.Length && field[i] != 0; i++)
        {
            text.Append(field[i] is >= 0x20 and < 0x7F ? (char)field[i] : '?');
        }

        return text.ToString();
    }

    private byte[] Ask(LinkCommand command, byte[] payload, TimeSpan patience, Deadline end, CancellationToken cancellation)
    {
        var request = new byte[LinkProtocol.HeaderSize + payload.Length];
        LinkProtocol.PutHeader(request, (byte)command, LinkStatus.Ok, ++_number);
        payload.CopyTo(request, LinkProtocol.HeaderSize);
        do
        {
            Send(request);
            if (Receive(command, end, cancellation) is { } response)
            {
                return response;
            }

            Retries++;
        }
        while (!end.HasPassed);

        throw new LinkUnreachableException($"the board did not answer {command} within {patience.TotalSeconds:0.#} s");
    }

    private void Send(byte[] request)
    {
        _tag = (byte)((_tag + 1) & Packet.TagMask);
        var milliseconds = (int)AttemptTimeout.TotalMilliseconds;
        if (_terminal.Write(s_flush, milliseconds) == IoStatus.Ok)
        {
            _ = _sender.Send(request, Packet.NullEndpoint, HostEndpoint, (byte)(_tag | Packet.TagOwner), milliseconds);
        }
    }

    // The answer to this request, or null if none comes. Answers to earlier ones (late, or given twice) are passed over.
    private byte[]? Receive(LinkCommand command, Deadline end, CancellationToken cancellation)
    {
        var buffer = new byte[256];
        var attempt = Deadline.After((int)AttemptTimeout.TotalMilliseconds);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            _ = _terminal.Read(buffer, ReadSliceMs, out var count);
            for (var i = 0; i < count; i++)
            {
                if (!_decoder.Push(buffer[i]))
                {
                    continue;
                }

                attempt = Deadline.After((int)AttemptTimeout.TotalMilliseconds);
                if (_assembler.Push(_decoder.Packet, HostEndpoint) && IsAnswer(_assembler.Message, command))
                {
                    return _assembler.Message.ToArray();
                }
            }
        }
        while (!attempt.HasPassed && !end.HasPassed);

        return null;
    }

    private bool IsAnswer(SpanByte message, LinkCommand command) => LinkProtocol.IsOurs(message)
        && LinkProtocol.GetCommand(message) == ((byte)command | LinkProtocol.Response)
        && LinkProtocol.GetNumber(message) == _number;
}
