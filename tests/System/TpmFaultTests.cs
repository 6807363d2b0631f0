// SPDX-License-Identifier: MIT
// A TPM that is not there or goes away: each has a name on console and link within a bound, and the board goes on answering.
// One that hangs is tested on .NET (tests/Host/Faults): QEMU itself hangs with its TPM.

using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;

namespace Wardstone.Tests.SystemTests;

public sealed class TpmFaultTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void AnAbsentTpmIsNamed()
    {
        using var board = EmulatedBoard.Start(BootedBoard.Files, _scratch.FullPath, new EmulatedBoardOptions { HasTpm = false });
        AssertState(board, board.WaitForBoot(Bound), "tpm-absent");
        Assert.Throws<BoardRefusedException>(() => Quote(board));
    }

    [Fact]
    public void ATpmThatDiesWhileACommandRunsIsNamed()
    {
        using var board = Booted();
        board.Tpm!.Pause();
        var quote = Task.Run(() => Quote(board));
        Thread.Sleep(500); // the command is in the TPM now
        Assert.False(quote.IsCompleted);
        board.Tpm.Kill();
        Assert.IsType<BoardRefusedException>(Assert.Throws<AggregateException>(() => quote.Wait(Bound)).InnerException);
        AssertState(board, board.WaitForBoot(Bound), "tpm-lost");
        Assert.Throws<BoardRefusedException>(() => Quote(board));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(100)]
    public void ATpmThatDiesDuringTheBootIsNamed(int afterMs)
    {
        using var board = EmulatedBoard.Start(BootedBoard.Files, _scratch.FullPath);
        _ = board.Console.WaitFor("Wardstone", Bound);
        Thread.Sleep(afterMs);
        board.Tpm!.Kill();
        var status = board.WaitForBoot(Bound);
        if (status.Phase == BoardPhase.Ready)
        {
            Assert.Throws<BoardRefusedException>(() => Quote(board)); // the boot was quicker: the next command finds out
            status = board.WaitForBoot(Bound);
        }

        Assert.Equal(BoardPhase.Failed, status.Phase);
        AssertState(board, status, LinkClient.Text(status.State));
        Assert.NotEqual("", LinkClient.Text(status.Reason));
    }

    private EmulatedBoard Booted()
    {
        var board = EmulatedBoard.Start(BootedBoard.Files, _scratch.FullPath);
        AssertState(board, board.WaitForBoot(BootedBoard.BootBound), "ready");
        return board;
    }

    private static byte[] Quote(EmulatedBoard board) =>
        board.Ask(client => client.Quote([1, 2, 3], (ushort)TpmAlgId.Sha256, PcrPlan.Pcrs), Bound);

    private static void AssertState(EmulatedBoard board, BoardStatus status, string name)
    {
        Assert.Equal(name, LinkClient.Text(status.State));
        // Said by the boot, or later by the component that asks the TPM.
        var last = board.Console.Lines.Select(line => line.Replace("[measured_boot] ", "", StringComparison.Ordinal))
            .Last(line => line.StartsWith("state ", StringComparison.Ordinal));
        Assert.StartsWith($"state {name}", last, StringComparison.Ordinal);
    }
}
