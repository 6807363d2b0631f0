// SPDX-License-Identifier: MIT
// A board in Renode, wired by renode/<board>.resc: the TPM on SPI is a model of ours with swtpm behind it, link and console are TCP ports.
// Renode is not part of this repository: the variable RENODE says where it is, or it is on PATH.

using System.Net.Sockets;

namespace Wardstone.Emulation;

/// <summary>A running board in Renode.</summary>
public sealed class RenodeBoard : EmulatedBoard
{
    private const string Variable = "RENODE";
    private const string Program = "renode";
    private const string ConsoleLogName = "console.log";

    // A file that a .NET program writes is locked for every other one, unless the writer is told not to.
    private const string ReadableFiles = "DOTNET_SYSTEM_IO_DISABLEFILELOCKING=1";

    private const int Ports = 4;
    private const int Monitoring = 0, Link = 1, Terminal = 2, Gdb = 3;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(90);

    private static readonly Dictionary<string, string> s_tpms = new()
    {
        ["nucleo-f767zi"] = "sysbus.spi1.tpm",
        ["stm32f4-discovery"] = "sysbus.spi2.tpm",
    };

    private readonly int _port;
    private readonly string _tpm;

    private RenodeBoard(ChildProcess renode, string directory, int port, string tpm)
        : base(renode, "Renode", Path.Combine(directory, ConsoleLogName))
    {
        _port = port;
        _tpm = tpm;
        Monitor = new RenodeMonitor(port + Monitoring);
    }

    /// <summary>The boards that renode/ has a script for.</summary>
    public static new IReadOnlyCollection<string> Names => s_tpms.Keys;

    /// <summary>The program to start; null: there is none.</summary>
    public static string? Launcher
    {
        get
        {
            var given = Environment.GetEnvironmentVariable(Variable);
            var candidates = string.IsNullOrEmpty(given)
                ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, Program))
                : [given, Path.Combine(given, Program)];
            return candidates.FirstOrDefault(File.Exists) is { } found ? Path.GetFullPath(found) : null;
        }
    }

    /// <summary>What to say where there is no <see cref="Launcher"/>.</summary>
    public static string Missing => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? $"there is no Renode at {Variable}={given}"
        : $"no Renode: set {Variable} to its launcher or its folder, or put '{Program}' on PATH (renode/README.md)";

    /// <summary>Its monitor.</summary>
    public RenodeMonitor Monitor { get; }

    public override Swtpm? Tpm => Emulator;

    public override string LinkAddress => $"tcp:127.0.0.1:{_port + Link}";

    public override string ConsoleAddress => $"tcp:127.0.0.1:{_port + Terminal}";

    public override string GdbAddress => $"127.0.0.1:{_port + Gdb}";

    private Swtpm? Emulator { get; init; }

    /// <inheritdoc cref="EmulatedBoard.Start"/>
    public static new RenodeBoard Start(BoardFiles files, string directory, EmulatedBoardOptions options)
    {
        var launcher = Launcher ?? throw new IOException($"board {files.Board} runs in Renode: {Missing}");
        File.WriteAllBytes(Path.Combine(directory, "firmware.bin"), files.Image);
        File.WriteAllBytes(Path.Combine(directory, "config.bin"), files.Config);
        File.Delete(Path.Combine(directory, ConsoleLogName));
        var tpm = Swtpm.StartTcp(Directory.CreateDirectory(Path.Combine(directory, "tpm")).FullName, out var tpmPort);
        try
        {
            return FreePorts.Try(Ports, port =>
            {
                string[] command = ["env", ReadableFiles, launcher, "--disable-gui", "--plain", "--robot-server-port", $"{port}"];
                var renode = ChildProcess.Start(Path.Combine(directory, "renode.out"), directory, command);
                var board = new RenodeBoard(renode, directory, port, s_tpms[files.Board]) { Emulator = tpm };
                try
                {
                    renode.WaitUntil(() => FreePorts.IsTaken(port), StartTimeout, "Renode's monitor");
                    board.Load(files.Board, directory, tpmPort, options);
                    return board;
                }
                catch
                {
                    board.Monitor.Dispose();
                    renode.Dispose();
                    throw;
                }
            });
        }
        catch
        {
            tpm.Dispose();
            throw;
        }
    }

    /// <summary>Turns a knob of the TPM.</summary>
    /// <exception cref="IOException">There is no such knob.</exception>
    public void Knob(string name, string value) => Monitor.Execute($"{_tpm} Knob \"{name}\" \"{value}\"");

    /// <summary>What a property of the TPM is, such as Executions or Violations.</summary>
    public string AskTpm(string property) => Monitor.Execute($"{_tpm} {property}");

    /// <summary>Resets it, as the reset button does, with knobs of the TPM turned before it starts again.</summary>
    public void Reset(params (string Name, string Value)[] knobs)
    {
        _ = Monitor.Execute("pause");
        foreach (var (name, value) in knobs)
        {
            Knob(name, value);
        }

        _ = Monitor.Execute("machine Reset");
        _ = Monitor.Execute("start");
    }

    public override NetworkStream OpenLink()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", _port + Link);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private void Load(string name, string directory, int tpmPort, EmulatedBoardOptions options)
    {
        string[] commands =
        [
            $"$image={RenodeMonitor.Argument(Path.Combine(directory, "firmware.bin"))}",
            $"$config={RenodeMonitor.Argument(Path.Combine(directory, "config.bin"))}",
            $"$console={RenodeMonitor.Argument(Path.Combine(directory, ConsoleLogName))}",
            $"$tpmPort={tpmPort}",
            $"$linkPort={_port + Link}",
            $"$consolePort={_port + Terminal}",
            $"include {RenodeMonitor.Argument(Path.Combine(BoardFiles.Root, "renode", $"{name}.resc"))}",
        ];
        foreach (var command in commands)
        {
            _ = Monitor.Execute(command);
        }

        foreach (var (knob, value) in options.HasTpm ? options.Knobs : [("absent", "yes"), .. options.Knobs])
        {
            Knob(knob, value);
        }

        _ = Monitor.Execute(options.WaitForGdb ? $"machine StartGdbServer {_port + Gdb}" : "start");
    }
}
