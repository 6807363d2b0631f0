// SPDX-License-Identifier: MIT
// wardstone: the paired host's tool. Each command is one file in Commands/.

using System.CommandLine;
using System.Runtime.InteropServices;
using Wardstone.Cli;
using Wardstone.Cli.Commands;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var globals = new Globals(stop.Token);
var root = new RootCommand($"Talks to a Wardstone board and judges what it measured.\n\n{ExitCode.Help}")
{
    PairCommand.Create(globals),
    StatusCommand.Create(globals),
    PcrsCommand.Create(globals),
    LogCommand.Create(globals),
    AttestCommand.Create(globals),
    ReportCommand.Create(globals),
    FaultsCommand.Create(globals),
    LsCommand.Create(globals),
    CatCommand.Create(globals),
    StatCommand.Create(globals),
    WriteCommand.Create(globals),
    WatchCommand.Create(globals),
    ReferenceCommand.Create(globals),
    ConsoleCommand.Create(globals),
    globals.Link,
    globals.Console,
    globals.State,
    globals.Json,
    globals.Timeout,
};

var parsed = root.Parse(args);
if (parsed.Errors.Count == 0)
{
    return parsed.Invoke();
}

foreach (var error in parsed.Errors)
{
    Console.Error.WriteLine($"wardstone: {error.Message}");
}

Console.Error.WriteLine("See 'wardstone --help'.");
return ExitCode.Usage;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
