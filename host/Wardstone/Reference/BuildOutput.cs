// SPDX-License-Identifier: MIT
// Computes the reference from the files of a build output: from the bytes of firmware.bin, an image or a text of sources, and of the
// configuration.
// manifest.json is only compared with them: where it says something else, the output does not fit together, and is refused.

using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Wardstone.Hid;
using Wardstone.Log;
using Wardstone.MeasuredBoot;

namespace Wardstone.Reference;

internal static class BuildOutput
{
    private const int ImageFileMax = 64 << 20;

    // The image header (hal/Build): magic, header version, image size, build id, board, firmware version, configuration
    // area, component table. It follows the vectors, whose number depends on the chip, so it is looked for.
    private const int HeaderSize = 108;
    private const int HeaderVersion = 2;
    private const int HeaderSearch = 16384;
    private const int BuildIdOffset = 12, BuildIdSize = 32;
    private const int BoardOffset = 44, BoardSize = 32;
    private const int VersionOffset = 76, VersionSize = 16;
    private const int ComponentsOffset = 100, ComponentsSizeOffset = 104;

    public static ReferenceManifest Read(string directory)
    {
        var image = ReadFile(directory, "firmware.bin");
        var text = ReadFile(directory, "init.hid");
        var reference = SourceImage.Read(new BytesRom(image)) is { } sources
            ? OfSources(sources, image, text)
            : OfImage(image, text, directory);
        Compare(Path.Combine(directory, "manifest.json"), reference, image.Length);
        return reference;
    }

    // Of a board that measures what the build says of it, by the firmware's own reader of that.
    private static ReferenceManifest OfSources(SourceImage sources, byte[] image, byte[] text) => new(
        sources.Board, sources.Version, sources.BuildId, Digests(image), Digests(text), Components(sources.Components(), text));

    private static ReferenceManifest OfImage(byte[] image, byte[] text, string directory)
    {
        var header = FindHeader(image);
        if (!text.AsSpan().SequenceEqual(ConfigText(ReadFile(directory, "config.bin"))))
        {
            throw new InvalidDataException("config.bin does not hold the text of init.hid");
        }

        return new ReferenceManifest(
            Name(header.Slice(BoardOffset, BoardSize)),
            Name(header.Slice(VersionOffset, VersionSize)),
            header.Slice(BuildIdOffset, BuildIdSize).ToArray(),
            Digests(image),
            Digests(text),
            Components(Table(image, header), text));
    }

    private static ReadOnlySpan<byte> FindHeader(byte[] image)
    {
        for (var at = 0; at < Math.Min(HeaderSearch, image.Length - HeaderSize); at += 4)
        {
            var header = image.AsSpan(at, HeaderSize);
            if (header[..4].SequenceEqual("WARD"u8)
                && BinaryPrimitives.ReadUInt32LittleEndian(header[4..]) == HeaderVersion
                && BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) == image.Length)
            {
                return header;
            }
        }

        throw new InvalidDataException("firmware.bin is no text of sources, and has no image header of version 2 with its own size");
    }

    private static byte[] Table(byte[] image, ReadOnlySpan<byte> header)
    {
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(header[ComponentsOffset..]);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(header[ComponentsSizeOffset..]);
        return offset <= image.Length && size <= image.Length - offset && size % ComponentTable.EntrySize == 0
            ? image.AsSpan((int)offset, (int)size).ToArray()
            : throw new InvalidDataException("the component table is not within firmware.bin");
    }

    // By the firmware's own readers of configuration and table; their results are measured, so they must be the same here.
    private static List<ComponentEvent> Components(byte[] table, byte[] text)
    {
        var set = new ComponentSet();
        if (!set.TryRead(new BytesRom(text)))
        {
            throw new InvalidDataException("init.hid cannot be read for the components that it starts");
        }

        return [.. Enumerable.Range(0, set.Count).Select(i => new ComponentEvent(
            set.NameAt(i), Code(table, set.NameAt(i), set.BinaryAt(i)), text.AsSpan(set.StartAt(i), set.LengthAt(i)).ToArray()))];
    }

    private static byte[] Code(byte[] table, string component, string binary) =>
        ComponentTable.Find(new BytesRom(table), binary) is var at and >= 0
            ? table.AsSpan(at, PcrPlan.CodeDigestSize).ToArray()
            : throw new InvalidDataException($"init.hid starts '{component}' with the binary '{binary}', which firmware.bin does not have");

    // config.bin: a little-endian u32, and that many bytes of text.
    private static byte[] ConfigText(byte[] config) =>
        config.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(config) == config.Length - sizeof(uint)
            ? config[sizeof(uint)..]
            : throw new InvalidDataException("the length at the start of config.bin is not that of its text");

    private static void Compare(string path, ReferenceManifest reference, int imageSize)
    {
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = manifest.RootElement;
            var image = root.GetProperty("image");
            Require("board", root, reference.Board);
            Require("version", root, reference.Version);
            Require("buildId", root, reference.BuildId);
            Require("size", image, imageSize.ToString(CultureInfo.InvariantCulture));
            foreach (var (bank, digest) in reference.Image)
            {
                Require(Hash.Name(bank), image, Convert.ToHexStringLower(digest));
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }

        void Require(string name, JsonElement of, string expected)
        {
            if (of.GetProperty(name).ToString() is var said && said != expected)
            {
                throw new InvalidDataException($"{path}: {name} is {said}, but firmware.bin has {expected}");
            }
        }
    }

    private static Dictionary<Tpm.TpmAlgId, byte[]> Digests(byte[] bytes) =>
        ReferenceManifest.Banks.ToDictionary(b => b, b => Hash.Of(b, bytes));

    private static string Name(ReadOnlySpan<byte> padded) => Encoding.Latin1.GetString(padded.TrimEnd((byte)0));

    private static byte[] ReadFile(string directory, string name)
    {
        var file = new FileInfo(Path.Combine(directory, name));
        return file.Length <= ImageFileMax
            ? File.ReadAllBytes(file.FullName)
            : throw new InvalidDataException($"{file.FullName} is longer than {ImageFileMax} bytes");
    }
}
