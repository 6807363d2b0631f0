// SPDX-License-Identifier: MIT
// tests/Portable again, on the board: one run of the test image (tests/Board) in QEMU, each of its tests as a case of its own.

using Wardstone.Emulation;
using Wardstone.Tests.Host.Portable;

namespace Wardstone.Tests.SystemTests;

public class PortableOnBoardTests(PortableOnBoardTests.Run run) : IClassFixture<PortableOnBoardTests.Run>
{
    public static TheoryData<string> Names => [.. PortableCases.All.Keys];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void OnBoard(string name)
    {
        Assert.True(run.Results.TryGetValue(name, out var result), $"It did not run. The console ends with:\n{run.End}");
        Skip.If(result.StartsWith("SKIP", StringComparison.Ordinal), result);
        Assert.True(result.StartsWith("PASS", StringComparison.Ordinal), result);
    }

    [Fact]
    public void BoardRanWhatDotNetRuns()
    {
        Assert.Equal(PortableCases.All.Keys.Order(), run.Results.Keys.Order());
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

            // PASS name, FAIL name: why, SKIP name: why.
            Results = board.Console.Lines.Where(line => line.Length > 5 && line[4] == ' ' && line[..4] is "PASS" or "FAIL" or "SKIP")
                .ToDictionary(line => line[5..].Split(':')[0]);
        }

        /// <summary>A line for each test that ran, by its name.</summary>
        public IReadOnlyDictionary<string, string> Results { get; }

        /// <summary>The line that counts them, or what the console ends with instead.</summary>
        public string End { get; }
    }
}
