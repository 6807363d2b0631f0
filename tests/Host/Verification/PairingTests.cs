// SPDX-License-Identifier: MIT
// The pairing file: what is written is read again, and nothing else is taken for one.

using System.Text.Json.Nodes;
using Wardstone.Emulation;
using Wardstone.Verification;

namespace Wardstone.Tests.Host.Verification;

public sealed class PairingTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();
    private readonly Forger _forger = new();
    private readonly Pairing _pairing;
    private readonly string _path;

    public PairingTests()
    {
        _pairing = new Pairing(_forger.Key, new TpmClock(ulong.MaxValue, 2, 3, true, ulong.MaxValue - 1));
        _path = Path.Combine(_directory.FullPath, "pairing.json");
        _pairing.Save(_path);
    }

    public void Dispose()
    {
        _forger.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void WhatIsSavedIsLoaded()
    {
        var loaded = Pairing.Load(_path);
        Assert.Equal(_pairing.AttestationKey, loaded.AttestationKey);
        Assert.Equal(_pairing.LastClock, loaded.LastClock);
        Assert.Matches("^([0-9a-f]{4} ){15}[0-9a-f]{4}$", loaded.Fingerprint);
        (_pairing with { LastClock = null }).Save(_path);
        Assert.Null(Pairing.Load(_path).LastClock);
        Assert.Single(Directory.GetFiles(_directory.FullPath));
    }

    [Fact]
    public void TheClockMovesOnlyWithAVerdictThatHasOne()
    {
        var clock = new TpmClock(1, 2, 3, true, 4);
        Assert.Same(_pairing, _pairing.After(new Verdict([], null)));
        Assert.Equal(clock, _pairing.After(new Verdict([], clock)).LastClock);
    }

    [Theory]
    [InlineData("schema", 2)]
    [InlineData("attestationKey", "")]
    [InlineData("attestationKey", "zz")]
    [InlineData("attestationKey", null)]
    [InlineData("name", "000b")]
    [InlineData("fingerprint", "")]
    [InlineData("lastClock", 7)]
    [InlineData("unknown", 1)]
    public void AChangedFileIsRefused(string member, object? value)
    {
        var file = JsonNode.Parse(File.ReadAllText(_path))!;
        file[member] = value is null ? null : JsonValue.Create(value);
        File.WriteAllText(_path, file.ToJsonString());
        Assert.Throws<InvalidDataException>(() => Pairing.Load(_path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"schema\":1")]
    public void AnotherFileIsRefused(string content)
    {
        File.WriteAllText(_path, content);
        Assert.Throws<InvalidDataException>(() => Pairing.Load(_path));
    }

    [Fact]
    public void AHugeFileIsRefused()
    {
        File.WriteAllText(_path, new string(' ', 1 << 17));
        Assert.Throws<InvalidDataException>(() => Pairing.Load(_path));
    }
}
