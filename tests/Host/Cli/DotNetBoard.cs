// SPDX-License-Identifier: MIT
// The appliance of firmware/ on .NET, with a real software TPM and its link on a UNIX socket: all of the product but the chip.

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Wardstone.Appliance;
using Wardstone.Emulation;
using Wardstone.Runtime;
using Wardstone.Tests.Host.Link;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Cli;

/// <summary>A board that booted, and the build output that it says it booted from.</summary>
public sealed class DotNetBoard : IDisposable
{
    public const string Name = "dotnet-board";
    public const string Version = "9.8.7";
    public const string Config = "config | board: dotnet-board\n-\n";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ws");
    private readonly Swtpm _tpm;
    private readonly SwtpmSession _session;
    private readonly ListeningTerminal _link;
    private readonly Thread _thread;
    private volatile bool _stop;

    public DotNetBoard()
        : this(Config)
    {
    }

    /// <param name="config">The configuration that the board boots with; its build output has <see cref="Config"/>.</param>
    internal DotNetBoard(string config)
    {
        var image = new byte[4096];
        new Random(1).NextBytes(image);
        var header = image.AsSpan(0x100);
        "WARD"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], image.Length);
        BuildId.CopyTo(header[12..]);
        Padded(Name, 32).CopyTo(header[44..]);
        Padded(Version, 16).CopyTo(header[76..]);
        WriteBuildOutput(image);

        _tpm = Swtpm.StartDirect(_directory.CreateSubdirectory("tpm").FullName);
        _session = _tpm.Open();
        _link = new ListeningTerminal(LinkPath);
        var appliance = new Appliance.Appliance(new Platform
        {
            Board = Name,
            Version = Version,
            BuildId = BuildId,
            Image = new TextRom(image),
            Config = new TextRom(config),
            Tpm = _session,
            Link = _link,
            Log = new Silence(),
        });
        appliance.Boot();
        _thread = new Thread(() =>
        {
            while (!_stop)
            {
                appliance.Serve(20);
            }
        });
        _thread.Start();
    }

    public static byte[] BuildId { get; } = SHA256.HashData("a build"u8);

    public string LinkPath => Path.Combine(_directory.FullName, "link");

    public string BuildOutput => Path.Combine(_directory.FullName, "build");

    /// <summary>Ends the TPM at once.</summary>
    public void KillTpm() => _tpm.Kill();

    public void Dispose()
    {
        _stop = true;
        _thread.Join();
        _link.Dispose();
        _session.Dispose();
        _tpm.Dispose();
        _directory.Delete(recursive: true);
    }

    private void WriteBuildOutput(byte[] image)
    {
        var text = Encoding.ASCII.GetBytes(Config);
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        Directory.CreateDirectory(BuildOutput);
        Write("firmware.bin", image);
        Write("config.bin", [.. length, .. text]);
        Write("init.hid", text);
        Write("manifest.json", Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {
              "schema": 1, "board": "{{Name}}", "version": "{{Version}}", "buildId": "{{Convert.ToHexStringLower(BuildId)}}",
              "image": {
                "size": {{image.Length}},
                "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(image))}}",
                "sha384": "{{Convert.ToHexStringLower(SHA384.HashData(image))}}"
              }
            }
            """)));
    }

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(BuildOutput, name), bytes);

    private static byte[] Padded(string text, int size)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Array.Resize(ref bytes, size);
        return bytes;
    }

    private sealed class Silence : ILogSession
    {
        public void Write(SpanByte line)
        {
        }
    }
}
