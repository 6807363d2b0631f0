// SPDX-License-Identifier: MIT
// Turns the linked image into the files that the rest of the product reads: firmware.bin, firmware.hex, config.bin,
// init.hid, firmware.sym, sbom.json, manifest.json and size.txt.
// Must hold: firmware.bin is exactly what is loaded and measured, and its length is the header's image size.
using System.Security.Cryptography;
using System.Text.Json;

namespace Wardstone.ImageTool;

internal static class Outputs
{
    private static readonly JsonSerializerOptions JsonOptions =
        new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static void Write(ILookup<string, string> arguments)
    {
        string One(string name) => arguments[name].Single();
        var output = One("output");
        var elf = new Elf(File.ReadAllBytes(Path.Combine(output, "firmware.elf")));
        var address = elf.Symbol("__image_start").Value;
        var image = Flatten(elf, address);
        if (address + image.Length != elf.Symbol("__image_end").Value)
        {
            var size = elf.Symbol("__image_end").Value - address;
            throw new InvalidDataException($"firmware.bin has {image.Length} bytes, the header says {size}");
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
        File.WriteAllText(Path.Combine(output, "firmware.hex"), IntelHex.Text([new(address, image), new(configAddress, config)]));
        File.WriteAllText(Path.Combine(output, "firmware.sym"), SymbolFile.Text(elf, functions, names, buildId));
        File.WriteAllText(Path.Combine(output, "size.txt"), sizes.Report(One("image"), buildId));
        File.WriteAllText(Path.Combine(output, "sbom.json"), Json(new Sbom(arguments).Of(image, config)));
        File.WriteAllText(Path.Combine(output, "manifest.json"), Json(new
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
            sizes = new
            {
                flash = sizes.Flash,
                flashArea = sizes.FlashArea,
                ram = sizes.Variables + sizes.Stack + sizes.Kept + sizes.Dma,
                variables = sizes.Variables,
                stack = sizes.Stack,
                noinit = sizes.Kept,
                dma = sizes.Dma,
                heap = sizes.Heap,
                parts = sizes.Parts,
            },
        }));
    }

    private static string Json(object value) => JsonSerializer.Serialize(value, JsonOptions) + "\n";


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
}
