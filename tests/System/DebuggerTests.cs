// SPDX-License-Identifier: MIT
// What gdb shows of managed code: who called whom, with names, files and lines, from a method, an interrupt handler and a fault.

using System.Text.RegularExpressions;
using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests;

public sealed class DebuggerTests : IDisposable
{
    // Deep in the appliance, and run at every boot.
    private const string Method = "Wardstone_Drivers_Wardstone_Drivers_TpmFifo__Execute";
    private const string Interrupt = "Wardstone_Aspeed_Wardstone_Aspeed_I2c__HandleInterrupt";
    private const string FaultHandler = "Wardstone_CoreLib_Wardstone_Kernel_Fault__Handle";
    private const ushort UndefinedInstruction = 0xdefe;

    // From the method to Main; above it may be anything.
    private static readonly string[] Callers =
    [
        "TpmFifo__Execute (this=..., commandCode=68, timeoutMs=10000) at /wardstone/firmware/Drivers/TpmFifo.cs:",
        "TpmFifo__Transfer (this=..., .*) at /wardstone/firmware/Drivers/TpmFifo.cs:",
        "TpmClient__Exchange (this=..., .*) at /wardstone/firmware/Tpm/TpmClient.cs:",
        "TpmClient__Submit (this=..., .*) at /wardstone/firmware/Tpm/TpmClient.cs:",
        "Startup__Execute (.*) at /wardstone/firmware/Tpm/Commands/Startup.cs:",
        "TpmStartup__Run (.*) at /wardstone/firmware/Tpm/TpmStartup.cs:",
        "Appliance__Start (this=...) at /wardstone/firmware/Appliance/Appliance.cs:",
        "Appliance__Boot (this=...) at /wardstone/firmware/Appliance/Appliance.cs:",
        "ApplianceBoard__Run (.*) at /wardstone/boards/Common/ApplianceBoard.cs:",
        "Board__Main () at /wardstone/boards/ast1030-evb/Board.cs:",
    ];

    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void ABacktraceGoesFromAMethodToMain()
    {
        var output = Debug($"break {Method}", "continue", "backtrace");
        AssertCallers(output, 0);
        Assert.Matches(@"#10 .* __managed__Main \(\)\n#11 .* Kernel_Exit \(\) at /wardstone/hal/CortexM/faults.S:\d+\n", output);
        Assert.DoesNotContain("Backtrace stopped", output, StringComparison.Ordinal);
    }

    [Fact]
    public void SourceVariablesAndSteps()
    {
        var output = Debug(
            $"tbreak *{Method}", "continue", "print commandCode + 1",
            $"break {Method}", "continue", "list", "print commandCode",
            "next", "print status", "print this->_open", "next", "up", "print count", "finish");
        Assert.Contains("IoStatus status = _status.Write(TpmStatus.Go);", output, StringComparison.Ordinal); // found in the repository
        Assert.Matches(@"\$1 = 69\n(.*\n)+\$2 = 68\n", output);
        Assert.Matches(@"\n\d+\t +if \(status == IoStatus.Ok\)\n(.*\n)+\d+\t +int estimateMs = ", output);
        Assert.Matches(@"\$3 = Ok\n\$4 = true\n", output);
        Assert.Matches(@"\$5 = \(int &\) @0x[0-9a-f]+: 0\n", output); // of the caller
        Assert.Matches(@"TpmClient__Exchange .*\n(.*\n)*Value returned is \$6 = Ok\n", output);
    }

    // What an interrupt stops may be between any two instructions.
    [Fact]
    public void ABacktraceGoesThroughAnInterrupt()
    {
        var output = Debug($"break {Interrupt}", "ignore 1 50", "continue", "backtrace");
        Assert.Matches(@"#0  \w+I2c__HandleInterrupt .*\n(#. .*\n)?#. +<signal handler called>\n#. .*I2c__Execute ", output);
        AssertCallers(output, 5, Callers[1..]);
    }

    [Fact]
    public void ABacktraceGoesThroughAFault()
    {
        var output = Debug(
            $"break {Method}", "continue", $"set {{short}}$pc = {UndefinedInstruction}", $"break {FaultHandler}", "delete 1",
            "continue", "backtrace");
        Assert.Matches(@"#0  \w+Fault__Handle .*\n#1 .* \w+_Handler \(\) at /wardstone/hal/CortexM/faults.S.*\n#2 +<signal", output);
        AssertCallers(output, 3);
    }

    private static void AssertCallers(string output, int from) => AssertCallers(output, from, Callers);

    // Each called by the next, from a frame that is at least the number `from`.
    private static void AssertCallers(string output, int from, string[] callers)
    {
        var frames = Regex.Matches(output, @"^#(\d+) +(?:0x[0-9a-f]+ in )?(.*)$", RegexOptions.Multiline)
            .Where(frame => int.Parse(frame.Groups[1].Value, null) >= from).Select(frame => frame.Groups[2].Value)
            .SkipWhile(frame => !Fits(frame, callers[0])).ToArray();
        Assert.True(frames.Length >= callers.Length, output);
        Assert.All(callers.Zip(frames), pair => Assert.True(Fits(pair.Second, pair.First), $"{pair.First}\n{output}"));
        Assert.All(frames.Take(callers.Length), frame => Assert.Matches(@"\.cs:\d+$", frame));
    }

    // `.*` stands for anything.
    private static bool Fits(string frame, string pattern) =>
        Regex.IsMatch(frame, Regex.Escape(pattern).Replace(@"\.\*", ".*", StringComparison.Ordinal));

    private string Debug(params string[] commands)
    {
        using var board = EmulatedBoard.Start(BootedBoard.Files, _scratch.FullPath, new EmulatedBoardOptions { WaitForGdb = true });
        return Debugger.Run(BootedBoard.Files, board.GdbAddress, commands);
    }
}
