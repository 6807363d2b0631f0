// SPDX-License-Identifier: MIT
// A reference as a JSON file, for hosts that do not have the build output. The file holds the inputs; events and PCRs
// are computed from them when it is read, and the PCRs that it shows must be those.

using System.Text.Json;
using System.Text.Json.Serialization;
using Wardstone.Log;
using Wardstone.Tpm;

namespace Wardstone.Reference;

internal static class ReferenceFile
{
    private const int Schema = 1;
    private const int MaxFileLength = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
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
            if (content is not { Schema: Schema, Board: not null, Version: not null, BuildId: not null, Image: not null, Config: not null })
            {
                throw new InvalidDataException($"{path}: not a reference of schema {Schema}");
            }

            var reference = new ReferenceManifest(
                content.Board, content.Version, Convert.FromHexString(content.BuildId), Digests(content.Image), Digests(content.Config));
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
        SortedDictionary<string, SortedDictionary<string, string>> Pcrs);
}
