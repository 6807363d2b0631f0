// SPDX-License-Identifier: MIT
// The board's side of Wardstone's own messages: checks a request, has the service do it, and keeps the response. A
// request that comes again with the number of the one before gets the same response again and runs nothing, so a host
// may repeat what it got no answer to. A message that is not ours, or no request, gets no answer (a response to a
// response could go on for ever).

using System;
using Wardstone.Runtime;

namespace Wardstone.Link
{
    /// <summary>Message type 0x7F: status, log, reports, PCRs, attestation key, quote, and files.</summary>
    public sealed class WardstoneMessages : IMessageHandler
    {
        private readonly ILinkService _service;
        private readonly FileCommands _files;
        private readonly BoardStatus _status = new BoardStatus();
        private readonly byte[] _response = new byte[LinkProtocol.MaxMessage];
        private int _responseLength;
        private uint _number;
        private byte _command;

        /// <param name="service">What the board does for its host.</param>
        /// <param name="files">The files that the host sees; null for none.</param>
        public WardstoneMessages(ILinkService service, IFileSystemSession files)
        {
            _service = service;
            _files = new FileCommands(files);
        }

        public byte MessageType => LinkProtocol.MessageType;

        /// <summary>None: DSP0236 leaves the versions of vendor-defined messages to the vendor.</summary>
        public uint Version => 0;

        public SpanByte Handle(SpanByte request)
        {
            if (!LinkProtocol.IsOurs(request) || (LinkProtocol.GetCommand(request) & LinkProtocol.Response) != 0)
            {
                return SpanByte.Empty;
            }

            uint number = LinkProtocol.GetNumber(request);
            byte command = LinkProtocol.GetCommand(request);
            bool repeated = _responseLength > 0 && number == _number && command == _command;
            if (!repeated)
            {
                _number = number;
                _command = command;
                Run(request);
            }

            return new SpanByte(_response, 0, _responseLength);
        }

        private void Run(SpanByte request)
        {
            LinkStatus status = LinkStatus.BadVersion;
            int length = 0;
            if (LinkProtocol.GetVersion(request) == LinkProtocol.Version)
            {
                status = Execute(request.Slice(LinkProtocol.HeaderSize), out length);
            }

            LinkProtocol.PutHeader(_response, (byte)(_command | LinkProtocol.Response), status, _number);
            _responseLength = LinkProtocol.HeaderSize + length;
        }

        private LinkStatus Execute(SpanByte payload, out int length)
        {
            SpanByte result = new SpanByte(_response, LinkProtocol.HeaderSize, LinkProtocol.MaxPayload);
            length = 0;
            switch ((LinkCommand)_command)
            {
                case LinkCommand.Status:
                    return payload.Length == 0 ? Status(result, out length) : LinkStatus.BadLength;

                case LinkCommand.Log:
                    return payload.Length == LinkProtocol.PartRequestSize ? Part(payload, result, out length) : LinkStatus.BadLength;

                case LinkCommand.Report:
                    return payload.Length >= LinkProtocol.PartRequestSize
                        && payload.Length <= LinkProtocol.PartRequestSize + LinkProtocol.MaxReportName
                        ? Part(payload, result, out length)
                        : LinkStatus.BadLength;

                case LinkCommand.Pcrs:
                    return payload.Length == 6 ? Pcrs(payload, result, out length) : LinkStatus.BadLength;

                case LinkCommand.AttestationKey:
                    return payload.Length == 0 ? _service.ReadAttestationKey(result, out length) : LinkStatus.BadLength;

                case LinkCommand.Quote:
                    return payload.Length >= 8 ? Quote(payload, result, out length) : LinkStatus.BadLength;

                default:
                    return _files.Execute((LinkCommand)_command, payload, result, out length);
            }
        }

        private LinkStatus Status(SpanByte result, out int length)
        {
            _status.Clear();
            LinkStatus status = _service.ReadStatus(_status);
            _status.MessageLimit = LinkProtocol.MaxMessage;
            _status.CopyTo(result);
            length = status == LinkStatus.Ok ? BoardStatus.Size : 0;
            return status;
        }

        // u32 offset, u16 most bytes, the report's name -> u32 generation or version, u32 length of the whole, u32 offset, bytes
        private LinkStatus Part(SpanByte payload, SpanByte result, out int length)
        {
            uint offset = BigEndian.GetU32(payload, 0);
            int most = BigEndian.GetU16(payload, 4);
            int room = LinkProtocol.MaxPayload - LinkProtocol.PartHeaderSize;
            length = 0;
            if (offset > int.MaxValue)
            {
                return LinkStatus.BadParameter;
            }

            SpanByte bytes = result.Slice(LinkProtocol.PartHeaderSize, most < room ? most : room);
            SpanByte name = payload.Slice(LinkProtocol.PartRequestSize);
            LinkStatus status = (LinkCommand)_command == LinkCommand.Log
                ? _service.ReadLog((int)offset, bytes, out int count, out int whole, out uint version)
                : _service.ReadReport(name, (int)offset, bytes, out count, out whole, out version);
            if (status != LinkStatus.Ok)
            {
                // The reason takes the place of the header. Moving down, a byte is read before it is written over.
                bytes.Slice(0, count).CopyTo(result);
                length = count;
                return status;
            }

            LinkProtocol.PutPartHeader(result, version, (uint)whole, offset);
            length = LinkProtocol.PartHeaderSize + count;
            return LinkStatus.Ok;
        }

        // u16 hash algorithm, u32 selection -> the digests
        private LinkStatus Pcrs(SpanByte payload, SpanByte result, out int length)
        {
            length = 0;
            uint selection = BigEndian.GetU32(payload, 2);
            return IsSelection(selection)
                ? _service.ReadPcrs(BigEndian.GetU16(payload, 0), selection, result, out length)
                : LinkStatus.BadParameter;
        }

        // u16 hash algorithm, u32 selection, u16 length of the nonce, nonce -> TPM2B_ATTEST, TPMT_SIGNATURE
        private LinkStatus Quote(SpanByte payload, SpanByte result, out int length)
        {
            length = 0;
            uint selection = BigEndian.GetU32(payload, 2);
            int nonceLength = BigEndian.GetU16(payload, 6);
            if (payload.Length != 8 + nonceLength)
            {
                return LinkStatus.BadLength;
            }

            return IsSelection(selection) && nonceLength > 0 && nonceLength <= LinkProtocol.MaxNonce
                ? _service.Quote(payload.Slice(8), BigEndian.GetU16(payload, 0), selection, result, out length)
                : LinkStatus.BadParameter;
        }

        private static bool IsSelection(uint selection) => selection != 0 && selection <= 0xFFFFFF;
    }
}
