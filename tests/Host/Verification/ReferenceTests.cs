// SPDX-License-Identifier: MIT
// The reference: computed from the bytes of a build output, refused where they do not fit together, the same from a file.

using System.Text;
using System.Text.Json.Nodes;
using Wardstone.Log;
using Wardstone.Reference;
using Wardstone.Tests.Host.MeasuredBoot;
using Wardstone.Tpm;

namespace Wardstone.Tests.Host.Verification;

public sealed class ReferenceTests : IDisposable
{
    private readonly TestBuild _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public void ItTellsWhatTheImageHeaderSays()
    {
        var reference = _build.Reference;
        Assert.Equal(TestBuild.Board, reference.Board);
        Assert.Equal(TestBuild.Version, reference.Version);
        Assert.Equal(Convert.ToHexStringLower(_build.BuildId), reference.BuildId);
        Assert.Equal(Hash.Of(TpmAlgId.Sha256, _build.Image), reference.Image[TpmAlgId.Sha256]);
        Assert.Equal(Hash.Of(TpmAlgId.Sha384, _build.Config), reference.Config[TpmAlgId.Sha384]);
        Assert.Equal(10, reference.Events.Count);
        Assert.Equal(6, reference.Pcrs.All.Count());
    }

    [Fact]
    public void ASavedReferenceIsTheSame()
    {
        var path = Path.Combine(_build.Directory, "reference.json");
        _build.Reference.Save(path);
        Assert.Equal(_build.Reference.Pcrs.All, ReferenceManifest.Load(path).Pcrs.All);
        Assert.Equal(_build.Reference.BuildId, ReferenceManifest.Load(path).BuildId);
        Assert.Equal(_build.Reference.Components.Select(c => c.ToData()), ReferenceManifest.Load(path).Components.Select(c => c.ToData()));
    }

    [Theory]
    [InlineData("firmware.bin", 0)]
    [InlineData("firmware.bin", 0xA00)]
    [InlineData("firmware.bin", 0xA08)]
    [InlineData("firmware.bin", 0xA0C)]
    [InlineData("firmware.bin", 0xA2C)]
    [InlineData("firmware.bin", 70_000)]
    [InlineData("config.bin", 0)]
    [InlineData("config.bin", 3)]
    [InlineData("config.bin", 4)]
    [InlineData("init.hid", 0)]
    public void AChangedByteDoesNotFitTheRest(string file, int offset)
    {
        var bytes = _build.Read(file);
        bytes[offset] ^= 1;
        _build.Write(file, bytes);
        Assert.Throws<InvalidDataException>(() => _build.Reference);
    }

    [Theory]
    [InlineData(100, "the component table is not within firmware.bin")]
    [InlineData(104, "the component table is not within firmware.bin")]
    public void AComponentTableThatIsNotInTheImageIsRefused(int field, string words)
    {
        foreach (byte[] value in new byte[][] { [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [57, 0x11, 1, 0] })
        {
            value.CopyTo(_build.Image, 0xA00 + field);
            _build.Write("firmware.bin", _build.Image);
            Assert.Contains(words, Assert.Throws<InvalidDataException>(() => _build.Reference).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("config\n+ start a | binary: missing\n-\n", "starts 'a' with the binary 'missing', which firmware.bin does not have")]
    [InlineData("config\n+ start\n-\n", "cannot be read for the components")]
    [InlineData("config\n+ start a b | binary: init\n-\n", "'a b' is no component's name")]
    public void AConfigurationWhoseComponentsCannotBeKnownIsRefused(string config, string words)
    {
        using var build = new TestBuild(config);
        Assert.Contains(words, Assert.Throws<InvalidDataException>(() => build.Reference).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("board")]
    [InlineData("version")]
    [InlineData("buildId")]
    [InlineData("image.size")]
    [InlineData("image.sha256")]
    [InlineData("image.sha384")]
    public void AManifestThatSaysSomethingElseIsRefused(string member)
    {
        foreach (var value in new[] { JsonValue.Create("other"), null })
        {
            var manifest = JsonNode.Parse(_build.Read("manifest.json"))!;
            var names = member.Split('.');
            var parent = names.Length == 1 ? manifest : manifest[names[0]]!;
            parent[names[^1]] = value;
            _build.Write("manifest.json", Encoding.UTF8.GetBytes(manifest.ToJsonString()));
            Assert.Throws<InvalidDataException>(() => _build.Reference);
        }
    }

    [Theory]
    [InlineData("firmware.bin")]
    [InlineData("config.bin")]
    [InlineData("init.hid")]
    [InlineData("manifest.json")]
    public void AnEmptyOrMissingFileIsRefused(string file)
    {
        _build.Write(file, []);
        Assert.Throws<InvalidDataException>(() => _build.Reference);
        File.Delete(Path.Combine(_build.Directory, file));
        Assert.ThrowsAny<IOException>(() => _build.Reference);
    }

    [Theory]
    [InlineData("schema")]
    [InlineData("board")]
    [InlineData("version")]
    [InlineData("buildId")]
    [InlineData("image")]
    [InlineData("config")]
    [InlineData("components")]
    [InlineData("pcrs")]
    public void AChangedReferenceFileIsRefused(string member)
    {
        var path = Path.Combine(_build.Directory, "reference.json");
        _build.Reference.Save(path);
        JsonNode?[] values =
        [
            null,
            JsonValue.Create("1.2.4"),
            new JsonObject(),
            new JsonObject { ["sha256"] = "00" },
            new JsonObject { ["sha256"] = "00", ["SHA256"] = "00" },
        ];
        foreach (var value in values)
        {
            var file = JsonNode.Parse(File.ReadAllText(path))!;
            file[member] = value;
            var changed = path + ".changed";
            File.WriteAllText(changed, file.ToJsonString());
            Assert.Throws<InvalidDataException>(() => ReferenceManifest.Load(changed));
        }
    }
}
