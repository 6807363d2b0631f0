// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Wardstone.Emulation;
using Wardstone.Reference;

namespace Wardstone.Tests.Host.MeasuredBoot;

/// <summary>A build output as hal/Build writes it, of an image that is as long as a real one but says nothing.</summary>
public sealed class TestBuild : IDisposable
{
    public const string Board = "test-board";
    public const string Version = "1.2.3";

    private const int HeaderOffset = 0xA00;

    // Longer than a nanoFramework span, so that the image is measured in several slices.
    private const int ImageSize = 70_001;

    private readonly ScratchDirectory _directory = new();

    public TestBuild(string config = "config | board: test-board\n-\n")
    {
        Config = Encoding.UTF8.GetBytes(config);
        new Random(1).NextBytes(Image);
        new Random(2).NextBytes(BuildId);
        var header = Image.AsSpan(HeaderOffset);
        header[..100].Clear();
        "WARD"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], ImageSize);
        BuildId.CopyTo(header[12..]);
        Encoding.ASCII.GetBytes(Board).CopyTo(header[44..]);
        Encoding.ASCII.GetBytes(Version).CopyTo(header[76..]);

        var configArea = new byte[4 + Config.Length];
        BinaryPrimitives.WriteInt32LittleEndian(configArea, Config.Length);
        Config.CopyTo(configArea, 4);
        Write("firmware.bin", Image);
        Write("config.bin", configArea);
        Write("init.hid", Config);
        Write("manifest.json", JsonSerializer.SerializeToUtf8Bytes(new
        {
            schema = 1,
            board = Board,
            version = Version,
            buildId = Convert.ToHexStringLower(BuildId),
            image = new
            {
                file = "firmware.bin",
                address = "0x00000000",
                size = ImageSize,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(Image)),
                sha384 = Convert.ToHexStringLower(SHA384.HashData(Image)),
            },
        }));
    }

    public string Directory => _directory.FullPath;

    public byte[] Image { get; } = new byte[ImageSize];

    public byte[] Config { get; }

    public byte[] BuildId { get; } = new byte[32];

    public ReferenceManifest Reference => ReferenceManifest.Load(Directory);

    public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Directory, name));

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(Directory, name), bytes);

    public void Dispose() => _directory.Dispose();
}
