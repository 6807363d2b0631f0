// SPDX-License-Identifier: MIT
using Wardstone.Emulation;
using Wardstone.Link;

namespace Wardstone.Tests.SystemTests;

/// <summary>A genuine board that has booted with a TPM that was never used before. Shared by the tests of one class.</summary>
public sealed class BootedBoard : IDisposable
{
    /// <summary>Bound on a boot.</summary>
    public static readonly TimeSpan BootBound = TimeSpan.FromSeconds(30);

    private readonly ScratchDirectory _scratch = new();

    public BootedBoard()
    {
        Board = EmulatedBoard.Start(Files, _scratch.FullPath);
        Status = Board.WaitForBoot(BootBound);
    }

    /// <summary>What the build made.</summary>
    public static BoardFiles Files { get; } = BoardFiles.LoadBuilt(EmulatedBoard.Name);

    public EmulatedBoard Board { get; }

    /// <summary>What it said of itself when it had booted.</summary>
    public BoardStatus Status { get; }

    public void Dispose()
    {
        Board.Dispose();
        _scratch.Dispose();
    }
}
