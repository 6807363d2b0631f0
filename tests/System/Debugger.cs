// SPDX-License-Identifier: MIT
// gdb in batch mode, with the command file that a person uses. Whatever speaks gdb's protocol can be its target: QEMU, Renode, a probe.

using System.Diagnostics;
using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests;

/// <summary>Runs gdb on what was built for a board.</summary>
internal static class Debugger
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    /// <summary>Whatever gdb says while it runs the commands in order, and leaves the target.</summary>
    /// <param name="target">As `target remote` takes it: host:port, or the path of a UNIX socket. It has stopped at reset.</param>
    public static string Run(BoardFiles files, string target, params string[] commands)
    {
        var root = Path.GetFullPath(Path.Combine(files.Directory, "..", "..", ".."));
        string[] all = [$"target remote {target}", .. commands, "kill"];
        string[] arguments =
        [
            "-nx", "-batch", "--cd", root, "-ex", "set width 0", "-x", "hal/Build/wardstone.gdb",
            .. all.SelectMany(command => new[] { "-ex", command }), files.ElfPath,
        ];
        using var gdb = Process.Start(new ProcessStartInfo("gdb-multiarch", arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        })!;
        gdb.StandardInput.Close();
        var (output, errors) = (gdb.StandardOutput.ReadToEndAsync(), gdb.StandardError.ReadToEndAsync());
        if (!gdb.WaitForExit(Bound))
        {
            gdb.Kill();
            throw new TimeoutException($"gdb did not end within {Bound.TotalSeconds} s:\n{output.Result}{errors.Result}");
        }

        return output.Result + errors.Result;
    }
}
