// SPDX-License-Identifier: MIT
// One board in Renode for the tests of a class: what they do to its TPM ends with the next reset. Where Renode is not, they are skipped,
// and say so.

using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Reference;
using Wardstone.Tpm;
using Wardstone.Verification;

namespace Wardstone.Tests.SystemTests.Renode;

/// <summary>A board, started when first asked for.</summary>
public abstract class RenodeRun(string name) : IDisposable
{
    /// <summary>Bound on a boot, and on finding out that it does not get on. Renode shares the computer.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    private readonly ScratchDirectory _scratch = new();
    private RenodeBoard? _board;
    private Pairing? _pairing;

    /// <summary>What the build made.</summary>
    public BoardFiles Files { get; } = RenodeBoard.Launcher is null ? null! : BoardFiles.LoadBuilt(name);

    /// <summary>The running board.</summary>
    public RenodeBoard Board
    {
        get
        {
            SkipWithoutRenode();
            return _board ??= Start();
        }
    }

    /// <summary>Why a test that needs it is skipped.</summary>
    public static void SkipWithoutRenode() => Skip.If(RenodeBoard.Launcher is null, RenodeBoard.Missing);

    /// <summary>Resets the board with nothing wrong but the given knobs, and waits for the end of its boot.</summary>
    public BoardStatus Boot(params (string Name, string Value)[] knobs)
    {
        var lines = Board.Console.Lines.Length;
        Board.Reset([
            ("clear", ""), ("interrupt", "works"), ("identity", "0x00015D57"), ("self_test_polls", "0"), ("not_valid_polls", "0"),
            ("bursts", "64"), ("wait_states", "1"), ("execution_ms", "0"), .. knobs]);
        var status = Board.WaitForBoot(Bound);
        var state = $"state {LinkClient.Text(status.State)}";
        Assert.Contains(Board.Console.Lines.Skip(lines), line => line.StartsWith(state, StringComparison.Ordinal));
        return status;
    }

    /// <summary>Asks for a quote.</summary>
    public byte[] Quote() => Board.Ask(client => client.Quote([1, 2, 3], (ushort)TpmAlgId.Sha256, PcrPlan.Pcrs), Bound);

    /// <summary>What the host has against it, by the pairing with its first boot.</summary>
    /// <remarks>
    /// Not whether the TPM's clock goes on: swtpm, whose power is cut here every second, at times calls a clock safe that has gone
    /// back by up to four seconds. The verifier refuses that, as it should.
    /// </remarks>
    public string[] Judge()
    {
        var failed = Board.Judge(_pairing, ReferenceManifest.Load(Files.Directory)).Failed;
        return [.. failed.Where(check => check.Name != CheckNames.Continuity).Select(check => $"{check}")];
    }

    // A TPM whose power was cut is nothing to pair with: its clock may go back.
    private RenodeBoard Start()
    {
        _board = (RenodeBoard)EmulatedBoard.Start(Files, _scratch.FullPath);
        _ = _board.WaitForBoot(Bound);
        _pairing = _board.Pair();
        var verdict = _board.Judge(_pairing, ReferenceManifest.Load(Files.Directory));
        Assert.True(verdict.Trusted, string.Join('\n', verdict.Failed));
        _pairing = _pairing.After(verdict);
        return _board;
    }

    public void Dispose()
    {
        _board?.Dispose();
        _scratch.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The Nucleo-F767ZI: TPM on SPI1, DMA2, Cortex-M7.</summary>
public sealed class NucleoRun() : RenodeRun("nucleo-f767zi");

/// <summary>The STM32F4DISCOVERY: TPM on SPI2, DMA1, Cortex-M4.</summary>
public sealed class DiscoveryRun() : RenodeRun("stm32f4-discovery");
