// SPDX-License-Identifier: MIT
// The report `faults` (host/PROTOCOL.md, "Reports") as values. The board's word: what it left out is null, and what is no number
// where one must be is refused.

using System.Globalization;
using Wardstone.Hid;

namespace Wardstone.Reports;

/// <summary>One fault on record.</summary>
/// <param name="Number">Counts faults since power was applied, as the board wrote it.</param>
/// <param name="BootsAgo">0 for this boot.</param>
/// <param name="Status">The processor's CFSR.</param>
/// <param name="Address">What was refused to be accessed.</param>
/// <param name="BuildId">Of the image that it happened in, in hexadecimal.</param>
/// <param name="Frames">Code addresses, the innermost first.</param>
public sealed record FaultReport(
    string Number,
    string Component,
    string Cause,
    uint? BootsAgo,
    uint? UptimeMs,
    uint? Status,
    uint? Address,
    string BuildId,
    IReadOnlyList<KeyValuePair<string, uint>> Registers,
    IReadOnlyList<uint> Frames)
{
    /// <summary>Name of the report.</summary>
    public const string Name = "faults";

    private const string Version = "1";

    // Thrown by a call, so that even the innermost address is where that call would return to.
    private bool IsThrown => Cause is "exception" or "index-out-of-range" or "out-of-memory";

    /// <summary>The address to name for a frame: where the processor was, or else the call before where it would return to.</summary>
    public uint NamedAddress(int frame)
    {
        var address = Frames[frame] & ~1u;
        return address == 0 || (frame == 0 && !IsThrown) ? address : address - 1;
    }

    /// <summary>Takes the faults out of a report, the oldest first.</summary>
    /// <exception cref="InvalidDataException">It is another report, of another version, or has what is no number.</exception>
    public static IReadOnlyList<FaultReport> Read(HidNode report) => report.Type == Name && report["version"] == Version
        ? [.. report.Children.Where(node => node.Type == "fault").Select(Of)]
        : throw new InvalidDataException($"this is no report '{Name}' of version {Version}");

    private static FaultReport Of(HidNode fault) => new(
        fault.Name,
        fault["component"] ?? "",
        fault["cause"] ?? "",
        Optional(fault["boots_ago"]),
        Optional(fault["uptime_ms"]),
        Optional(fault["status"]),
        Optional(fault["address"]),
        fault["build_id"] ?? "",
        [.. Parts(fault, "registers").SelectMany(node => node.Attributes).Select(r => KeyValuePair.Create(r.Key, Word(r.Value)))],
        [.. Parts(fault, "frames").SelectMany(node => node.Content).Select(line => Word(line.Trim()))]);

    private static IEnumerable<HidNode> Parts(HidNode fault, string type) => fault.Children.Where(node => node.Type == type);

    private static uint? Optional(string? text) => text is null ? null : Word(text);

    private static uint Word(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.Ordinal);
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return uint.TryParse(isHex ? text.AsSpan(2) : text, style, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new InvalidDataException($"'{text}' is no number of 32 bits");
    }
}
