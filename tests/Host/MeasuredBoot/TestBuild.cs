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

    /// <summary>A component, and a subsystem with another one in it.</summary>
    public const string DefaultConfig = """
        config | board: test-board
        + start uart_log | binary: uart_log | ram: 4K
          + route | + any-service | + parent
        . what the worker is for
        + start sub
          binary: init
          + config
            + start worker | binary: worker | . of the subsystem
              + config | + start no_component
        -

        """;

    private const int HeaderOffset = 0xA00;
    private const int TableOffset = 0xC00;

    // Longer than a nanoFramework span, so that the image is measured in several slices.
    private const int ImageSize = 70_001;

    private readonly ScratchDirectory _directory = new();

    public TestBuild(string config = DefaultConfig)
    {
        Config = Encoding.UTF8.GetBytes(config);
        new Random(1).NextBytes(Image);
        new Random(2).NextBytes(BuildId);
        var header = Image.AsSpan(HeaderOffset);
        header[..108].Clear();
        "WARD"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], ImageSize);
        BuildId.CopyTo(header[12..]);
        Encoding.ASCII.GetBytes(Board).CopyTo(header[44..]);
        Encoding.ASCII.GetBytes(Version).CopyTo(header[76..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[100..], TableOffset);
        BinaryPrimitives.WriteInt32LittleEndian(header[104..], Components.Length);
        Components.CopyTo(Image, TableOffset);

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

    /// <summary>The image's component table; the digest of each binary's code is that of its name.</summary>
    public byte[] Components { get; } =
        [.. Appliance.Binaries.All().Select(binary => binary.Name).Append("init").Append("worker").SelectMany(name => (byte[])
            [.. Encoding.ASCII.GetBytes(name), .. new byte[24 - name.Length], .. CodeOf(name)])];

    public byte[] BuildId { get; } = new byte[32];

    /// <summary>The digest of a binary's code.</summary>
    public static byte[] CodeOf(string binary) => SHA256.HashData(Encoding.ASCII.GetBytes(binary));

    public ReferenceManifest Reference => ReferenceManifest.Load(Directory);

    public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Directory, name));

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(Directory, name), bytes);

    public void Dispose() => _directory.Dispose();
}
