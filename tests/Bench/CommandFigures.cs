// SPDX-License-Identifier: MIT
// What one boot and a few attestations cost, counted from outside the board: instructions and I2C traffic of every TPM command,
// and instructions of the hash. The board runs the image that ships, slowly; waiting is not counted.

using System.Text.RegularExpressions;
using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.Verification;

namespace Wardstone.Tests.Bench;

/// <summary>Measures commands and hashes on a traced board.</summary>
internal static partial class CommandFigures
{
    private const int Attestations = 3;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    // Elsewhere, on the same board in QEMU: messages, bytes written, bytes read, instructions of stack and driver. A lean client
    // in C, written by hand for these commands alone; and wolfTPM -Os. Both without the link checksum (about 5 messages more).
    private static readonly Dictionary<string, (int[] Lean, int[] Wolf)> s_elsewhere = new()
    {
        ["GetRandom"] = ([13, 22, 56, 325, 1032], [21, 26, 54, 1196, 1422]),
        ["PcrExtend"] = ([13, 75, 31, 430, 1368], [26, 82, 32, 3535, 1853]),
        ["PcrRead"] = ([13, 30, 74, 353, 1162], [21, 34, 72, 1514, 1552]),
        ["CreatePrimary"] = ([13, 75, 324, 748, 3858], [50, 94, 337, 6391, 4723]),
        ["Quote"] = ([13, 85, 250, 857, 3289], [44, 101, 260, 4760, 4059]),
    };

    /// <summary>Traces a boot and a few attestations.</summary>
    public static CallProfile Trace(BoardFiles files, string directory)
    {
        var functions = new Functions(files.ElfPath);
        var profile = new CallProfile(functions, RoleOf);
        var trace = new ExecutionTrace(directory, "i2c_*", profile);
        using (var board = EmulatedBoard.Start(files, directory, new EmulatedBoardOptions { QemuArguments = trace.QemuArguments }))
        {
            _ = board.WaitForBoot(Bound);
            for (var i = 0; i < Attestations; i++)
            {
                _ = board.Ask(client => EvidenceReader.Read(client, Challenge.Create(), default), Bound);
            }
        }

        trace.Finish();
        return profile;
    }

    /// <summary>One row for each TPM command that was run: the middle one of its runs.</summary>
    public static FigureTable Commands(CallProfile profile)
    {
        var table = new FigureTable(
            "commands", "TPM commands: I2C messages and bytes, instructions of stack + driver; beside them lean C, wolfTPM -Os",
            "command", "messages", "written", "read", "stack", "driver",
            "lean messages", "lean instructions", "wolf messages", "wolf instructions");
        foreach (var (name, runs) in Runs(profile))
        {
            var span = runs[runs.Count / 2];
            var (lean, wolf) = s_elsewhere.GetValueOrDefault(name);
            table.Add(
                name, span.Messages, span.Written, span.Read, span.Own, span.Driver,
                lean?[0], lean?[3] + lean?[4], wolf?[0], wolf?[3] + wolf?[4]);
        }

        return table;
    }

    /// <summary>Of each command the runs with as many messages as most have, those with few instructions first. The others polled more
    /// often, or lost their thread to another on the way.</summary>
    public static IReadOnlyDictionary<string, List<Span>> Runs(CallProfile profile) => (
        from span in profile.Spans
        let match = CommandName().Match(span.Name)
        where match.Success
        group span by match.Groups[1].Value).ToDictionary(
            runs => runs.Key,
            runs => runs.GroupBy(run => run.Messages).OrderBy(alike => alike.Count()).ThenBy(alike => alike.Key).Last()
                .OrderBy(run => run.Own + run.Driver).ToList());

    /// <summary>SHA-256 on the board beside the same in C, over the same image.</summary>
    public static FigureTable Sha256(CallProfile profile, BoardFiles files, string directory)
    {
        var table = new FigureTable(
            "sha256", "SHA-256 of firmware.bin, instructions per byte", "code", "instructions per byte", "ratio to C");
        var c = CReference.Count(files.Image, directory) / (double)files.Image.Length;

        // A block that was compressed says that its caller hashed with SHA-256; the caller's count has the block's in it.
        var blocks = profile.Spans.Where(span => BlockName().IsMatch(span.Name)).ToList();
        var board = blocks.Select(block => block.Parent!).Distinct().Sum(hash => hash.Own) / (64.0 * blocks.Count);
        table.Add("C, gcc -O2", c, 1.0);
        table.Add("the board's C#", board, board / c);
        return table;
    }

    private static Role RoleOf(string name) =>
        CommandName().IsMatch(name) || HashName().IsMatch(name) || BlockName().IsMatch(name) ? Role.Span
        : DriverName().IsMatch(name) ? Role.Driver
        : IdleName().IsMatch(name) ? Role.Idle
        : name == "Device_Interrupt" ? Role.Driver
        : Role.None;

    [GeneratedRegex(@"_Tpm_Commands_(\w+)__Execute$")]
    private static partial Regex CommandName();

    [GeneratedRegex(@"_Hashes_Sha2__(Append|Finish)$")]
    private static partial Regex HashName();

    [GeneratedRegex(@"_Hashes_Sha256__Compress$")]
    private static partial Regex BlockName();

    [GeneratedRegex(@"_System_Device_I2c_I2cDevice__")]
    private static partial Regex DriverName();

    // Pauses, and the other user of the board's interrupts.
    [GeneratedRegex(@"_Thread__Sleep$|_TpmI2cRegisters__Pause$|^Interrupts_WaitForOne$|_Uart__HandleInterrupt$")]
    private static partial Regex IdleName();
}
