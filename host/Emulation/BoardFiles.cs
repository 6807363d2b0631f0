// SPDX-License-Identifier: MIT
// The build output of one board (artifacts/boards/<board>), read into memory: the bytes that ship, and copies of them with a byte changed.

using System.Text;
using System.Text.Json;

namespace Wardstone.Emulation;

/// <summary>What the build made for one board.</summary>
public sealed record BoardFiles
{
    private BoardFiles(string directory, JsonElement manifest)
    {
        var image = manifest.GetProperty("image");
        var config = manifest.GetProperty("config");
        Directory = directory;
        Board = manifest.GetProperty("board").GetString()!;
        Image = File.ReadAllBytes(Path.Combine(directory, image.GetProperty("file").GetString()!));
        Config = File.ReadAllBytes(Path.Combine(directory, config.GetProperty("file").GetString()!));
        ConfigAddress = Address(config);
    }

    /// <summary>The folder it came from.</summary>
    public string Directory { get; }

    /// <summary>The board's name, as its folder in boards/.</summary>
    public string Board { get; }

    /// <summary>The exact bytes of firmware.bin.</summary>
    public byte[] Image { get; init; }

    /// <summary>The configuration area: u32 little-endian length, then that many bytes of HID text.</summary>
    public byte[] Config { get; init; }

    /// <summary>Where it goes in the board's memory.</summary>
    public uint ConfigAddress { get; }

    /// <summary>The executable with symbols, for a debugger.</summary>
    public string ElfPath => Path.Combine(Directory, "firmware.elf");

    /// <summary>The repository that this program was built in.</summary>
    /// <exception cref="IOException">There is none around it.</exception>
    public static string Root
    {
        get
        {
            var root = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(root.FullName, "Firmware.sln")))
            {
                root = root.Parent ?? throw new IOException($"{AppContext.BaseDirectory} is in no repository");
            }

            return root.FullName;
        }
    }

    /// <summary>Reads what was built for a board in the repository that this program was built in.</summary>
    /// <exception cref="IOException">It was not built.</exception>
    public static BoardFiles LoadBuilt(string board) => Load(Path.Combine(Root, "artifacts", "boards", board));

    /// <summary>Reads a folder of build output.</summary>
    /// <exception cref="IOException">It has no build output.</exception>
    public static BoardFiles Load(string directory)
    {
        var manifest = Path.Combine(directory, "manifest.json");
        if (!File.Exists(manifest))
        {
            throw new IOException($"no build output in {directory}: build the board first");
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(manifest));
        return new BoardFiles(Path.GetFullPath(directory), document.RootElement);
    }

    /// <summary>The same with one byte of the image changed.</summary>
    /// <param name="offset">Which, from the image's start.</param>
    /// <param name="mask">The bits to flip, not 0.</param>
    public BoardFiles WithImageByte(int offset, byte mask) => this with { Image = Flip(Image, offset, mask) };

    /// <summary>The same with one byte of the configuration area changed.</summary>
    public BoardFiles WithConfigByte(int offset, byte mask) => this with { Config = Flip(Config, offset, mask) };

    /// <summary>The same with another configuration.</summary>
    public BoardFiles WithConfigText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return this with { Config = [.. BitConverter.GetBytes(bytes.Length), .. bytes] };
    }

    /// <summary>Where a string literal of the firmware lies in the image (UTF-16, as the runtime keeps it).</summary>
    /// <exception cref="ArgumentException">It is not there.</exception>
    public int OffsetOfLiteral(string literal)
    {
        var offset = Image.AsSpan().IndexOf(Encoding.Unicode.GetBytes(literal));
        return offset >= 0 ? offset : throw new ArgumentException($"the image has no literal \"{literal}\"", nameof(literal));
    }

    private static byte[] Flip(byte[] bytes, int offset, byte mask)
    {
        ArgumentOutOfRangeException.ThrowIfZero(mask);
        var copy = (byte[])bytes.Clone();
        copy[offset] ^= mask;
        return copy;
    }

    // Addresses are JSON numbers, or strings such as "0x60000".
    private static uint Address(JsonElement part)
    {
        var address = part.GetProperty("address");
        return address.ValueKind == JsonValueKind.Number ? address.GetUInt32() : Convert.ToUInt32(address.GetString(), 16);
    }
}
