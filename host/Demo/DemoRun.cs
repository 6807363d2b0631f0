// SPDX-License-Identifier: MIT
// The walk of the demo: boot, pair, boot again if something is to be changed, verdict, components. What it shows is what the command
// `wardstone` prints; a person can type the same.

using Wardstone.Emulation;
using Wardstone.Link;

namespace Wardstone.Demo;

/// <summary>What was asked for on the command line.</summary>
internal sealed record DemoOptions(string Board, Tampering? Tamper, string? Exec, bool Json, bool Keep, bool Gdb);

/// <summary>One run of the demo.</summary>
internal sealed class DemoRun(DemoOptions options, Narration narration, CancellationToken cancel)
{
    private static readonly TimeSpan s_bootBound = TimeSpan.FromSeconds(60);

    /// <summary>Runs it.</summary>
    /// <returns>The exit status of `wardstone attest`, or of the command to execute.</returns>
    public int Run()
    {
        var files = BoardFiles.LoadBuilt(options.Board);
        using var scratch = new ScratchDirectory();
        var host = new HostTool(scratch, files.Directory, cancel);
        if (options.Tamper is { } tamper)
        {
            // Paired with a genuine boot of the same TPM, so that the verdict is about the change alone.
            using (var genuine = Boot(files, scratch, "Genuine boot of the board"))
            {
                Pair(genuine, host, files);
            }

            narration.Say($"Changed in {Tamper.Describe(files, tamper)}");
        }

        using var board = Boot(Tamper.Files(files, options.Tamper), scratch, "Boot of the board", options.Gdb);
        if (options.Tamper is null)
        {
            Pair(board, host, files);
        }

        using var interposer = options.Tamper == Tampering.Log
            ? new LinkInterposer(board, Path.Combine(scratch.FullPath, "wire"), Tamper.Log(files))
            : null;
        host.Use(board, interposer?.Address ?? board.LinkAddress);
        narration.Say($"$ {options.Exec ?? "wardstone attest"}");
        var status = options.Exec is { } command ? host.Shell(command) : host.Attest(options.Json);
        if (options.Exec is null && !options.Json)
        {
            narration.Say("$ wardstone report init");
            host.ShowComponents();
        }

        if (options.Keep)
        {
            narration.Say($"The board stays up until Ctrl-C. In another shell:\n{host.Exports}");
            cancel.WaitHandle.WaitOne();
        }

        return status;
    }

    private EmulatedBoard Boot(BoardFiles files, ScratchDirectory scratch, string what, bool gdb = false)
    {
        var board = EmulatedBoard.Start(files, scratch.Subdirectory("board"), new EmulatedBoardOptions { WaitForGdb = gdb });
        try
        {
            if (gdb)
            {
                narration.Say(
                    $"Waiting for: gdb-multiarch -x hal/Build/wardstone.gdb -ex 'target remote {board.GdbAddress}' "
                    + Path.GetRelativePath(Environment.CurrentDirectory, files.ElfPath));
            }

            var status = narration.Step(what, () => board.WaitForBoot(gdb ? TimeSpan.MaxValue : s_bootBound, cancel));
            narration.Show(board.Console.Lines);
            return status.Phase == BoardPhase.Ready
                ? board
                : throw new IOException($"the board is in the state {LinkClient.Text(status.State)}: {LinkClient.Text(status.Reason)}");
        }
        catch
        {
            board.Dispose();
            throw;
        }
    }

    private void Pair(EmulatedBoard board, HostTool host, BoardFiles files)
    {
        host.Use(board, board.LinkAddress);
        narration.Say($"$ wardstone pair --reference {Path.GetRelativePath(Environment.CurrentDirectory, files.Directory)}");
        host.Pair();
    }
}
