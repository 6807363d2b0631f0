// SPDX-License-Identifier: MIT
// Time from reset to verdict by stage, and memory: on a board that runs as fast as QEMU can, which is no real board's speed.

using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.Verification;

namespace Wardstone.Tests.Bench;

/// <summary>Measures boots without a trace.</summary>
internal static class BootFigures
{
    private const int Runs = 5;
    private const byte StackFill = 0xCD; // hal/CortexM/vectors.S
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(60);

    /// <summary>Milliseconds since the start of QEMU at the end of each stage: the median of several boots.</summary>
    public static FigureTable Stages(BoardFiles files)
    {
        string[] stages = ["first line on the console", "measured and ready", "evidence at the host", "verdict"];
        var times = stages.Select(_ => new List<double>()).ToArray();
        for (var run = 0; run < Runs; run++)
        {
            using var scratch = new ScratchDirectory();
            var watch = Stopwatch.StartNew();
            using var board = EmulatedBoard.Start(files, scratch.FullPath);
            _ = board.Console.WaitFor("", s_bound);
            times[0].Add(watch.Elapsed.TotalMilliseconds);
            _ = board.Console.WaitFor("state ready", s_bound);
            times[1].Add(watch.Elapsed.TotalMilliseconds);
            var challenge = Challenge.Create();
            var evidence = board.Ask(client => EvidenceReader.Read(client, challenge, default), s_bound);
            times[2].Add(watch.Elapsed.TotalMilliseconds);
            var reference = Reference.ReferenceManifest.Load(files.Directory);
            var trusted = Pairing.TryCreate(evidence.AttestationKey, out var pairing, out _)
                && QuoteVerifier.Verify(challenge, evidence, pairing, reference).Trusted;
            times[3].Add(trusted ? watch.Elapsed.TotalMilliseconds : throw new IOException("the board is not trusted"));
        }

        var table = new FigureTable("stages", $"From reset to verdict in QEMU, milliseconds, median of {Runs}", "stage", "reached after");
        foreach (var (stage, reached) in stages.Zip(times))
        {
            table.Add(stage, Math.Round(reached.Order().ElementAt(Runs / 2)));
        }

        return table;
    }

    /// <summary>Bytes of flash and RAM by the build's own count, and the deepest stack of a boot with one attestation.</summary>
    public static FigureTable Memory(BoardFiles files)
    {
        var table = new FigureTable("memory", "Memory, bytes", "what", "used", "of");
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(files.Directory, "manifest.json")));
        var sizes = manifest.RootElement.GetProperty("sizes");
        table.Add("flash", Size("flash"), Size("flashArea"));
        table.Add("RAM: variables and stack", Size("ram"), null);
        table.Add("RAM: left for the heap", null, Size("heap"));
        table.Add("peak stack", PeakStack(files), Size("stack"));
        return table;

        object Size(string name) => sizes.GetProperty(name).GetInt64();
    }

    /// <summary>What the product takes of each board, from the build. Variables, kept memory and memory for DMA are there from the start;
    /// the heap is what is left for quotas and the system.</summary>
    public static FigureTable Boards(params string[] boards)
    {
        var table = new FigureTable("boards", "Boards, bytes", "board", "flash", "of", "variables", "stacks", "kept", "DMA", "heap");
        foreach (var board in boards)
        {
            var directory = BoardFiles.LoadBuilt(board).Directory;
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, "manifest.json")));
            var sizes = manifest.RootElement.GetProperty("sizes");
            string[] names = ["flash", "flashArea", "variables", "stack", "noinit", "dma", "heap"];
            table.Add([board, .. names.Select(name => (object)sizes.GetProperty(name).GetInt64())]);
        }

        return table;
    }

    private static int PeakStack(BoardFiles files)
    {
        using var scratch = new ScratchDirectory();
        string[] monitor = ["-chardev", "socket,id=monitor,path=monitor,server=on,wait=off", "-mon", "chardev=monitor"];
        using var board = EmulatedBoard.Start(files, scratch.FullPath, new EmulatedBoardOptions { QemuArguments = monitor });
        _ = board.WaitForBoot(s_bound);
        _ = board.Ask(client => EvidenceReader.Read(client, Challenge.Create(), default), s_bound);
        var bottom = Symbol(files, "__stack_bottom");
        var size = Symbol(files, "__stack_top") - bottom;
        Save(Path.Combine(scratch.FullPath, "monitor"), $"pmemsave 0x{bottom:x} {size} stack");
        var stack = File.ReadAllBytes(Path.Combine(scratch.FullPath, "stack"));
        return stack.Length - Math.Max(0, stack.AsSpan().IndexOfAnyExcept(StackFill));
    }

    // QEMU's monitor prompts before and after a command.
    private static void Save(string path, string command)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        using var stream = new NetworkStream(socket);
        Prompt();
        stream.Write(Encoding.ASCII.GetBytes(command + "\n"));
        Prompt();

        void Prompt()
        {
            var text = "";
            while (!text.EndsWith("(qemu) ", StringComparison.Ordinal))
            {
                text += (char)stream.ReadByte();
            }
        }
    }

    private static uint Symbol(BoardFiles files, string name)
    {
        using var nm = Process.Start(new ProcessStartInfo("arm-none-eabi-nm", [files.ElfPath]) { RedirectStandardOutput = true })!;
        var line = nm.StandardOutput.ReadToEnd().Split('\n').Single(line => line.EndsWith($" {name}", StringComparison.Ordinal));
        return uint.Parse(line.AsSpan(0, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
