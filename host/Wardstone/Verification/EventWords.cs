// SPDX-License-Identifier: MIT
// Events, digests and selections in words. Bytes from the board are shown as text only where they are printable ASCII, so
// that a log cannot write to the terminal of the one who reads the verdict.

using System.Buffers.Binary;
using System.Text;
using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Reference;
using Wardstone.Tpm;

namespace Wardstone.Verification;

/// <summary>Events in words.</summary>
public static class EventWords
{
    /// <summary>The TCG's name of an event type; a number for a type that no Wardstone log has.</summary>
    public static string Name(TcgEventType type) => type switch
    {
        TcgEventType.NoAction => "EV_NO_ACTION",
        TcgEventType.Separator => "EV_SEPARATOR",
        TcgEventType.EventTag => "EV_EVENT_TAG",
        TcgEventType.SCrtmVersion => "EV_S_CRTM_VERSION",
        TcgEventType.NonHostCode => "EV_NONHOST_CODE",
        TcgEventType.NonHostConfig => "EV_NONHOST_CONFIG",
        TcgEventType.NonHostInfo => "EV_NONHOST_INFO",
        _ => $"unknown type {(uint)type:x8}",
    };

    /// <summary>What an event's data says.</summary>
    public static string Content(TcgEventType type, ReadOnlySpan<byte> data)
    {
        switch (type)
        {
            case TcgEventType.SCrtmVersion when data.Length == PcrPlan.VersionSize + PcrPlan.BuildIdSize:
                return $"version {Words.Text(data[..PcrPlan.VersionSize])}, build {Convert.ToHexStringLower(data[PcrPlan.VersionSize..])}";
            case TcgEventType.EventTag when ComponentEvent.TryRead(type, data, out var component):
                return $"{Words.Text(component.Name)}: {ComponentWords.Of(component)}";
            case TcgEventType.Separator when data.Length == sizeof(uint):
                var value = BinaryPrimitives.ReadUInt32LittleEndian(data);
                return value == PcrPlan.SeparatorOk ? "closed"
                    : value == PcrPlan.SeparatorError ? "closed after an error"
                    : $"closed with {value:x8}";
            default:
                return Words.Text(data);
        }
    }

    internal static string Place(int pcr, TcgEventType type, ReadOnlySpan<byte> data)
    {
        var what = ComponentEvent.TryRead(type, data, out var component) ? $"the component {Words.Text(component.Name)}" : Name(type);
        return $"{what} in PCR {pcr}";
    }

    internal static string Of(ReferenceEvent e) => e.Type switch
    {
        TcgEventType.NonHostCode or TcgEventType.NonHostConfig => $"{Words.Text(e.Data)}, sha256 {Words.Short(e.Digests[TpmAlgId.Sha256])}",
        TcgEventType.EventTag when ComponentEvent.TryRead(e.Type, e.Data, out var component) => ComponentWords.Of(component),
        TcgEventType.Separator => "every PCR of the plan was closed after its last event",
        _ => Content(e.Type, e.Data),
    };

    internal static string Difference(TcgEvent found, ReferenceEvent expected)
    {
        if (expected.Type == TcgEventType.Separator && found.Data.AsSpan() is [1, 0, 0, 0])
        {
            return $"the board closed PCR {found.Pcr} with an error: its measured boot did not come to its end";
        }

        if (ComponentEvent.TryRead(found.Type, found.Data, out var runs)
            && ComponentEvent.TryRead(expected.Type, expected.Data, out var due)
            && ComponentWords.Difference(runs, due) is { } which)
        {
            return which;
        }

        if (!found.Data.AsSpan().SequenceEqual(expected.Data))
        {
            return $"the board says \"{Content(found.Type, found.Data)}\", the reference says \"{Content(expected.Type, expected.Data)}\"";
        }

        var bank = found.Digests.First(d => !d.Value.AsSpan().SequenceEqual(expected.Digests.GetValueOrDefault(d.Key))).Key;
        var has = $"{Words.Text(expected.Data)} on the board has {Hash.Name(bank)} {Words.Hex(found.Digests[bank])}";
        return $"{has}, the reference says {Words.Hex(expected.Digests.GetValueOrDefault(bank))}";
    }
}

internal static class Words
{
    private const int ShortBytes = 8;
    private const int MostText = 64;

    public static string Hex(byte[]? bytes) => bytes is null ? "nothing" : Convert.ToHexStringLower(bytes);

    public static string Short(byte[]? bytes) =>
        bytes is null || bytes.Length <= ShortBytes ? Hex(bytes) : Convert.ToHexStringLower(bytes.AsSpan(0, ShortBytes)) + "...";

    /// <summary>ASCII up to the first padding NUL; hexadecimal if any of it is not printable, or there is very much of it.</summary>
    public static string Text(ReadOnlySpan<byte> bytes, int most = MostText)
    {
        var text = bytes.TrimEnd((byte)0);
        return text.Length <= most && !text.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? Encoding.ASCII.GetString(text)
            : Convert.ToHexStringLower(bytes.Length <= MostText ? bytes : bytes[..MostText]);
    }

    /// <summary>The same of text that was read a character a byte.</summary>
    public static string Text(string latin1) => Text(Encoding.Latin1.GetBytes(latin1));

    public static string Of(TpmAlgId bank, int pcr) => $"PCR {pcr} ({Hash.Name(bank)})";

    public static string Of(IEnumerable<PcrSelection> selection) =>
        string.Join(" and ", selection.Select(s => $"{Hash.Name(s.Bank)}:{string.Join(',', PcrValues.Numbers(s.Pcrs))}"));
}
