// SPDX-License-Identifier: MIT
// Standard output, for people and for programs. Colours only on a terminal; elsewhere tables are 100 columns wide.

using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;
using Wardstone.Verification;

namespace Wardstone.Cli;

/// <summary>Prints tables, verdicts and JSON.</summary>
internal static class Screen
{
    private const int PlainWidth = 100;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private static readonly JsonSerializerOptions s_jsonLine = new(s_json) { WriteIndented = false };

    /// <summary>Prints a table or text.</summary>
    public static void Print(IRenderable content)
    {
        if (!System.Console.IsOutputRedirected)
        {
            AnsiConsole.Write(content);
            return;
        }

        // For files and programs: without the padding that fills the lines.
        var text = new StringWriter();
        Plain(text).Write(content);
        foreach (var line in text.ToString().TrimEnd().Split('\n').SkipWhile(string.IsNullOrWhiteSpace))
        {
            System.Console.Out.WriteLine(line.TrimEnd());
        }
    }

    /// <summary>A table without lines between rows.</summary>
    public static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))).NoWrap());
        }

        table.Columns[^1].NoWrap = false;
        return table;
    }

    /// <summary>A list of names and values.</summary>
    public static void PrintFields(params (string Name, string Value)[] fields)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in fields)
        {
            grid.AddRow(new Text(name), new Text(value));
        }

        Print(grid);
    }

    /// <summary>All checks as a table, then the conclusion with every failed check on a line of its own, unbroken.</summary>
    public static void PrintVerdict(Verdict verdict, string conclusion)
    {
        var table = Table("", "check", "finding");
        foreach (var check in verdict.Checks)
        {
            table.AddRow(
                check.Passed ? new Text("ok", new Style(Color.Green)) : new Text("FAILED", new Style(Color.Red)),
                new Text(check.Name),
                new Text(check.Words));
        }

        Print(table);
        Print(new Text($"{conclusion}\n", new Style(verdict.Trusted ? Color.Green : Color.Red, decoration: Decoration.Bold)));
        foreach (var check in verdict.Failed)
        {
            System.Console.Out.WriteLine($"  {check.Name}: {check.Words}");
        }
    }

    public static void PrintJson<T>(T value) => System.Console.Out.WriteLine(JsonSerializer.Serialize(value, s_json));

    /// <summary>One of many objects, on a line of its own.</summary>
    public static void PrintJsonLine<T>(T value) => System.Console.Out.WriteLine(JsonSerializer.Serialize(value, s_jsonLine));

    /// <summary>What tells a person at a terminal how far long work is, in bytes; null elsewhere.</summary>
    /// <param name="work">Such as "reading the log".</param>
    public static Action<int, int>? Progress(string work) => System.Console.IsErrorRedirected
        ? null
        : (done, total) => System.Console.Error.Write(done < total ? $"\r{work}: {done} of {total} bytes" : "\r\x1b[K");

    /// <summary>A text without what would steer a terminal.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '?' : c));

    private static IAnsiConsole Plain(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = PlainWidth;
        return console;
    }
}
