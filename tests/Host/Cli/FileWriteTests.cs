// SPDX-License-Identifier: MIT
// wardstone write and watch on ExampleFiles.

using System.Text;
using Wardstone.Runtime;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Cli;

public sealed class FileWriteTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    private readonly ExampleFiles _files = new();
    private readonly ReportingBoard _board;
    private readonly Tool _tool;

    public FileWriteTests()
    {
        _board = new ReportingBoard(_files);
        _tool = new Tool(_board.LinkPath);
    }

    public void Dispose()
    {
        _tool.Dispose();
        _board.Dispose();
    }

    [Theory]
    [InlineData("ab23456789", "--text", "ab")]
    [InlineData("ab", "--text", "ab", "--truncate")]
    [InlineData("0123456789ab", "--text", "ab", "--append")]
    [InlineData("ab23456789", "--text", "ab", "--create")]
    [InlineData("", "--text", "", "--truncate")]
    [InlineData("\u00c2\u00b5", "--text", "µ", "--truncate")]
    public void WritesAText(string content, params string[] arguments)
    {
        var result = AssertOk(_tool.Run(["write", "/tmp/note", .. arguments]));
        Assert.Equal("", result.Text);
        Assert.Equal(content, Encoding.Latin1.GetString(_files.Note.Bytes));
    }

    [Fact]
    public void WritesAFileOrStandardInputOfSeveralParts()
    {
        var bytes = new byte[ExampleFiles.Capacity];
        new Random(1).NextBytes(bytes);
        var path = Path.Combine(_tool.State, "input");
        File.WriteAllBytes(path, bytes);
        AssertOk(_tool.Run("write", "/tmp/note", "--in", path));
        Assert.Equal(bytes, _files.Note.Bytes);

        var json = AssertOk(_tool.RunWithInput(bytes[..1500], "write", "/tmp/new", "--create", "--json")).Json;
        Assert.Equal(["schema", "path", "offset", "written"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(1500, json.GetProperty("written").GetInt32());
        Assert.Equal(bytes[..1500], _tool.Run("cat", "/tmp/new").Bytes);
    }

    [Fact]
    public void ARequestHasAResponse()
    {
        Assert.Equal([1, 0x80, 0], AssertOk(_tool.RunWithInput([0x80, 0], "write", "/dev/tpm0")).Bytes);
        var json = AssertOk(_tool.Run("write", "/dev/tpm0", "--text", "x", "--json", "--timeout", "3")).Json;
        Assert.Equal(["schema", "path", "length", "base64"], json.EnumerateObject().Select(property => property.Name));
        Assert.Equal([2, (byte)'x'], json.GetProperty("base64").GetBytesFromBase64());
        Assert.Equal(3000, _files.TimeoutMs);
        AssertOk(_tool.Run("write", "/dev/tpm0", "--text", "x", "--timeout", "3600"));
        Assert.Equal(40_000, _files.TimeoutMs);
    }

    [Theory]
    [InlineData(6, "/motd: not allowed to write\n", "/motd", "--text", "x")]
    [InlineData(6, "/new: not allowed to write\n", "/new", "--text", "x", "--create")]
    [InlineData(1, "/tmp/new: there is no such file\n", "/tmp/new", "--text", "x")]
    [InlineData(1, "/dev: it is a directory\n", "/dev", "--text", "x")]
    [InlineData(1, "none", "/tmp/note", "--in", "/none")]
    [InlineData(2, "/dev/tpm0 takes requests", "/dev/tpm0", "--text", "x", "--append")]
    [InlineData(2, "exclude each other", "/tmp/note", "--text", "x", "--append", "--truncate")]
    [InlineData(2, "exclude each other", "/tmp/note", "--text", "x", "--in", "y")]
    [InlineData(2, "'tmp' is no path on the board", "tmp", "--text", "x")]
    public void WhatIsWrongIsNamed(int exitCode, string words, params string[] arguments) =>
        AssertError(_tool.Run(["write", .. arguments]), exitCode, words);

    [Fact]
    public void WhatDoesNotFitIsAnError()
    {
        AssertError(_tool.RunWithInput(new byte[ExampleFiles.Capacity + 1], "write", "/tmp/note"), 1, "/tmp/note: there is no room\n");
        Assert.Equal(ExampleFiles.Capacity, _files.Note.Bytes.Length);
        AssertError(_tool.RunWithInput(new byte[5000], "write", "/dev/tpm0"), 2, "a request to /dev/tpm0 has at most 4132 bytes\n");
        Assert.Equal(0, _files.Transfers);
    }

    [Fact]
    public async Task CtrlCEndsTheWaitForInput()
    {
        using var process = _tool.Start(true, ["write", "/tmp/note", "--truncate"]);
        await process.StandardInput.BaseStream.WriteAsync("x"u8.ToArray());
        await process.StandardInput.BaseStream.FlushAsync();
        await Task.Delay(TimeSpan.FromSeconds(2)); // until it has its handler
        using var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(Bound);
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("0123456789"u8, _files.Note.Bytes);
    }

    // It may have run, so it is not sent again.
    [Fact]
    public void ATransferThatMayHaveRunIsNotRepeated()
    {
        _files.FailAt(4, IoStatus.ServerFaulted); // Stat; then Open, Stat, Transfer
        var result = _tool.Run("write", "/dev/tpm0", "--text", "x");
        AssertError(result, 1, "/dev/tpm0: it was given up on the way, and may have been done or not\n");
        Assert.Equal(0, _files.Transfers);
    }

    [Fact]
    public async Task AFileIsPrintedAgainWhenItChanges()
    {
        using var process = _tool.Start("watch", "/motd", "--interval", "10", "--count", "3");
        Assert.Equal("hello", await process.StandardOutput.ReadLineAsync().WaitAsync(Bound));
        _files.Motd.Set("no line end");
        Assert.Equal("no line end", await process.StandardOutput.ReadLineAsync().WaitAsync(Bound));

        // Nothing changes the content, and yet it is another version.
        _files.Motd.Set("no line end");
        Assert.Equal("no line end\n", await process.StandardOutput.ReadToEndAsync().WaitAsync(Bound));
        await process.WaitForExitAsync().WaitAsync(Bound);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task AStreamIsPrintedWhenItsReadingDiffersUntilCtrlC()
    {
        using var process = _tool.Start("watch", "/dev/temp0", "--interval", "10", "--json");
        Assert.Contains("\"base64\":\"MjEuNQo=\"", await process.StandardOutput.ReadLineAsync().WaitAsync(Bound), StringComparison.Ordinal);

        // Another command has its turn between two looks.
        Assert.Equal("hello\n", AssertOk(_tool.Run("cat", "/motd")).Text);
        _files.Temp.Set("");
        _files.Temp.Set("22.0\n");
        Assert.Contains("\"base64\":\"MjIuMAo=\"", await process.StandardOutput.ReadLineAsync().WaitAsync(Bound), StringComparison.Ordinal);
        using var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(Bound);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
        Assert.Equal(0, process.ExitCode);
    }

    [Theory]
    [InlineData(1, "/none: there is no such file\n", "/none")]
    [InlineData(1, "/dev: it is a directory", "/dev")]
    [InlineData(2, "--interval is 10 to", "/motd", "--interval", "9")]
    [InlineData(2, "--count is 1 or more", "/motd", "--count", "0")]
    public void NothingToWatch(int exitCode, string words, params string[] arguments) =>
        AssertError(_tool.Run(["watch", .. arguments]), exitCode, words);

    private static ToolResult AssertOk(ToolResult result)
    {
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        return result;
    }

    private static void AssertError(ToolResult result, int exitCode, string words)
    {
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Text);
        Assert.Equal(exitCode, result.ExitCode);
    }
}
