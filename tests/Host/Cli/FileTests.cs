// SPDX-License-Identifier: MIT
// wardstone ls, cat and stat on ExampleFiles: what a person sees, what a program gets, and how each failure ends.

using Wardstone.Runtime;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Cli;

public sealed class FileTests : IDisposable
{
    private readonly ExampleFiles _files = new();
    private readonly ReportingBoard _board;
    private readonly Tool _tool;

    public FileTests()
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
    [InlineData("motd\ndev\ntmp\n", "ls")]
    [InlineData("tpm0\ntemp0\n", "ls", "/dev")]
    [InlineData("tpm0\ntemp0\n", "ls", "/dev/")]
    [InlineData("/motd\n", "ls", "/motd")]
    [InlineData("hello\n", "cat", "/motd")]
    [InlineData("hel", "cat", "/motd", "--bytes", "3")]
    [InlineData("", "cat", "/motd", "--bytes", "0")]
    [InlineData("hello\n", "cat", "/motd", "--bytes", "16777216")]
    [InlineData("21.5\n", "cat", "/dev/temp0")]
    [InlineData("21.5\n21.5\n21", "cat", "/dev/temp0", "--bytes", "12")]
    [InlineData("path     /motd\nkind     continuous\nrights   r-\nsize     6\nversion  1\n", "stat", "/motd")]
    [InlineData("path     /tmp\nkind     directory\nrights   rw\nsize     1 entry\nversion  changes are not known\n", "stat", "/tmp")]
    [InlineData("path     /dev/tpm0\nkind     transactional\nrights   rw\nversion  changes are not known\n", "stat", "/dev/tpm0")]
    public void Prints(string text, params string[] arguments)
    {
        var result = _tool.Run(arguments);
        Assert.Equal("", result.Error);
        Assert.Equal(text, result.Text);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void TheLongListIsATable()
    {
        Assert.Equal(
            """
              kind         rights        size   name
            ──────────────────────────────────────────
              continuous   r-               6   motd
              directory    r-       2 entries   dev
              directory    rw         1 entry   tmp

            """,
            _tool.Run("ls", "-l").Text);
    }

    [Fact]
    public void JsonHasEveryField()
    {
        var list = _tool.Run("ls", "/dev", "--json").Json;
        Assert.Equal(["schema", "path", "entries"], list.EnumerateObject().Select(property => property.Name));
        var entry = list.GetProperty("entries")[0];
        string[] fields = ["name", "kind", "readable", "writable", "size", "version"];
        Assert.Equal(fields, entry.EnumerateObject().Select(property => property.Name));
        Assert.Equal("tpm0", entry.GetProperty("name").GetString());
        Assert.Equal("transactional", entry.GetProperty("kind").GetString());
        Assert.True(entry.GetProperty("writable").GetBoolean());

        var stat = _tool.Run("stat", "/motd", "--json").Json.GetProperty("file");
        Assert.Equal(6, stat.GetProperty("size").GetInt32());
        Assert.False(stat.GetProperty("writable").GetBoolean());

        var content = _tool.Run("cat", "/motd", "--json").Json;
        Assert.Equal(["schema", "path", "kind", "length", "base64"], content.EnumerateObject().Select(property => property.Name));
        Assert.Equal("hello\n"u8, content.GetProperty("base64").GetBytesFromBase64());
    }

    [Fact]
    public void ALongFileAndALongDirectoryComeInParts()
    {
        var text = string.Concat(Enumerable.Range(0, 1000).Select(i => $"line {i}\r\n"));
        _files.Motd.Set(text);
        Assert.Equal(text, _tool.Run("cat", "/motd").Text);
        Assert.Equal(text[..1500], _tool.Run("cat", "/motd", "--bytes", "1500").Text);

        _ = _files.Add("/many", FileKind.Directory, true, false, "");
        var names = Enumerable.Range(0, 100).Select(i => $"a-name-of-thirty-one-characters{i:000}"[3..]).ToArray();
        foreach (var name in names)
        {
            _ = _files.Add($"/many/{name}", FileKind.Continuous, true, false, "");
        }

        Assert.Equal(names, _tool.Run("ls", "/many").Text.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData(1, "/none: there is no such file\n", "cat", "/none")]
    [InlineData(1, "/none: there is no such file\n", "ls", "/none")]
    [InlineData(1, "/none: there is no such file\n", "stat", "/none")]
    [InlineData(1, "/dev: it is a directory; 'wardstone ls' shows", "cat", "/dev")]
    [InlineData(1, "/dev/tpm0: it takes requests; 'wardstone write' sends", "cat", "/dev/tpm0")]
    [InlineData(2, "'motd' is no path on the board", "cat", "motd")]
    [InlineData(2, "'' is no path on the board", "cat", "")]
    [InlineData(2, "'/dev/../motd' is no path on the board", "cat", "/dev/../motd")]
    [InlineData(2, "'//dev' is no path on the board", "ls", "//dev")]
    [InlineData(2, "'/µ' is no path on the board", "cat", "/µ")]
    [InlineData(2, "'/?[2J' is no path on the board", "cat", "/\u001b[2J")]
    [InlineData(2, "--bytes is 0 to", "cat", "/motd", "--bytes", "-1")]
    public void WhatIsWrongIsNamed(int exitCode, string words, params string[] arguments) =>
        AssertError(_tool.Run(arguments), exitCode, words);

    [Theory]
    [InlineData(IoStatus.Denied, 6, "/motd: not allowed to read\n")]
    [InlineData(IoStatus.NoSpace, 1, "/motd: there is no room\n")]
    [InlineData(IoStatus.Interrupted, 1, "/motd: it was given up on the way, and may have been done or not\n")]
    [InlineData(IoStatus.NotAcknowledged, 5, "/motd: its device failed (nobody acknowledged its address)\n")]
    public void FailuresHaveWordsAndAnExitStatus(IoStatus failure, int exitCode, string words)
    {
        _files.FailAt(5, failure); // Stat; then Open, Stat, Seek, Read
        AssertError(_tool.Run("cat", "/motd"), exitCode, words);
        _files.FailAt(5, failure);
        Assert.Equal(exitCode, _tool.Run("cat", "/motd", "--json").Json.GetProperty("exitCode").GetInt32());
    }

    // The board says that nothing was done, so it is asked again.
    [Theory]
    [InlineData(IoStatus.Busy)]
    [InlineData(IoStatus.ServerFaulted)]
    public void WhatIsAwayForAMomentIsWaitedFor(IoStatus failure)
    {
        _files.FailAt(5, failure);
        Assert.Equal("hello\n", _tool.Run("cat", "/motd").Text);
    }

    [Theory]
    [InlineData(IoStatus.Busy, "/motd: somebody else uses it\n")]
    [InlineData(IoStatus.ServerFaulted, "/motd: a component that it needs does not run\n")]
    public void WhatStaysAwayIsAnError(IoStatus failure, string words)
    {
        _files.Failure = failure;
        _files.FailsAlways = true;
        AssertError(_tool.Run("cat", "/motd", "--timeout", "0.3"), 5, words);
    }

    [Fact]
    public void AFileThatChangesAllTheTimeIsAnError()
    {
        _files.Restless = _files.Motd;
        AssertError(_tool.Run("cat", "/motd", "--timeout", "0.3"), 5, "/motd: somebody else uses it\n");
    }

    [Fact]
    public void AStreamThatFallsSilentIsAnError()
    {
        _files.Temp.Set("");
        Assert.Equal("", _tool.Run("cat", "/dev/temp0").Text);
        var result = _tool.Run("cat", "/dev/temp0", "--bytes", "1", "--timeout", "0.3");
        AssertError(result, 1, "/dev/temp0: 0 of 1 bytes came, then none for 0.3 s");
    }

    [Fact]
    public void ABoardWithoutFilesSaysWhy()
    {
        using var board = new ReportingBoard();
        using var tool = new Tool(board.LinkPath);
        AssertError(tool.Run("ls"), 5, "/: the board has no files for its host (ready)\n");
    }

    private static void AssertError(ToolResult result, int exitCode, string words)
    {
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Text);
        Assert.Equal(exitCode, result.ExitCode);
    }
}
