// SPDX-License-Identifier: MIT
// The board of the examples in host/PROTOCOL.md: a log of ten bytes, one report, PCR n full of the byte n, and a quote that is
// easy to tell apart. It counts what it is asked, so that a test sees what ran twice.

using System;
using Wardstone.Link;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    /// <summary>A service with made-up content.</summary>
    public sealed class ExampleService : ILinkService
    {
        private readonly byte[] _log = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };

        /// <summary>Quotes given so far.</summary>
        public int Quotes { get; private set; }

        /// <summary>Generation of the log; a test sets another to play a reset.</summary>
        public uint Generation { get; set; } = 0x11223344;

        /// <summary>Most bytes of the log or a report in one answer.</summary>
        public int Chunk { get; set; } = 1024;

        /// <summary>The report "example"; a test sets another to play a submission.</summary>
        public string Report { get; set; } = "example | n: 1\n-\n";

        /// <summary>Its version.</summary>
        public uint ReportVersion { get; set; } = 3;

        /// <summary>How often a component is away when it is asked for a report.</summary>
        public int Unavailable { get; set; }

        /// <summary>Set to refuse everything that needs a TPM.</summary>
        public bool TpmAbsent { get; set; }

        public LinkStatus ReadStatus(BoardStatus status)
        {
            status.Phase = TpmAbsent ? BoardPhase.Failed : BoardPhase.Ready;
            status.UptimeMs = 1500;
            status.LogLength = (uint)_log.Length;
            status.LogGeneration = Generation;
            BoardStatus.SetText(status.State, TpmAbsent ? "tpm-absent" : "ready");
            BoardStatus.SetText(status.Board, "example");
            BoardStatus.SetText(status.Version, "0.1.0");
            BoardStatus.SetText(status.Reason, TpmAbsent ? "nobody at 0x2e" : "");
            Fill(status.BuildId, 0xB1);
            return LinkStatus.Ok;
        }

        public LinkStatus ReadLog(int offset, SpanByte buffer, out int count, out int length, out uint generation)
        {
            length = _log.Length;
            generation = Generation;
            count = 0;
            if (offset > _log.Length)
            {
                return Refuse(LinkStatus.BadParameter, "past the end", buffer, out count);
            }

            count = _log.Length - offset;
            count = count < Chunk ? count : Chunk;
            count = count < buffer.Length ? count : buffer.Length;
            new SpanByte(_log, offset, count).CopyTo(buffer);
            return LinkStatus.Ok;
        }

        public LinkStatus ReadReport(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out uint version)
        {
            length = 0;
            version = name.Length == 0 ? 1 : ReportVersion;
            if (Unavailable > 0)
            {
                Unavailable--;
                return Refuse(LinkStatus.Unavailable, "report restarts", buffer, out count);
            }

            if (name.Length != 0 && !HidText.Is(name, "example"))
            {
                return Refuse(LinkStatus.BadParameter, "no such report", buffer, out count);
            }

            string text = name.Length == 0 ? "reports\n+ report example\n-\n" : Report;
            length = text.Length;
            count = 0;
            while (offset + count < length && count < Chunk && count < buffer.Length)
            {
                buffer[count] = (byte)text[offset + count];
                count++;
            }

            return LinkStatus.Ok;
        }

        public LinkStatus ReadPcrs(ushort hashAlg, uint selection, SpanByte digests, out int length)
        {
            length = 0;
            if (TpmAbsent)
            {
                return Refuse(LinkStatus.Failed, "nobody at 0x2e", digests, out length);
            }

            for (int pcr = 0; pcr < 24; pcr++)
            {
                if (((selection >> pcr) & 1) != 0)
                {
                    Fill(digests.Slice(length, 32), (byte)pcr);
                    length += 32;
                }
            }

            return LinkStatus.Ok;
        }

        public LinkStatus ReadAttestationKey(SpanByte publicArea, out int length)
        {
            length = 4;
            BigEndian.PutU16(publicArea, 0, 2);
            BigEndian.PutU16(publicArea, 2, 0x0023);
            return LinkStatus.Ok;
        }

        // TPM2B_ATTEST of the nonce alone, and a signature of two bytes: how many quotes were given.
        public LinkStatus Quote(SpanByte nonce, ushort hashAlg, uint selection, SpanByte quote, out int length)
        {
            Quotes++;
            BigEndian.PutU16(quote, 0, nonce.Length);
            nonce.CopyTo(quote.Slice(2, nonce.Length));
            BigEndian.PutU16(quote, 2 + nonce.Length, Quotes);
            length = 4 + nonce.Length;
            return LinkStatus.Ok;
        }

        private static LinkStatus Refuse(LinkStatus status, string reason, SpanByte buffer, out int length)
        {
            BoardStatus.SetText(buffer.Slice(0, reason.Length), reason);
            length = reason.Length;
            return status;
        }

        private static void Fill(SpanByte field, byte value)
        {
            for (int i = 0; i < field.Length; i++)
            {
                field[i] = value;
            }
        }
    }
}
