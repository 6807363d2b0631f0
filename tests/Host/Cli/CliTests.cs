// SPDX-License-Identifier: MIT
// The command wardstone, run as a person runs it, against the appliance with a real TPM.

using System.Text.Json;
using Wardstone.Reference;
using Wardstone.Tests.Host.MeasuredBoot;
using Wardstone.Tpm;

namespace Wardstone.Tests.Host.Cli;

public sealed class CliTests(DotNetBoard board) : IClassFixture<DotNetBoard>, IDisposable
{
    private const int Components = 7; // of NetAppliance's configuration

    private readonly Tool _tool = new(board.LinkPath);

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void PairsThenTrusts()
    {
        AssertOk(_tool.Run("pair", "--reference", board.BuildOutput));
        var attest = AssertOk(_tool.Run("attest"));
        Assert.Contains("TRUSTED", attest.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("FAILED", attest.Text, StringComparison.Ordinal);
        AssertReadable(attest.Text);

        var json = AssertOk(_tool.Run("attest", "--json")).Json;
        AssertFields(json, "schema", "trusted", "reference", "fingerprint", "checks");
        Assert.True(json.GetProperty("trusted").GetBoolean());
        Assert.Equal(TestBuild.Board, json.GetProperty("reference").GetProperty("board").GetString());
        Assert.All(json.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("passed").GetBoolean()));
    }

    [Fact]
    public void AnotherConfigurationIsNotTrusted()
    {
        using var other = new DotNetBoard(config => config + " ");
        using var tool = new Tool(other.LinkPath);
        AssertOk(tool.Run("pair", "--reference", other.BuildOutput));
        var attest = tool.Run("attest");
        Assert.Equal(3, attest.ExitCode);
        Assert.Contains("NOT TRUSTED", attest.Text, StringComparison.Ordinal);
        Assert.Contains("\n  configuration: init.hid on the board has sha256", attest.Text, StringComparison.Ordinal);

        var failed = tool.Run("attest", "--json").Json.GetProperty("checks").EnumerateArray()
            .Where(check => !check.GetProperty("passed").GetBoolean())
            .Select(check => check.GetProperty("name").GetString());
        Assert.Equal(["configuration", "pcr-reference"], failed);
    }

    [Fact]
    public void AComponentWithAnotherStanzaIsNotTrustedAndNamed()
    {
        using var other = new DotNetBoard(config => config.Replace("start vfs | ram: 32K", "start vfs | ram: 36K"));
        using var tool = new Tool(other.LinkPath);
        AssertOk(tool.Run("pair", "--reference", other.BuildOutput));
        var attest = tool.Run("attest");
        Assert.Equal(3, attest.ExitCode);
        Assert.Contains(
            "\n  component:vfs: its stanza in init.hid differs, line 1 of it is \"+ start vfs | ram: 36K\", "
            + "the reference says \"+ start vfs | ram: 32K\"\n",
            attest.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain("component:i2c:", attest.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ShowsTheComponents()
    {
        var tree = AssertOk(_tool.Run("report", "init"));
        Assert.Equal(3 + Components, tree.Text.TrimEnd().Split('\n').Length);
        Assert.Matches(@"\n  measured_boot +running +", tree.Text);
        AssertReadable(tree.Text);
        foreach (var report in new[] { "heaps", "threads" })
        {
            AssertReadable(AssertOk(_tool.Run("report", report)).Text);
        }

        Assert.Equal("init\nheaps\nthreads\nfaults\n", AssertOk(_tool.Run("report")).Text);
        Assert.Equal("no faults on record\n", AssertOk(_tool.Run("faults")).Text);
    }

    [Fact]
    public void AnotherBoardIsNeitherTrustedNorPairedByMistake()
    {
        AssertOk(_tool.Run("pair", "--reference", board.BuildOutput));
        var pairing = File.ReadAllText(Path.Combine(_tool.State, "pairing.json"));
        using var other = new DotNetBoard();
        string[] link = ["--link", $"unix:{other.LinkPath}"];
        var attest = _tool.Run(["attest", .. link]);
        Assert.Equal(3, attest.ExitCode);
        Assert.Contains("\n  attestation-key: ", attest.Text, StringComparison.Ordinal);

        AssertError(_tool.Run(["pair", .. link]), 1, "already paired with another key");
        Assert.Equal(pairing, File.ReadAllText(Path.Combine(_tool.State, "pairing.json")));
        AssertOk(_tool.Run(["pair", "--replace", "--reference", other.BuildOutput, .. link]));
        AssertOk(_tool.Run(["attest", .. link]));
    }

    [Fact]
    public void PairingAgainKeepsTheKey()
    {
        var fingerprint = AssertOk(_tool.Run("pair", "--json")).Json.GetProperty("fingerprint").GetString()!;
        AssertOk(_tool.Run("pair"));
        AssertOk(_tool.Run("pair", "--fingerprint", fingerprint.ToUpperInvariant()));
        var other = (fingerprint[0] == '0' ? '1' : '0') + fingerprint[1..];
        AssertError(_tool.Run("pair", "--fingerprint", other), 1, "not the one given");
    }

    [Fact]
    public void TellsTheStatus()
    {
        var text = AssertOk(_tool.Run("status")).Text;
        Assert.Contains(TestBuild.Board, text, StringComparison.Ordinal);
        var json = AssertOk(_tool.Run("status", "--json")).Json;
        string[] identity = ["schema", "phase", "state", "reason", "board", "version", "buildId"];
        AssertFields(json, [.. identity, "uptimeMs", "logLength", "logGeneration", "messageLimit"]);
        Assert.Equal("ready", json.GetProperty("phase").GetString());
        Assert.Equal(Convert.ToHexStringLower(board.BuildId), json.GetProperty("buildId").GetString());
    }

    [Theory]
    [InlineData("sha256", TpmAlgId.Sha256)]
    [InlineData("sha384", TpmAlgId.Sha384)]
    public void ReadsPcrsThatAreTheReferences(string name, TpmAlgId bank)
    {
        var reference = ReferenceManifest.Load(board.BuildOutput);
        var json = AssertOk(_tool.Run("pcrs", "--bank", name, "--json")).Json;
        Assert.Equal(name, json.GetProperty("bank").GetString());
        for (var pcr = 0; pcr < 3; pcr++)
        {
            Assert.Equal(Convert.ToHexStringLower(reference.Pcrs[bank, pcr]!), json.GetProperty("pcrs").GetProperty($"{pcr}").GetString());
        }

        AssertReadable(AssertOk(_tool.Run("pcrs", "--bank", name)).Text);
    }

    [Fact]
    public void ReadsAll24Pcrs() =>
        Assert.Equal(24, AssertOk(_tool.Run("pcrs", "--all", "--json")).Json.GetProperty("pcrs").EnumerateObject().Count());

    [Fact]
    public void ShowsTheLog()
    {
        var text = AssertOk(_tool.Run("log")).Text;
        Assert.Contains("EV_NONHOST_CODE", text, StringComparison.Ordinal);
        AssertReadable(text);

        var json = AssertOk(_tool.Run("log", "--json")).Json;
        AssertFields(json, "schema", "generation", "length", "events");
        Assert.Equal(7 + Components, json.GetProperty("events").GetArrayLength());
        AssertFields(json.GetProperty("events")[0], "pcr", "type", "typeName", "digests", "data", "content");

        var raw = AssertOk(_tool.Run("log", "--raw")).Bytes;
        Assert.Equal(json.GetProperty("length").GetInt32(), raw.Length);
        var file = Path.Combine(_tool.State, "log.bin");
        AssertOk(_tool.Run("log", "--raw", "--out", file));
        Assert.Equal(raw, File.ReadAllBytes(file));
    }

    [Fact]
    public void ReferenceNeedsNoBoard()
    {
        using var tool = new Tool(null);
        var file = Path.Combine(tool.State, "values.json");
        var text = AssertOk(tool.Run("reference", board.BuildOutput, "--out", file)).Text;
        AssertReadable(text);
        Assert.Equal(File.ReadAllBytes(file), AssertOk(tool.Run("reference", file, "--json")).Bytes);
    }

    [Theory]
    [InlineData("pairing", "attest")]
    [InlineData("reference", "pair", "attest")]
    public void WhatIsMissingIsNamed(string what, params string[] commands)
    {
        foreach (var command in commands[..^1])
        {
            AssertOk(_tool.Run(command));
        }

        AssertError(_tool.Run(commands[^1]), 2, $"{what}.json");
    }

    private static ToolResult AssertOk(ToolResult result)
    {
        Assert.Equal("", result.Error);
        Assert.True(result.ExitCode == 0, result.Text);
        return result;
    }

    private static void AssertError(ToolResult result, int exitCode, string words)
    {
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Equal(exitCode, result.ExitCode);
    }

    private static void AssertFields(JsonElement json, params string[] names) =>
        Assert.Equal(names, json.EnumerateObject().Select(property => property.Name));

    // No colours, and at most 100 columns but for the lines of failed checks.
    private static void AssertReadable(string text)
    {
        Assert.DoesNotContain('\x1b', text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }
}
