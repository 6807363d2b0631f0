// SPDX-License-Identifier: MIT
// What wardstone says, and how it ends, when something is wrong: one clear line, the exit status of host/README.md, in bounded time.

using System.Net.Sockets;
using Wardstone.Emulation;
using Wardstone.Tests.Host.Link;

namespace Wardstone.Tests.Host.Cli;

public sealed class CliErrorTests : IDisposable
{
    private readonly ScratchDirectory _directory = new();
    private readonly Tool _tool;

    public CliErrorTests() => _tool = new Tool(LinkPath);

    public void Dispose()
    {
        _tool.Dispose();
        _directory.Dispose();
    }

    private string LinkPath => Path.Combine(_directory.FullPath, "link");

    [Theory]
    [InlineData("Required command", new string[0])]
    [InlineData("--colour", new[] { "status", "--colour" })]
    [InlineData("no bank 'md5'", new[] { "pcrs", "--bank", "md5" })]
    [InlineData("exclude each other", new[] { "log", "--raw", "--json" })]
    [InlineData("--out needs --raw", new[] { "log", "--out", "file" })]
    [InlineData("--timeout is 0 to 86400 seconds", new[] { "status", "--timeout", "-1" })]
    [InlineData("which console?", new[] { "console" })]
    [InlineData("no reference values: there is no '/nowhere'", new[] { "reference", "/nowhere" })]
    [InlineData("no reference values: there is no ''", new[] { "reference", "" })]
    [InlineData("no reference values: there is no '/nowhere'", new[] { "pair", "--reference", "/nowhere" })]
    public void WrongUsage(string words, string[] arguments) => AssertError(_tool.Run(arguments), 2, words);

    [Fact]
    public void NoLink()
    {
        using var tool = new Tool(null);
        AssertError(tool.Run("status"), 2, "Give --link or set WARDSTONE_LINK");
    }

    [Fact]
    public void ADamagedPairingOrReferenceIsNamed()
    {
        var pairing = Path.Combine(_tool.State, "pairing.json");
        File.WriteAllText(pairing, "{");
        AssertError(_tool.Run("attest"), 1, pairing);
        AssertError(_tool.Run("reference", pairing), 1, pairing);
        AssertError(_tool.Run("reference", _tool.State), 1, "firmware.bin");
    }

    [Fact]
    public void NobodyThere() => AssertError(_tool.Run("status"), 4, "no such socket");

    [Fact]
    public void TheErrorIsAnObjectToo()
    {
        var result = _tool.Run("status", "--json");
        AssertError(result, 4, "no such socket");
        Assert.Equal(4, result.Json.GetProperty("exitCode").GetInt32());
        Assert.Contains("no such socket", result.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ASilentBoard()
    {
        using var board = new ListeningTerminal(LinkPath);
        AssertError(_tool.Run("status", "--timeout", "0.5"), 4, "did not answer Status within 0.5 s");
    }

    [Fact]
    public void ALinkInUse()
    {
        using var board = new ListeningTerminal(LinkPath);
        using var port = Wardstone.Link.LinkPort.Open($"unix:{LinkPath}", TimeSpan.Zero, default);
        AssertError(_tool.Run("status", "--timeout", "0.5"), 4, "in use by another process");
    }

    [Fact]
    public async Task CtrlCEndsIt()
    {
        using var board = new ListeningTerminal(LinkPath);
        using var process = _tool.Start("status", "--timeout", "60");
        var taken = new byte[1];
        while (board.Read(taken, 100, out _) != Runtime.IoStatus.Ok)
        {
            Assert.False(process.HasExited);
        }

        using var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
    }

    [Fact]
    public void AnInvalidConfigurationIsAFailureState()
    {
        using var board = new DotNetBoard(_ => "config | board: test-board\n+ consol\n-\n");
        using var tool = new Tool(board.LinkPath);
        var status = tool.Run("status", "--json");
        Assert.Equal(5, status.ExitCode);
        Assert.Equal("failed", status.Json.GetProperty("phase").GetString());
        Assert.Equal("config-invalid", status.Json.GetProperty("state").GetString());
        Assert.Contains("init.hid line 2, column", status.Json.GetProperty("reason").GetString(), StringComparison.Ordinal);
        AssertError(tool.Run("pair"), 5, "config-invalid: init.hid line 2, column");
    }

    [Fact]
    public void ATpmThatGoesAwayIsAFailureState()
    {
        using var board = new DotNetBoard();
        using var tool = new Tool(board.LinkPath);
        Assert.Equal(0, tool.Run("pair", "--reference", board.BuildOutput).ExitCode);
        board.RemoveTpm();
        AssertError(tool.Run("attest"), 5, "tpm-lost");
        Assert.Equal(5, tool.Run("status").ExitCode);
    }

    [Fact]
    public void TheConsoleIsShownWithNames()
    {
        var symbols = Path.Combine(_directory.FullPath, "firmware.sym");
        File.WriteAllText(symbols, "wardstone-symbols 1\nB 00\nM 1000 20 Appliance.Boot\n");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(LinkPath));
        listener.Listen();
        using var process = _tool.Start("console", "--console", $"unix:{LinkPath}", "--symbols", _directory.FullPath);
        using (var console = listener.Accept())
        {
            console.Send("Wardstone\r\nFAULT bus pc=0x00001004\n\x1b[2J\tend"u8);
        }

        var result = Tool.Finish(process);
        Assert.Equal("Wardstone\nFAULT bus pc=0x00001004 Appliance.Boot\n?[2J\tend\n", result.Text);
        Assert.Equal(0, result.ExitCode);
    }

    private static void AssertError(ToolResult result, int exitCode, string words)
    {
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.InRange(result.Error.Split('\n').Length, 2, 3);
        Assert.Equal(exitCode, result.ExitCode);
    }
}
