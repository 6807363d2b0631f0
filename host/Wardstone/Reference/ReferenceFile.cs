// SPDX-License-Identifier: MIT
// A reference as a JSON file, for hosts that do not have the build output. The file holds the inputs; events and PCRs
// are computed from them when it is read, and the PCRs that it shows must be those.

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Wardstone.Log;
using Wardstone.Tpm;

namespace Wardstone.Reference;

internal static class ReferenceFile
{
    private const int Schema = 2;
    private const int MaxFileLength = 256 * 1024;

    // Stanzas are UTF-8, as is all HID, so the file has them as text.
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static string Text(ReferenceManifest reference) => JsonSerializer.Serialize(Of(reference), Json) + "\n";

    public static ReferenceManifest Read(string path)
    {
        if (new FileInfo(path).Length > MaxFileLength)
        {
            throw new InvalidDataException($"{path}: too long for a reference");
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), Json);
            if (content is not
                {
                    Schema: Schema, Board: not null, Version: not null, BuildId: not null, Image: not null, Config: not null,
                    Components: not null,
                })
            {
                throw new InvalidDataException($"{path}: not a reference of schema {Schema}");
            }

            var reference = new ReferenceManifest(
                content.Board, content.Version, Convert.FromHexString(content.BuildId), Digests(content.Image), Digests(content.Config),
                [.. content.Components.Select(c =>
                    new ComponentEvent(c.Name ?? "", Convert.FromHexString(c.Code ?? ""), s_utf8.GetBytes(c.Stanza ?? "")))]);
            return JsonSerializer.Serialize(content.Pcrs, Json) == JsonSerializer.Serialize(Of(reference).Pcrs, Json)
                ? reference
                : throw new InvalidDataException($"{path}: the PCRs do not follow from the rest");
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    private static Content Of(ReferenceManifest reference) => new(
        Schema, reference.Board, reference.Version, reference.BuildId, Hex(reference.Image), Hex(reference.Config),
        [.. reference.Components.Select(c => new Component(c.Name, Convert.ToHexStringLower(c.Code), s_utf8.GetString(c.Stanza)))],
        new(ReferenceManifest.Banks.ToDictionary(
            Hash.Name, b => new SortedDictionary<string, string>(reference.Pcrs.All
                .Where(v => v.Bank == b)
                .ToDictionary(v => $"{v.Pcr}", v => Convert.ToHexStringLower(v.Value))))));

    private static SortedDictionary<string, string> Hex(IReadOnlyDictionary<TpmAlgId, byte[]> digests) =>
        new(digests.ToDictionary(d => Hash.Name(d.Key), d => Convert.ToHexStringLower(d.Value)));

    private static Dictionary<TpmAlgId, byte[]> Digests(SortedDictionary<string, string> hex) => hex.ToDictionary(
        d => Hash.Named(d.Key) ?? throw new FormatException($"{d.Key} is no bank"), d => Convert.FromHexString(d.Value ?? ""));

    private sealed record Content(
        int Schema,
        string Board,
        string Version,
        string BuildId,
        SortedDictionary<string, string> Image,
        SortedDictionary<string, string> Config,
        IReadOnlyList<Component> Components,
        SortedDictionary<string, SortedDictionary<string, string>> Pcrs);

    private sealed record Component(string Name, string Code, string Stanza);
}
