// SPDX-License-Identifier: MIT
// An event log in the TCG's crypto-agile format, parsed strictly (TCG PC Client Platform Firmware Profile, section 10).
// The bytes are the board's word: nothing here trusts a count or a length, or says that an event is true.
// What must hold: no bytes make it throw or allocate more than a small multiple of their number.

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;

namespace Wardstone.Log;

/// <summary>One event: what was extended into which PCR, one digest a bank.</summary>
/// <param name="Type">As it stands in the log; it may be none of the enum's.</param>
public sealed record TcgEvent(int Pcr, TcgEventType Type, IReadOnlyDictionary<TpmAlgId, byte[]> Digests, byte[] Data);

/// <summary>A parsed event log.</summary>
public sealed class TcgEventLog
{
    /// <summary>Longest log that is read, in bytes.</summary>
    public const int MaxLength = 1 << 20;

    private const int MaxBanks = 8;
    private const int MaxPcr = 23;
    private const int LegacyDigestSize = 20;

    private TcgEventLog(IReadOnlyList<TpmAlgId> banks, IReadOnlyList<TcgEvent> events)
    {
        Banks = banks;
        Events = events;
    }

    /// <summary>The algorithms of every event's digests, in the header's order.</summary>
    public IReadOnlyList<TpmAlgId> Banks { get; }

    /// <summary>The events after the header, in order.</summary>
    public IReadOnlyList<TcgEvent> Events { get; }

    /// <summary>Parses a whole log.</summary>
    /// <param name="reason">What is wrong and where, in words.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TcgEventLog? log, [NotNullWhen(false)] out string? reason)
    {
        log = null;
        if (bytes.Length > MaxLength)
        {
            reason = $"it is longer than {MaxLength} bytes";
            return false;
        }

        var reader = new Reader(bytes);
        try
        {
            var banks = ReadHeader(ref reader);
            var events = new List<TcgEvent>();
            while (reader.Left > 0)
            {
                events.Add(ReadEvent(ref reader, banks));
            }

            log = new TcgEventLog(banks, events);
            reason = null;
            return true;
        }
        catch (FormatException e)
        {
            reason = $"{e.Message}, before byte {reader.Offset}";
            return false;
        }
    }

    /// <summary>The PCRs after all events have been extended into PCRs at zero. EV_NO_ACTION extends nothing.</summary>
    public PcrValues Replay() =>
        PcrValues.After(Banks, Events.Where(e => e.Type != TcgEventType.NoAction).Select(e => (e.Pcr, e.Digests)));

    private static List<TpmAlgId> ReadHeader(ref Reader reader)
    {
        // TCG_PcrEvent: the old format, so that old parsers see one event that they may skip.
        Require(reader.U32() == 0 && reader.U32() == (uint)TcgEventType.NoAction, "the header is no EV_NO_ACTION of PCR 0");
        Require(!reader.Bytes(LegacyDigestSize).ContainsAnyExcept((byte)0), "the header's digest is not zero");
        var size = reader.Count(reader.Left);
        var end = reader.Left - size;

        // TCG_EfiSpecIdEvent.
        Require(reader.Bytes(16).SequenceEqual("Spec ID Event03\0"u8), "the signature is not Spec ID Event03");
        Require(reader.U32() == 0, "the platform class is not 0");
        Require(reader.U8() == 0 && reader.U8() == 2 && reader.U8() == 0, "the version is not 2.0 errata 0");
        Require(reader.U8() == 1, "the size of UINTN is not 1 (32 bits)");
        var count = reader.Count(MaxBanks);
        Require(count > 0, "the header names no algorithm");
        var banks = new List<TpmAlgId>();
        for (var i = 0; i < count; i++)
        {
            var bank = (TpmAlgId)reader.U16();
            Require(Hash.IsKnown(bank), $"algorithm {(ushort)bank:x4} is unknown");
            Require(reader.U16() == TpmHash.DigestSize(bank), $"{Hash.Name(bank)} has another digest size");
            Require(!banks.Contains(bank), $"{Hash.Name(bank)} is named twice");
            banks.Add(bank);
        }

        Require(reader.U8() == 0, "there is vendor information");
        Require(reader.Left == end, "the header's size is not that of its fields");
        return banks;
    }

    private static TcgEvent ReadEvent(ref Reader reader, List<TpmAlgId> banks)
    {
        var pcr = reader.U32();
        Require(pcr <= MaxPcr, $"PCR {pcr} does not exist");
        var type = (TcgEventType)reader.U32();
        Require(reader.U32() == banks.Count, "an event has more or fewer digests than the header has algorithms");
        var digests = new Dictionary<TpmAlgId, byte[]>();
        foreach (var bank in banks)
        {
            Require((TpmAlgId)reader.U16() == bank, "an event's digests are not in the header's order");
            digests.Add(bank, reader.Bytes(TpmHash.DigestSize(bank)).ToArray());
        }

        return new TcgEvent((int)pcr, type, digests, reader.Bytes(reader.Count(reader.Left)).ToArray());
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new FormatException(otherwise);
        }
    }

    // Little-endian fields; FormatException instead of a read past the end.
    private ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        private readonly int _length = bytes.Length;
        private ReadOnlySpan<byte> _rest = bytes;

        public readonly int Left => _rest.Length;

        public readonly int Offset => _length - _rest.Length;

        public byte U8() => Bytes(1)[0];

        public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

        public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

        public int Count(int most)
        {
            var count = U32();
            Require(count <= (uint)most, $"a count of {count} is too large");
            return (int)count;
        }

        public ReadOnlySpan<byte> Bytes(int count)
        {
            Require(count <= _rest.Length, "it ends in the middle of a field");
            var bytes = _rest[..count];
            _rest = _rest[count..];
            return bytes;
        }
    }
}
