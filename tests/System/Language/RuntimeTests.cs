// SPDX-License-Identifier: MIT
// What lies below the language (hal/Tests) on the board: the heap, waiting, and everything that the processor refuses.

namespace Wardstone.Tests.SystemTests.Language;

public class RuntimeTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("heap")]
    [InlineData("out-of-memory")]
    [InlineData("fragmentation")]
    [InlineData("wait")]
    [InlineData("verifier")]
    [InlineData("domains")]
    [InlineData("timers")]
    [InlineData("kept")]
    public void EveryLineHolds(string name)
    {
        var lines = Run(name);
        Assert.Equal("done", lines[^1]);
        Assert.Contains(lines, line => line.EndsWith(": yes", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.EndsWith("NO", StringComparison.Ordinal) || line == "no exception");
    }

    [Fact]
    public void NullIsGuardedAsFarAsTheCompilerLeavesItUnchecked()
    {
        var lines = Run("null-guard");
        Assert.Equal("done", lines[^1]);
        Assert.Contains("2047 NullReferenceException NullReferenceException", lines);
        Assert.All(lines[1..^1], line => Assert.EndsWith(" NullReferenceException NullReferenceException", line, StringComparison.Ordinal));
    }

    [Fact]
    public void CopyThroughNullIsNullReferenceException() => Assert.Equal(["NullReferenceException", "done"], Run("null-copy")[1..]);

    // The kind, and a method that the backtrace leads to.
    [Theory]
    [InlineData("bad-address", "bus", "FaultCases.BadAddress")]
    [InlineData("write-code", "memory", "FaultCases.WriteCode")]
    [InlineData("write-literal", "memory", "FaultCases.WriteLiteral")]
    [InlineData("write-method-table", "memory", "FaultCases.WriteMethodTable")]
    [InlineData("write-constant", "memory", "FaultCases.WriteConstant")]
    [InlineData("execute-data", "memory", "FaultCases.ExecuteData")]
    [InlineData("stray-interrupt", "vector 216", "FaultCases.StrayInterrupt")]
    public void FaultIsReported(string name, string cause, string method)
    {
        var lines = Run(name);
        var report = Array.FindIndex(lines, line => line.StartsWith($"FAULT {cause} pc=0x", StringComparison.Ordinal));
        Assert.True(report >= 0, string.Join('\n', lines));
        Assert.DoesNotContain("done", lines);
        Assert.Contains("r12=0x", lines[report + 4], StringComparison.Ordinal);
        Assert.Contains(Frames(lines), address =>
            MethodAt(address).EndsWith(method, StringComparison.Ordinal)
            || MethodAt(address).EndsWith("Program.Main", StringComparison.Ordinal));
    }

    [Fact]
    public void StackOverflowIsReported()
    {
        var lines = Run("stack-overflow");
        Assert.Contains(lines, line => line.StartsWith("FAULT stack-overflow psp=0x", StringComparison.Ordinal));
        Assert.DoesNotContain("done", lines);
    }

    [Theory]
    [InlineData("unhandled")]
    [InlineData("unhandled-in-catch")]
    public void UnhandledExceptionIsReported(string name)
    {
        var lines = Run(name);
        var report = lines.Single(line => line.StartsWith("UNHANDLED type=0x", StringComparison.Ordinal));
        Assert.EndsWith(": nobody takes this", report, StringComparison.Ordinal);
        Assert.Equal("System.InvalidOperationException", MethodAt(Hexadecimal(report["UNHANDLED type=0x".Length..][..8])));
        Assert.DoesNotContain("must not run", lines);
        Assert.Contains(Frames(lines), address => MethodAt(address).EndsWith("FaultCases.Unhandled", StringComparison.Ordinal));
    }

    private static string[] Run(string name) => BareImage.Run("runtime-tests", name, Bound);

    // The addresses of the "#N 0x..." lines; those behind the first are behind a call.
    private static uint[] Frames(string[] lines) =>
        [.. lines.Where(line => line.StartsWith('#')).Select(line => Hexadecimal(line.Split(" 0x")[1]) - 2)];

    private static string MethodAt(uint address) => new ImageMethods("runtime-tests").At(address);

    private static uint Hexadecimal(string text) => ImageMethods.Hexadecimal(text);
}
