// SPDX-License-Identifier: MIT
// Turns the linked image into the files that the rest of the product reads: firmware.bin, firmware.hex, config.bin,
// init.hid, firmware.sym, manifest.json and size.txt.
// Must hold: firmware.bin is exactly what is loaded and measured, and its length is the header's image size.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Wardstone.ImageTool;

internal static class Outputs
{
    public static void Write(ILookup<string, string> arguments)
    {
        string One(string name) => arguments[name].Single();
        var output = One("output");
        var elf = new Elf(File.ReadAllBytes(Path.Combine(output, "firmware.elf")));
        var address = elf.Symbol("__image_start").Value;
        var image = Flatten(elf, address);
        if (address + image.Length != elf.Symbol("__image_end").Value)
        {
            throw new InvalidDataException($"firmware.bin has {image.Length} bytes, the header says {elf.Symbol("__image_end").Value - address}");
        }

        var configAddress = elf.Symbol("__config_start").Value;
        var configSize = elf.Symbol("__config_size").Value;
        var text = One("config").Length > 0 ? File.ReadAllBytes(One("config")) : [];
        if (text.Length + 4 > configSize)
        {
            throw new InvalidDataException($"the configuration has {text.Length} bytes, its area takes {configSize - 4}");
        }

        var config = new byte[text.Length + 4];
        Elf.Put(config, 0, (uint)text.Length);
        text.CopyTo(config, 4);

        var header = (int)(elf.Symbol("__image_header").Value - address);
        var buildId = Convert.ToHexStringLower(image.AsSpan(header + ImageHeader.BuildIdOffset, ImageHeader.BuildIdSize));

        var names = new Names(arguments["assembly"]);
        var functions = SymbolFile.Functions(elf, names);
        var sizes = new Sizes(elf, names, (uint)image.Length);
        DoubleCheck.Run(elf, functions);

        File.WriteAllBytes(Path.Combine(output, "firmware.bin"), image);
        File.WriteAllBytes(Path.Combine(output, "config.bin"), config);
        File.WriteAllBytes(Path.Combine(output, "init.hid"), text);
        File.WriteAllText(Path.Combine(output, "firmware.hex"), Hex([new(address, image), new(configAddress, config)]));
        File.WriteAllText(Path.Combine(output, "firmware.sym"), SymbolFile.Text(elf, functions, buildId));
        File.WriteAllText(Path.Combine(output, "size.txt"), sizes.Report(One("image"), buildId));
        File.WriteAllText(Path.Combine(output, "manifest.json"), JsonSerializer.Serialize(new
        {
            schema = 1,
            board = One("board"),
            version = One("version"),
            buildId,
            image = new
            {
                file = "firmware.bin",
                address = $"0x{address:x8}",
                size = image.Length,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(image)),
                sha384 = Convert.ToHexStringLower(SHA384.HashData(image)),
            },
            config = new { file = "config.bin", address = $"0x{configAddress:x8}", areaSize = configSize },
            sizes = new { flash = sizes.Flash, flashArea = sizes.FlashArea, ram = sizes.Variables + sizes.Stack, sizes.Variables, sizes.Stack, sizes.Heap, sizes.Parts },
        }, JsonOptions) + "\n");
    }

    private static JsonSerializerOptions JsonOptions { get; } = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    // The loadable segments at their load addresses, gaps filled with zeros.
    private static byte[] Flatten(Elf elf, uint address)
    {
        var end = elf.Segments.Max(segment => segment.LoadAddress + segment.Data.Length);
        var image = new byte[end - address];
        foreach (var segment in elf.Segments)
        {
            segment.Data.CopyTo(image, segment.LoadAddress - address);
        }

        return image;
    }

    // Intel HEX: 16 data bytes a record, an extended linear address record at the start and at each 64 KiB.
    private static string Hex(ElfSegment[] segments)
    {
        var text = new StringBuilder();
        foreach (var segment in segments)
        {
            for (uint at = 0; at < segment.Data.Length; at += 16)
            {
                var address = segment.LoadAddress + at;
                if (at == 0 || (address & 0xffff) < 16)
                {
                    Record(0, 4, [(byte)(address >> 24), (byte)(address >> 16)]);
                }

                Record((ushort)address, 0, segment.Data.AsSpan((int)at, Math.Min(16, segment.Data.Length - (int)at)));
            }
        }

        Record(0, 1, []);
        return text.ToString();

        void Record(ushort offset, byte type, ReadOnlySpan<byte> bytes)
        {
            byte[] record = [(byte)bytes.Length, (byte)(offset >> 8), (byte)offset, type, .. bytes];
            var checksum = (byte)-record.Sum(b => b);
            text.Append(CultureInfo.InvariantCulture, $":{Convert.ToHexString(record)}{checksum:X2}\n");
        }
    }
}
