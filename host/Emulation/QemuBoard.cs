// SPDX-License-Identifier: MIT
// The ast1030-evb in QEMU: console on UART5, link on UART1, TPM at 0x2e of I2C bus 2.

using System.Net.Sockets;

namespace Wardstone.Emulation;

/// <summary>A running board in QEMU; its sockets are in its directory.</summary>
internal sealed class QemuBoard : EmulatedBoard
{
    /// <summary>QEMU's name for the machine, and ours for the board.</summary>
    public const string BoardName = "ast1030-evb";

    private const string ConsoleLogName = "console.log";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);
    private readonly string _directory;

    private QemuBoard(string directory, Swtpm? tpm, ChildProcess qemu)
        : base(qemu, "QEMU", Path.Combine(directory, ConsoleLogName))
    {
        _directory = directory;
        Tpm = tpm;
    }

    public override Swtpm? Tpm { get; }

    public override string LinkAddress => $"unix:{LinkPath}";

    public override string ConsoleAddress => $"unix:{ConsolePath}";

    public override string GdbAddress => Path.Combine(_directory, "gdb");

    private string LinkPath => Path.Combine(_directory, "link");

    private string ConsolePath => Path.Combine(_directory, "console");

    public static new QemuBoard Start(BoardFiles files, string directory, EmulatedBoardOptions options)
    {
        File.WriteAllBytes(Path.Combine(directory, "firmware.bin"), files.Image);
        File.WriteAllBytes(Path.Combine(directory, "config.bin"), files.Config);
        File.Delete(Path.Combine(directory, ConsoleLogName)); // QEMU appends
        var tpm = options.HasTpm ? Swtpm.StartForQemu(Directory.CreateDirectory(Path.Combine(directory, "tpm")).FullName) : null;
        try
        {
            var qemu = ChildProcess.Start(Path.Combine(directory, "qemu.out"), directory, [.. Command(files, directory, tpm, options)]);
            var board = new QemuBoard(directory, tpm, qemu);
            try
            {
                qemu.WaitUntil(
                    () => ChildProcess.Listens(board.LinkPath) && ChildProcess.Listens(board.ConsolePath), StartTimeout, "QEMU's sockets");
                return board;
            }
            catch
            {
                qemu.Dispose();
                throw;
            }
        }
        catch
        {
            tpm?.Dispose();
            throw;
        }
    }

    public override NetworkStream OpenLink()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(LinkPath));
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static IEnumerable<string> Command(BoardFiles files, string directory, Swtpm? tpm, EmulatedBoardOptions options)
    {
        // logfile: the console is kept whether or not somebody is attached to the socket. -m: without a memory size, which this
        // machine has no use for, the loader refuses every raw file.
        List<string> command =
        [
            "qemu-system-arm", "-M", BoardName, "-m", "1M", "-display", "none", "-monitor", "none", "-nic", "none",
            "-chardev", $"socket,id=console,path={directory}/console,server=on,wait=off,logfile={ConsoleLogName}",
            "-serial", "chardev:console",
            "-chardev", $"socket,id=link,path={directory}/link,server=on,wait=off", "-serial", "chardev:link",
            "-kernel", "firmware.bin", "-device", $"loader,file=config.bin,addr=0x{files.ConfigAddress:x},force-raw=on",
        ];
        if (tpm is not null)
        {
            command.AddRange(["-chardev", $"socket,id=tpm,path={tpm.ControlPath}", "-tpmdev", "emulator,id=tpm0,chardev=tpm"]);
            command.AddRange(["-device", "tpm-tis-i2c,tpmdev=tpm0,bus=aspeed.i2c.bus.2,address=0x2e"]);
        }

        if (options.WaitForGdb)
        {
            command.AddRange(["-chardev", "socket,id=gdb,path=gdb,server=on,wait=off", "-gdb", "chardev:gdb", "-S"]);
        }

        return command.Concat(options.QemuArguments);
    }
}
