// SPDX-License-Identifier: MIT
// The same portable program on the board and on a nanoCLR: instructions of both, each counted from outside. A nanoCLR is not at hand
// everywhere; without one its column is empty.

using System.Globalization;
using System.Text.RegularExpressions;
using Wardstone.Emulation;

namespace Wardstone.Tests.Bench;

/// <summary>Counts the instructions of tests/Bench/Workload.</summary>
internal static partial class WorkloadFigures
{
    /// <summary>An environment variable: a nanoCLR for Linux on ARM; takes .pe files as arguments, writes each line at once.</summary>
    private const string NanoClr = "NANOCLR";

    /// <summary>Another: the folder with the workload as .pe files, and the libraries that it needs.</summary>
    private const string NanoClrProgram = "NANOCLR_PROGRAM";

    private const string Sysroot = "/usr/arm-linux-gnueabihf"; // of Debian's cross compiler
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(5);

    private static readonly (string Mark, string Class, string Name, int Units)[] s_works =
    [
        ("sha256", "HashWork", "SHA-256, a byte", 1024),
        ("marshalling", "MarshallingWork", "PCR_Extend and Quote, written and read", 1),
        ("fifo", "FifoWork", "a command of 64 bytes and its response over the FIFO", 1),
    ];

    /// <summary>One row for each piece of work.</summary>
    /// <param name="directory">Absolute path of a directory for files.</param>
    public static FigureTable Measure(string directory)
    {
        var table = new FigureTable(
            "workload", "Portable code, instructions: on the board's runtime and on nanoFramework's interpreter (aim: 60 times fewer)",
            "work", "board", "nanoCLR", "times");
        var board = OnBoard(directory);
        var nanoClr = OnNanoClr(directory);
        foreach (var (mark, _, name, units) in s_works)
        {
            var here = (double)board[mark] / units;
            double? there = nanoClr is null ? null : (double)nanoClr[mark] / units;
            table.Add(name, here, there, there / here);
        }

        return table;
    }

    // The last run of each: the first ones make what is made once.
    private static Dictionary<string, long> OnBoard(string directory)
    {
        var files = BoardFiles.LoadBuilt("workload");
        var profile = new CallProfile(new Functions(files.ElfPath), name => RunName().IsMatch(name) ? Role.Span : Role.None);
        var trace = new ExecutionTrace(directory, null, profile);
        var options = new EmulatedBoardOptions
        {
            HasTpm = false,
            QemuArguments = ["-semihosting-config", "enable=on,target=native", .. trace.QemuArguments],
        };
        using (var board = EmulatedBoard.Start(files, directory, options))
        {
            _ = board.Console.WaitFor("mark end", s_bound);
        }

        trace.Finish();
        return s_works.ToDictionary(
            work => work.Mark,
            work => profile.Spans.Last(span => RunName().Match(span.Name).Groups[1].Value == work.Class).Own);
    }

    // Of the three marks of each, the second stretch has one run more than the first.
    private static Dictionary<string, long>? OnNanoClr(string directory)
    {
        if (Environment.GetEnvironmentVariable(NanoClr) is not { Length: > 0 } nanoClr)
        {
            Console.Error.WriteLine($"bench: no nanoCLR ({NanoClr} is not set)");
            return null;
        }

        var program = Environment.GetEnvironmentVariable(NanoClrProgram) ?? throw new IOException($"{NanoClrProgram} is not set.");
        var source = Path.Combine(AppContext.BaseDirectory, "C", "marks.c");
        using (var gcc = ChildProcess.Start(
            Path.Combine(directory, "gcc.out"), directory, "gcc", "-O2", "-shared", "-fPIC", source, "-o", "marks.so"))
        {
            gcc.WaitForSuccess(s_bound);
        }

        using var qemu = ChildProcess.Start(
            Path.Combine(directory, "nanoclr.out"), directory,
            [
                "qemu-arm", "-L", Sysroot, "-plugin", "./marks.so", Path.GetFullPath(nanoClr),
                .. Directory.GetFiles(Path.GetFullPath(program), "*.pe").Order(StringComparer.Ordinal),
            ]);
        qemu.WaitUntil(() => qemu.Output.Contains("mark end", StringComparison.Ordinal), s_bound, "the nanoCLR");
        var counts = Counts(qemu.Output);
        return s_works.ToDictionary(work => work.Mark, work => counts[work.Mark] is [var first, var second, var third]
            ? third - second - (second - first)
            : throw new IOException($"The nanoCLR's marks of {work.Mark} are not three."));
    }

    // The text has each count, between two #, before what the program wrote then: also in the middle of a line, if it wrote that in parts.
    private static Dictionary<string, List<long>> Counts(string text)
    {
        var counts = new Dictionary<string, List<long>>();
        var count = 0L;
        var line = "";
        foreach (Match part in Part().Matches(text))
        {
            if (part.Groups["count"].Success)
            {
                count = line.Length == 0 ? long.Parse(part.Groups["count"].Value, CultureInfo.InvariantCulture) : count;
            }
            else if (part.Value == "\n")
            {
                if (line.StartsWith("mark ", StringComparison.Ordinal))
                {
                    (counts.TryGetValue(line[5..], out var list) ? list : counts[line[5..]] = []).Add(count);
                }

                line = "";
            }
            else
            {
                line += part.Value.TrimEnd('\r');
            }
        }

        return counts;
    }

    [GeneratedRegex("#(?<count>[0-9]+)#|\n|[^#\n]+")]
    private static partial Regex Part();

    [GeneratedRegex(@"_Tests_Workload_([A-Za-z]+)__Run$")]
    private static partial Regex RunName();
}
