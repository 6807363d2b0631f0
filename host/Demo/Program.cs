// SPDX-License-Identifier: MIT
// ./demo: the command line, and what a signal or a failure comes to.

using System.CommandLine;
using System.Runtime.InteropServices;
using Spectre.Console;
using Wardstone.Demo;
using Wardstone.Emulation;

const int Interrupted = 130;
const int Failed = 1;
const int Usage = 2;
var boards = string.Join(", ", EmulatedBoard.Names);

var board = new Option<string>("--board")
{
    HelpName = "NAME",
    Description = $"Board to run: {boards}. Those with the TPM on SPI run in Renode ($RENODE, or on PATH).",
    DefaultValueFactory = _ => EmulatedBoard.Name,
};
var tamper = new Option<Tampering?>("--tamper")
{
    HelpName = "config|image|log",
    Description = "Change one byte of this after pairing; the verdict must be 'not trusted' (exit 3).",
};
var exec = new Option<string?>("--exec")
{
    HelpName = "CMD",
    Description = "Run a shell command while the board is up, with 'wardstone' at hand, and return its status.",
};
var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
var keep = new Option<bool>("--keep") { Description = "Leave the board up after the report, until Ctrl-C." };
var gdb = new Option<bool>("--gdb") { Description = "Stop the board at reset and wait for gdb." };
var command = new RootCommand("Boots the firmware on an emulated board with a real software TPM, and shows what its host can verify.")
{
    board, tamper, exec, json, keep, gdb,
};

command.SetAction(arguments =>
{
    var options = new DemoOptions(
        arguments.GetRequiredValue(board),
        arguments.GetValue(tamper),
        arguments.GetValue(exec),
        arguments.GetValue(json),
        arguments.GetValue(keep),
        arguments.GetValue(gdb));
    var plain = Console.IsErrorRedirected;
    var console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new AnsiConsoleOutput(Console.Error),
        Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
        Interactive = plain ? InteractionSupport.No : InteractionSupport.Detect,
    });
    console.Profile.Width = plain ? int.MaxValue : console.Profile.Width;
    using var stop = new CancellationTokenSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
    try
    {
        if (!EmulatedBoard.Names.Contains(options.Board))
        {
            console.MarkupLineInterpolated($"demo: no emulation of board '{options.Board}'; there is {boards}");
            return Usage;
        }

        return new DemoRun(options, new Narration(console), stop.Token).Run();
    }
    catch (OperationCanceledException)
    {
        return Interrupted;
    }
    catch (Exception e) when (e is IOException or TimeoutException or ArgumentException)
    {
        console.MarkupLineInterpolated($"[red]demo: {e.Message}[/]");
        return Failed;
    }

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }
});

var parsed = command.Parse(args);
return parsed.Errors.Count > 0 ? Math.Max(parsed.Invoke(), Usage) : parsed.Invoke();
