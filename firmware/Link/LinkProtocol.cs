// SPDX-License-Identifier: MIT
// Constants of the vendor-defined messages, and the layout of their header (host/PROTOCOL.md, "Messages").

using System;
using Wardstone.Runtime;

namespace Wardstone.Link
{
    /// <summary>The header that every request and response of Wardstone's own starts with.</summary>
    public static class LinkProtocol
    {
        /// <summary>MCTP message type "vendor defined, IANA" (DSP0239, table 1).</summary>
        public const byte MessageType = 0x7F;

        /// <summary>
        /// IANA's enterprise number for examples (RFC 5612). It belongs to nobody, so it can be mistaken for nobody; a product
        /// replaces it by its maker's own. Its third byte is a frame flag, which keeps the escaping in use.
        /// </summary>
        public const uint EnterpriseNumber = 32473;

        /// <summary>Version of these messages. It changes only when an older side could not understand a newer one.</summary>
        public const byte Version = 1;

        /// <summary>Set in the command byte of a response.</summary>
        public const byte Response = 0x80;

        /// <summary>Bytes before the payload.</summary>
        public const int HeaderSize = 12;

        /// <summary>Longest message in bytes, header included: a TPM's largest command or response fits, with room for a header.</summary>
        public const int MaxMessage = 65 * Packet.MaxPayload;

        /// <summary>Longest message that cannot lose packets unnoticed. Their numbers go from 0 to 3, so that four in a row can be missing
        /// from the middle of six; of five, the first or the last would be one of them.</summary>
        public const int SafeMessage = 5 * Packet.MaxPayload;

        /// <summary>Longest payload in bytes.</summary>
        public const int MaxPayload = MaxMessage - HeaderSize;

        /// <summary>Bytes of a request for a part (Log, Report, List, Read) before the name or path.</summary>
        public const int PartRequestSize = 6;

        /// <summary>Bytes of a response with a part before the part itself.</summary>
        public const int PartHeaderSize = 12;

        /// <summary>Longest name of a report.</summary>
        public const int MaxReportName = 31;

        /// <summary>Longest nonce of a quote: a TPM takes as much qualifyingData as its largest digest has (Part 2, 10.4.3).</summary>
        public const int MaxNonce = 64;

        /// <summary>Bytes of a Write request before the path. The last three are the lengths of the path and of what is written.</summary>
        public const int WriteRequestSize = 8;

        /// <summary>Bytes of a Transfer request before the path, likewise.</summary>
        public const int TransferRequestSize = 7;

        /// <summary>Bytes of a Transfer response before the response of the file: its length.</summary>
        public const int TransferHeaderSize = 2;

        /// <summary>Flags of a Write: make the file where there is none; empty it first.</summary>
        public const int WriteCreate = 1;

        /// <inheritdoc cref="WriteCreate"/>
        public const int WriteTruncate = 2;

        /// <summary>All flags of a Write.</summary>
        public const int WriteFlags = WriteCreate | WriteTruncate;

        /// <summary>Longest wait of a Transfer in milliseconds; what asks for more gets this. The heartbeat of the component that
        /// serves the link has to wait for longer.</summary>
        public const int MaxTransferMs = 40000;

        /// <summary>Bytes of a file's status: kind, rights, size, version.</summary>
        public const int FileStatusSize = 10;

        /// <summary>Rights in a file's status.</summary>
        public const int Readable = 1;

        /// <inheritdoc cref="Readable"/>
        public const int Writable = 2;

        /// <summary>Bytes of an entry of a directory before its name: the status, and the length of the name.</summary>
        public const int FileEntrySize = FileStatusSize + 1;

        /// <summary>Longest entry of a directory.</summary>
        public const int MaxFileEntry = FileEntrySize + FileStatus.MaxName;

        private const int EnterpriseOffset = 1;
        private const int VersionOffset = 5;
        private const int CommandOffset = 6;
        private const int StatusOffset = 7;
        private const int NumberOffset = 8;

        /// <summary>Writes the header.</summary>
        public static void PutHeader(SpanByte message, byte command, LinkStatus status, uint number)
        {
            message[0] = MessageType;
            BigEndian.PutU32(message, EnterpriseOffset, EnterpriseNumber);
            message[VersionOffset] = Version;
            message[CommandOffset] = command;
            message[StatusOffset] = (byte)status;
            BigEndian.PutU32(message, NumberOffset, number);
        }

        /// <summary>Writes what a response with a part has before it.</summary>
        public static void PutPartHeader(SpanByte result, uint version, uint whole, uint offset)
        {
            BigEndian.PutU32(result, 0, version);
            BigEndian.PutU32(result, 4, whole);
            BigEndian.PutU32(result, 8, offset);
        }

        /// <summary>Whether a message is long enough for the header, and of this vendor.</summary>
        public static bool IsOurs(SpanByte message) => message.Length >= HeaderSize && message[0] == MessageType
            && BigEndian.GetU32(message, EnterpriseOffset) == EnterpriseNumber;

        public static byte GetVersion(SpanByte message) => message[VersionOffset];

        public static byte GetCommand(SpanByte message) => message[CommandOffset];

        public static LinkStatus GetStatus(SpanByte message) => (LinkStatus)message[StatusOffset];

        public static uint GetNumber(SpanByte message) => BigEndian.GetU32(message, NumberOffset);
    }
}
