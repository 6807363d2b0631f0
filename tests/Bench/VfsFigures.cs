// SPDX-License-Identifier: MIT
// What the VFS costs: the TPM's driver behind /dev/tpm0 beside the same driver as a component of its own, and what each plugin takes.
// Both ways run the image that ships, with a configuration of their own.

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Wardstone.Emulation;
using Wardstone.Hid;
using Wardstone.Tests.SystemTests;

namespace Wardstone.Tests.Bench;

/// <summary>Measures the VFS.</summary>
internal static partial class VfsFigures
{
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(1);

    // What only components do; the boot's own commands go neither way.
    private static readonly string[] s_commands = ["CreatePrimary", "Quote", "FlushContext"];

    // The code of a kind of file is that of the classes whose names begin so.
    private static readonly (string Name, string File, string Classes)[] s_kinds =
    [
        ("core", "", ""),
        ("dir", "+ dir x", "DirPlugin"),
        ("dev, a bus", "+ dev x | service: Bus | label: i2c0", "DevPlugin|DeviceRequest|StreamFile|TransactionalFile|Response"),
        ("dev, tmp105", "+ dev x | driver: tmp105 | service: Bus | label: temp", ""),
        ("dev, tpm_i2c", "+ dev x | driver: tpm_i2c | service: Bus | label: i2c1", ""),
        ("inline", "+ inline x", "Inline"),
        ("log", "+ log x", "Log"),
        ("null", "+ null x", "Null"),
        ("ram, 1K", "+ ram x | size: 1K | files: 4", "Ram"),
        ("report", "+ report x", "Report"),
        ("rom", "+ rom x | label: log", "Rom"),
        ("zero", "+ zero x", "Zero"),
    ];

    /// <summary>Instructions and bytes of TPM commands, both ways.</summary>
    /// <param name="files">The image.</param>
    /// <param name="vfs">A boot and an attestation of the product, whose components reach the TPM through the VFS.</param>
    /// <param name="directory">Absolute path of a directory for the board.</param>
    public static FigureTable Commands(BoardFiles files, CallProfile vfs, string directory)
    {
        var table = new FigureTable(
            "vfs-commands", "TPM commands by the driver as a component, and through the VFS: instructions of stack and driver, I2C",
            "command", "instructions", "instructions, VFS", "ratio", "messages", "messages, VFS", "bytes", "bytes, VFS");
        var driver = CommandFigures.Runs(CommandFigures.Trace(files.WithConfigText(FreestandingConfig.Text), directory));
        var through = CommandFigures.Runs(vfs);
        foreach (var name in s_commands)
        {
            var (one, other) = (Middle(driver[name]), Middle(through[name]));
            table.Add(
                name, one.Own + one.Driver, other.Own + other.Driver, (double)(other.Own + other.Driver) / (one.Own + one.Driver),
                one.Messages, other.Messages, one.Written + one.Read, other.Written + other.Read);
        }

        return table;
    }

    /// <summary>Flash and RAM of the VFS with nothing in it, and what one file of each kind adds.</summary>
    public static FigureTable Kinds(BoardFiles files, string directory)
    {
        var config = FreestandingConfig.Nodes;
        foreach (var (i, kind) in s_kinds.Index())
        {
            config += FileSystem(i, kind.File);
        }

        using var board = EmulatedBoard.Start(files.WithConfigText(config + "-\n"), directory);
        _ = board.WaitForBoot(s_bound);
        var heaps = HidNode.Parse(board.Ask(client => client.ReadReport("heaps"), s_bound));
        var used = heaps.Children.ToDictionary(heap => heap.Name, heap => long.Parse(heap["used"]!, CultureInfo.InvariantCulture));
        var code = CodeByClass(files.ElfPath);
        var kinds = s_kinds.Where(kind => kind.Classes.Length > 0).Select(kind => (kind.Classes, Bytes: CodeOf(kind.Classes))).ToList();
        var table = new FigureTable(
            "vfs", "The VFS with no files, and what one of each kind adds: bytes of code, bytes of heap", "kind", "code", "heap");
        foreach (var (i, kind) in s_kinds.Index())
        {
            var bytes = i == 0 ? code.Sum(one => one.Value) - kinds.Sum(one => one.Bytes) : CodeOf(kind.Classes);
            table.Add(kind.Name, bytes, used[$"vfs_{i}"] - (i == 0 ? 0 : used["vfs_0"]));
        }

        return table;

        long CodeOf(string classes) => classes.Length == 0 ? 0
            : code.Where(one => Regex.IsMatch(one.Key, $"^({classes})")).Sum(one => one.Value);
    }

    private static Span Middle(List<Span> runs) => runs[runs.Count / 2];

    // Bytes of each class of the VFS, by ilc's names.
    private static Dictionary<string, long> CodeByClass(string elf)
    {
        using var nm = Process.Start(new ProcessStartInfo("arm-none-eabi-nm", ["-S", elf]) { RedirectStandardOutput = true })!;
        return (from Match match in SymbolOfVfs().Matches(nm.StandardOutput.ReadToEnd())
                group long.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) by match.Groups[2].Value)
            .ToDictionary(one => one.Key, one => one.Sum());
    }

    [GeneratedRegex(@"^\w+ (\w+) [Tt] Wardstone_Vfs_Wardstone_Vfs_(\w+?)__", RegexOptions.Multiline)]
    private static partial Regex SymbolOfVfs();

    // A file system with one file.
    private static string FileSystem(int number, string file) => $"""
        + start vfs_{number} | binary: vfs | ram: 10K
          + provides | + service FileSystem
          + route
            + service Bus          | + child i2c
            + service ReportReader | + child report
            + any-service          | + parent
          + config | + vfs | {file}

        """;
}
