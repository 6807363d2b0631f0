// SPDX-License-Identifier: MIT
using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests.Language;

/// <summary>Runs a test image, which has no appliance, from reset until it ends the emulator.</summary>
internal static class BareImage
{
    /// <summary>What it wrote to its console, line by line.</summary>
    /// <param name="image">Its folder in artifacts/boards.</param>
    /// <param name="config">The text of its configuration module.</param>
    /// <param name="arguments">For QEMU, beside the usual ones.</param>
    /// <exception cref="TimeoutException">It did not end within <paramref name="bound"/>; with the console's text.</exception>
    public static string[] Run(string image, string config, TimeSpan bound, params string[] arguments)
    {
        using var scratch = new ScratchDirectory();
        using var board = Start(image, config, scratch.FullPath, arguments);
        board.WaitForEnd(bound);
        return board.Console.Lines;
    }

    /// <summary>Starts it, for a test that has something to say to it. The directory is for this board alone.</summary>
    public static EmulatedBoard Start(string image, string config, string directory, params string[] arguments)
    {
        string[] all = ["-semihosting-config", "enable=on,target=native", .. arguments];
        var options = new EmulatedBoardOptions { HasTpm = false, QemuArguments = all };
        return EmulatedBoard.Start(BoardFiles.LoadBuilt(image).WithConfigText(config), directory, options);
    }

    /// <exception cref="TimeoutException">It did not end within <paramref name="bound"/>; with the console's text.</exception>
    public static void WaitForEnd(this EmulatedBoard board, TimeSpan bound)
    {
        var end = DateTime.UtcNow + bound;
        while (board.IsAlive)
        {
            if (DateTime.UtcNow > end)
            {
                throw new TimeoutException($"the image did not end within {bound.TotalSeconds} s:\n{board.Console.Text}");
            }

            Thread.Sleep(10);
        }
    }
}
