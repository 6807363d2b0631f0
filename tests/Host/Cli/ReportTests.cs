// SPDX-License-Identifier: MIT
// wardstone report and wardstone faults, on the reports of host/PROTOCOL.md and on those that no board should send.

using Wardstone.Emulation;

namespace Wardstone.Tests.Host.Cli;

public sealed class ReportTests : IDisposable
{
    private const string BuildId = "5f1c2b7e9a4d6083c1f2e3d4b5a697880112233445566778899aabbccddeeff0";

    private static readonly Dictionary<string, string> s_examples = File
        .ReadAllText(Path.Combine(AppContext.BaseDirectory, "PROTOCOL.md")).Split("```hid\n")[1..]
        .Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)])
        .ToDictionary(text => text.Split(' ', '\n')[0]);

    private readonly ScratchDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void InitIsATree()
    {
        var result = Run(("init", s_examples["init"]), "report", "init");
        Assert.Equal(
            """
            up 81.2 s, degraded
              component   state      priority   ram used   peak   quota   restarts   last fault
            ─────────────────────────────────────────────────────────────────────────────────────────
              uart_log    running                    512    704    4096          0
              tpm         back-off          3          0      0    8192          2   null-reference
              sub         running                   1024   1024   16384          0
              └ worker    degraded          1          0      0    4096          5   limit

            """,
            result.Text);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void DeepTreesKeepTheirLines()
    {
        const string Text = """
            init | version: 1 | uptime_ms: 1000
            + child a | state: running
              + child b | state: running
                + child c | state: running
              + child d | state: waiting
            + child e | state: refused
            -

            """;
        var lines = Run(("init", Text), "report", "init").Text.TrimEnd().Split('\n').Skip(3);
        Assert.Equal(["a", "├ b", "│ └ c", "└ d", "e"], lines.Select(line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries)[0]));
    }

    [Fact]
    public void HeapsAndThreadsAreTables()
    {
        var heaps = Run(("heaps", s_examples["heaps"]), "report", "heaps").Text;
        Assert.Matches(@"\n  sub/worker +512 +704 +4096 +90112 +12 +140\n$", heaps);
        Assert.All(heaps.Split('\n'), line => Assert.InRange(line.Length, 0, 100));

        var threads = Run(("threads", s_examples["threads"]), "report", "threads").Text;
        Assert.StartsWith("the processor sleeps 96.4 % of the time\n", threads, StringComparison.Ordinal);
        Assert.Matches(@"\n  tpm +3 +608 +1024\n$", threads);
    }

    // Of somebody's own, and of a version that this host does not know.
    [Theory]
    [InlineData("weather | sky: blue\n-\n")]
    [InlineData("init | version: 2\n+ child a\n-\n")]
    public void AnyOtherReportIsItsText(string text) => Assert.Equal(text, Run(("other", text), "report", "other").Text);

    [Fact]
    public void RawIsTheBytesWhateverTheyAre()
    {
        Assert.Equal("no HID \u001b[2J"u8, Run(("broken", "no HID \u001b[2J"), "report", "broken", "--raw").Bytes);
        var shown = Run(("broken", "no HID \u001b[2J"), "report", "broken");
        Assert.Equal(1, shown.ExitCode);
        Assert.Equal("", shown.Text);
        Assert.Contains("the report 'broken' is malformed: line 1, column 8: this is no printable", shown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void JsonHasEveryNode()
    {
        var json = Run(("faults", s_examples["faults"]), "report", "faults", "--json").Json;
        Assert.Equal(["schema", "name", "report"], json.EnumerateObject().Select(property => property.Name));
        var fault = json.GetProperty("report").GetProperty("nodes")[0];
        Assert.Equal("fault", fault.GetProperty("type").GetString());
        Assert.Equal("sub/worker", fault.GetProperty("attributes").GetProperty("component").GetString());
        Assert.Equal("0x00004a31", fault.GetProperty("nodes")[1].GetProperty("content")[1].GetString());
    }

    [Fact]
    public void WithoutANameTheReportsAreListed()
    {
        using var board = new ReportingBoard(("init", "init\n-\n"), ("heaps", "heaps\n-\n"));
        using var tool = new Tool(board.LinkPath);
        Assert.Equal("init\nheaps\n", tool.Run("report").Text);
        Assert.Equal("reports", tool.Run("report", "--json").Json.GetProperty("report").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData(1, "the board has no report 'none'", "none")]
    [InlineData(2, "at most 31 ASCII characters", "a2345678901234567890123456789012")]
    [InlineData(2, "at most 31 ASCII characters", "µ")]
    [InlineData(2, "exclude each other", "init", "--raw", "--json")]
    public void WhatIsWrongIsNamed(int exitCode, string words, params string[] arguments)
    {
        var result = Run(("init", "init\n-\n"), ["report", .. arguments]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void FaultsHaveNames()
    {
        var result = Run(("faults", s_examples["faults"]), "faults", "--symbols", Symbols(BuildId), "--symbols", Symbols("00"));
        Assert.Equal(
            $"""
              fault   component    cause   boot         up
            ─────────────────────────────────────────────────────
              7       sub/worker   cpu     1 boot ago   5.123 s

            fault 7: cpu in sub/worker, 1 boot ago, build {BuildId}
              status 0x00008200 bus error
              address 0x40000000
              #0 0x00004a2c Worker.Step (worker.cs:2)
              #1 0x00004a31 Worker.Step (worker.cs:2)
              #2 0x00003f07
                r0 20001000    r1 00000000    sp 20007f80    lr 00004a31    pc 00004a2c  xpsr 61000000

            """,
            result.Text);
        Assert.Equal(0, result.ExitCode);

        var fault = Run(("faults", s_examples["faults"]), "faults", "--json", "--symbols", Symbols(BuildId)).Json.GetProperty("faults")[0];
        Assert.True(fault.GetProperty("hasSymbols").GetBoolean());
        Assert.Equal("bus error", fault.GetProperty("statusWords").GetString());
        Assert.Equal("0x00004a31", fault.GetProperty("frames")[1].GetProperty("address").GetString());
        Assert.Equal("Worker.Step (worker.cs:2)", fault.GetProperty("frames")[1].GetProperty("name").GetString());
        Assert.Equal("0x61000000", fault.GetProperty("registers").GetProperty("xpsr").GetString());
    }

    // The address of an access is named by itself; what was thrown has the address behind a call, which may be another line's.
    [Theory]
    [InlineData("null-reference", "Worker.Step (worker.cs:2)")]
    [InlineData("index-out-of-range", "Worker.Step (worker.cs:1)")]
    [InlineData("exception", "Worker.Step (worker.cs:1)")]
    public void TheInnermostFrameIsNamedByItsCause(string cause, string name)
    {
        var report = s_examples["faults"].Replace("cause: cpu", $"cause: {cause}");
        var result = Run(("faults", report), "faults", "--symbols", Symbols(BuildId));
        Assert.Contains($"#0 0x00004a2c {name}\n", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void FaultsOfAnotherBuildHaveNoneAndItIsSaid()
    {
        var other = Run(("faults", s_examples["faults"]), "faults", "--symbols", Symbols("00"));
        Assert.DoesNotContain("Worker.Step", other.Text, StringComparison.Ordinal);
        Assert.Contains("another build than those whose symbols were given, 00\n", other.Text, StringComparison.Ordinal);
        var none = Run(("faults", s_examples["faults"]), "faults");
        Assert.Contains("no symbols were given", none.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("faults | version: 1\n-\n", 0, "no faults on record\n", "")]
    [InlineData("faults | version: 1\n+ fault 1 | component: tpm | cause: limit\n-\n", 0, "\nfault 1: limit in tpm\n", "")]
    [InlineData("faults | version: 1\n+ fault 1 | component: | cause: watchdog\n-\n", 0, "\nfault 1: watchdog\n", "")]
    [InlineData("faults | version: 2\n-\n", 1, "", "no report 'faults' of version 1")]
    [InlineData("other | version: 1\n-\n", 1, "", "no report 'faults' of version 1")]
    [InlineData("faults | version: 1\n+ fault 1 | status: 0x1ffffffff\n-\n", 1, "", "'0x1ffffffff' is no number")]
    [InlineData("faults | version: 1\n+ fault 1\n  + frames\n    : -1\n-\n", 1, "", "'-1' is no number")]
    public void WhateverTheFaultsAre(string text, int exitCode, string output, string error)
    {
        var result = Run(("faults", text), "faults");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(output, result.Text, StringComparison.Ordinal);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
    }

    private static ToolResult Run((string Name, string Text) report, params string[] arguments)
    {
        using var board = new ReportingBoard(report);
        using var tool = new Tool(board.LinkPath);
        return tool.Run(arguments);
    }

    private string Symbols(string buildId)
    {
        var path = Path.Combine(_directory.FullPath, buildId);
        File.WriteAllText(
            path, $"wardstone-symbols 1\nB {buildId}\nM 4a20 20 Worker.Step\nL 4a20 worker.cs:1\nL 4a2c worker.cs:2\nL 4a30 worker.cs:3\n");
        return path;
    }
}
