// SPDX-License-Identifier: MIT
// The files of the appliance through all that is between a person and them: wardstone, the link, host_link, vfs and its policy, the TPM's
// driver on its bus, and a real TPM.

namespace Wardstone.Tests.Host.Cli;

public sealed class ApplianceFileTests : IDisposable
{
    private static readonly byte[] s_getRandom = [0x80, 0x01, 0, 0, 0, 12, 0, 0, 0x01, 0x7B, 0, 16];

    private readonly DotNetBoard _board = new(Edit);
    private readonly Tool _tool;

    public ApplianceFileTests() => _tool = new Tool(_board.LinkPath);

    public void Dispose()
    {
        _tool.Dispose();
        _board.Dispose();
    }

    [Fact]
    public void AreListedReadAndWritten()
    {
        Assert.Equal("tmp\nzero\ndev\n", AssertOk(_tool.Run("ls")).Text);
        Assert.Matches(@"\n  transactional +r- +tpm0\n", AssertOk(_tool.Run("ls", "-l", "/dev")).Text);
        Assert.Equal(new byte[5000], AssertOk(_tool.Run("cat", "/zero", "--bytes", "5000")).Bytes);

        var bytes = new byte[1500];
        new Random(1).NextBytes(bytes);
        AssertOk(_tool.RunWithInput(bytes, "write", "/tmp/note", "--create"));
        Assert.Equal(bytes, AssertOk(_tool.Run("cat", "/tmp/note")).Bytes);
        var version = AssertOk(_tool.Run("stat", "/tmp/note", "--json")).Json.GetProperty("file").GetProperty("version").GetInt32();
        AssertOk(_tool.Run("write", "/tmp/note", "--text", "short", "--truncate"));
        AssertOk(_tool.Run("write", "/tmp/note", "--text", "er\n", "--append"));
        Assert.Equal("shorter\n", AssertOk(_tool.Run("watch", "/tmp/note", "--count", "1")).Text);
        var note = AssertOk(_tool.Run("stat", "/tmp/note", "--json")).Json.GetProperty("file");
        Assert.NotEqual(version, note.GetProperty("version").GetInt32());
        Assert.Equal(8, note.GetProperty("size").GetInt32());

        AssertError(_tool.RunWithInput(new byte[4096], "write", "/tmp/note"), 1, "/tmp/note: there is no room");
        AssertError(_tool.Run("write", "/tmp/new", "--text", "x"), 1, "/tmp/new: there is no such file");
        AssertError(_tool.Run("write", "/new", "--text", "x", "--create"), 6, "/new: not allowed to write");
        AssertError(_tool.Run("cat", "/dev/tpm1"), 1, "/dev/tpm1: there is no such file");
        AssertError(_tool.Run("cat", "/zero/x"), 1, "/zero/x: there is no such file");
    }

    [Fact]
    public void TheTpmIsTheHostsOnlyByPolicy()
    {
        AssertError(_tool.RunWithInput(s_getRandom, "write", "/dev/tpm0"), 6, "/dev/tpm0: not allowed to write");

        using var open = new DotNetBoard(config => Edit(config).Replace("/tmp | write: yes", "/dev/tpm0 | write: yes"));
        using var tool = new Tool(open.LinkPath);
        var response = AssertOk(tool.RunWithInput(s_getRandom, "write", "/dev/tpm0")).Bytes;
        Assert.Equal([0x80, 0x01, 0, 0, 0, 28, 0, 0, 0, 0, 0, 16], response[..12]);
        Assert.Equal(28, response.Length);
        Assert.NotEqual(new byte[16], response[12..]);

        // The board's own use of it goes on, and what the bus says reaches the host in words.
        Assert.Equal(0, tool.Run("pair").ExitCode);
        open.RemoveTpm();
        AssertError(tool.RunWithInput(s_getRandom, "write", "/dev/tpm0"), 5, "/dev/tpm0: its device failed (");
    }

    [Fact]
    public void ABootThatFailedHasNoneAndSaysWhy()
    {
        using var board = new DotNetBoard(_ => "config\n-\n");
        using var tool = new Tool(board.LinkPath);
        AssertError(tool.Run("ls"), 5, "/: the board has no files for its host (config-invalid: ");
    }

    private static string Edit(string config) => config
        .Replace("      + dir dev ", "      + ram tmp | size: 2K | files: 4\n      + zero zero\n      + dir dev ")
        .Replace("+ policy host_link | + allow /\n", "+ policy host_link\n      + allow /\n      + allow /tmp | write: yes\n");

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
