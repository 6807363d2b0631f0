// SPDX-License-Identifier: MIT
// firmware/Appliance/Components/README.md, taken at its word: its steps are done in a copy of the repository, with the line and the stanza
// as they stand on that page, and the new component then runs.

using System.Text.RegularExpressions;
using Wardstone.Emulation;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.Composition;

public sealed class AddingAComponentTests : IDisposable
{
    private const string Components = "firmware/Appliance/Components";
    private const string Binaries = "firmware/Appliance/Binaries.cs";
    private const string InitHid = "boards/ast1030-evb/init.hid";

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../firmware/Appliance/Appliance.csproj" />
          </ItemGroup>
        </Project>
        """;

    // All that init.hid starts, on .NET, with nobody on the buses; until the console shows a line.
    private const string Program = """
        using System;
        using System.Text;
        using Wardstone.Appliance;
        using Wardstone.Runtime;
        using Wardstone.Simulation;

        using var first = new I2cBus(0);
        using var second = new I2cBus(1);
        using var third = new I2cBus(2);
        var console = new Terminal();
        ParentSession[] parents =
        [
            new("Terminal", "console", console), new("Terminal", "link", console), new("Log", "ring", new Terminal()),
            new("Rom", "log", new Rom([])), new("BootRecord", "", new Record()), new("Watchdog", "", new Watchdog()),
        ];
        var kernel = new PlainKernel(256 * 1024);
        var init = new Init(kernel, Binaries.All(), parents, new Rom(System.IO.File.ReadAllBytes(args[0])), console);
        if (!init.TryRead(new ApplianceConfig("ast1030-evb"), out var reason))
        {
            Console.WriteLine(reason);
            return 1;
        }

        init.Start();
        var end = DateTime.UtcNow.AddSeconds(10);
        while (DateTime.UtcNow < end && !console.Text.ToString().Contains(args[1]))
        {
            init.Serve(50);
        }

        Console.WriteLine(console.Text);
        Environment.Exit(0);
        return 0;

        sealed class Terminal : CharDevice, ILogSession
        {
            public StringBuilder Text { get; } = new();
            public override IoStatus Notify(Signal signal) => IoStatus.Ok;
            public void Write(SpanByte line) { lock (Text) { Text.AppendLine(Encoding.ASCII.GetString(line.ToArray()).TrimEnd()); } }
            public override IoStatus Write(SpanByte data, int timeoutMs) { Write(data); return IoStatus.Ok; }
            public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count) { count = 0; return IoStatus.Timeout; }
        }

        sealed class Record : Wardstone.MeasuredBoot.IBootRecordSession
        {
            public int LogLength => 0;
            public uint LogGeneration => 0;
            public void ReadStatus(SpanByte status) { }
            public void ReadLog(int offset, SpanByte buffer) { }
        }

        sealed class Watchdog : IWatchdogSession
        {
            public IoStatus Start(int timeoutMs) => IoStatus.Ok;
            public void Feed() { }
        }

        sealed class Rom(byte[] bytes) : IRomSession
        {
            public int Length => bytes.Length;
            public SpanByte Bytes(int offset, int count) => new(bytes, offset, count);
        }
        """;

    private readonly ScratchDirectory _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public void TheStepsOfThePageLeadToARunningComponent()
    {
        CopyRepository();
        var before = Snapshot();
        Assert.Contains(InitHid, before.Keys);
        var page = Repository.ReadText($"{Components}/README.md");
        CopyExample("Beat", "beat");
        AddLine(Block(page, "csharp"));
        AddStanza(Block(page, "hid"));

        var after = Snapshot();
        var changed = after.Keys.Union(before.Keys).Where(file => after.GetValueOrDefault(file) != before.GetValueOrDefault(file));
        Assert.Equal([InitHid, Binaries], changed.Where(file => !file.StartsWith($"{Components}/Beat/", StringComparison.Ordinal)).Order());

        var runner = _copy.Subdirectory("runner");
        File.WriteAllText(Path.Combine(runner, "Runner.csproj"), Project);
        File.WriteAllText(Path.Combine(runner, "Program.cs"), Program);
        var (exitCode, output) = Repository.Run(runner, "dotnet", "build", "--nologo", "-nodeReuse:false", "-p:RunAnalyzers=false");
        Assert.True(exitCode == 0, output);
        var assembly = Path.Combine(_copy.FullPath, "artifacts/bin/Runner/debug/Wardstone.Runner.dll");
        (exitCode, output) = Repository.Run(
            runner, "dotnet", assembly, Path.Combine(_copy.FullPath, InitHid), "[beat] the first period is over");
        Assert.True(exitCode == 0, output);
        Assert.Contains("[beat] the first period is over", output, StringComparison.Ordinal);
    }

    // What a build of firmware/ for .NET reads.
    private void CopyRepository()
    {
        string[] folders = ["firmware/", "hal/", "boards/"];
        foreach (var file in Repository.Files.Where(file => !file.Contains('/') || folders.Any(file.StartsWith)))
        {
            var target = Path.Combine(_copy.FullPath, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, file), target);
        }
    }

    private Dictionary<string, string> Snapshot() =>
        Directory.GetFiles(_copy.FullPath, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(_copy.FullPath, file), File.ReadAllText);

    private void CopyExample(string name, string binary)
    {
        var target = _copy.Subdirectory($"{Components}/{name}");
        foreach (var file in Directory.GetFiles(Path.Combine(_copy.FullPath, Components, "Example")))
        {
            var text = Rename(File.ReadAllText(file));
            File.WriteAllText(Path.Combine(target, Rename(Path.GetFileName(file))), text);
        }

        string Rename(string text) =>
            text.Replace("Example", name, StringComparison.Ordinal).Replace("example", binary, StringComparison.Ordinal);
    }

    // In the order of the alphabet.
    private void AddLine(string line)
    {
        var path = Path.Combine(_copy.FullPath, Binaries);
        var lines = File.ReadAllLines(path).ToList();
        var next = lines.FindIndex(other => other.TrimStart().StartsWith("new ", StringComparison.Ordinal)
            && string.CompareOrdinal(other, line) > 0);
        Assert.NotEqual(-1, next);
        lines.Insert(next, line.TrimEnd('\n'));
        File.WriteAllLines(path, lines);
    }

    // Before the end of the top-level node.
    private void AddStanza(string stanza)
    {
        var path = Path.Combine(_copy.FullPath, InitHid);
        var text = File.ReadAllText(path);
        Assert.EndsWith("\n-\n", text, StringComparison.Ordinal);
        File.WriteAllText(path, text[..^2] + stanza + "-\n");
    }

    // A block of code of the page, without the indentation of the list that it stands in.
    private static string Block(string page, string language)
    {
        var block = Regex.Match(page, $"^   ```{language}\n(.*?)^   ```$", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.True(block.Success, language);
        return string.Concat(block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[3..] + "\n"));
    }
}
