// SPDX-License-Identifier: MIT
// tests/Portable again, on the board: one run of the test image (tests/Board) in QEMU, each of its tests as a case of its own. Those of
// the component runtime have a run each, from reset.

using Wardstone.Emulation;
using Wardstone.Tests.Host.Portable;
using Wardstone.Tests.SystemTests.Language;

namespace Wardstone.Tests.SystemTests;

public class PortableOnBoardTests(PortableOnBoardTests.Run run) : IClassFixture<PortableOnBoardTests.Run>
{
    private static readonly TimeSpan AloneBound = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names => [.. PortableCases.All.Keys.Where(name => !IsAlone(name))];

    public static TheoryData<string> NamesAlone => [.. PortableCases.All.Keys.Where(IsAlone)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void OnBoard(string name)
    {
        Assert.True(run.Results.TryGetValue(name, out var result), $"It did not run. The console ends with:\n{run.End}");
        Check(result);
    }

    [SkippableTheory]
    [MemberData(nameof(NamesAlone))]
    public void AloneOnBoard(string name)
    {
        var lines = BareImage.Run("tests", name, AloneBound);
        Check(lines.SingleOrDefault(line => Name(line) == name) ?? $"It did not run. The console:\n{string.Join('\n', lines)}");
    }

    // Once more, with all heaps verified whenever a component is left.
    [SkippableTheory]
    [Trait("Category", "Long")]
    [MemberData(nameof(NamesAlone))]
    public void VerifiedOnBoard(string name)
    {
        var lines = BareImage.Run("tests", "verified " + name, AloneBound);
        Check(lines.SingleOrDefault(line => Name(line) == name) ?? $"It did not run. The console:\n{string.Join('\n', lines)}");
    }

    private static bool IsAlone(string name) =>
        PortableCases.All[name].Method.DeclaringType!.Namespace!.EndsWith(".Runtime", StringComparison.Ordinal);

    // PASS name, FAIL name: why, SKIP name: why.
    private static string? Name(string line) =>
        line.Length > 5 && line[4] == ' ' && line[..4] is "PASS" or "FAIL" or "SKIP" ? line[5..].Split(':')[0] : null;

    private static void Check(string result)
    {
        Skip.If(result.StartsWith("SKIP", StringComparison.Ordinal), result);
        Assert.True(result.StartsWith("PASS", StringComparison.Ordinal), result);
    }

    [Fact]
    public void BoardRanWhatDotNetRuns()
    {
        Assert.Equal(PortableCases.All.Keys.Where(name => !IsAlone(name)).Order(), run.Results.Keys.Order());
        Assert.StartsWith("DONE ", run.End, StringComparison.Ordinal);
    }

    /// <summary>The one run, from reset to the last test.</summary>
    public sealed class Run
    {
        private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

        public Run()
        {
            using var scratch = new ScratchDirectory();
            var options = new EmulatedBoardOptions { HasTpm = false, QemuArguments = ["-semihosting-config", "enable=on,target=native"] };
            using var board = EmulatedBoard.Start(BoardFiles.LoadBuilt("tests"), scratch.FullPath, options);
            try
            {
                End = board.Console.WaitFor("DONE ", Bound);
            }
            catch (TimeoutException)
            {
                End = string.Join('\n', board.Console.Lines.TakeLast(20));
            }

            Results = board.Console.Lines.Where(line => Name(line) != null).ToDictionary(line => Name(line)!);
        }

        /// <summary>A line for each test that ran, by its name.</summary>
        public IReadOnlyDictionary<string, string> Results { get; }

        /// <summary>The line that counts them, or what the console ends with instead.</summary>
        public string End { get; }
    }
}
