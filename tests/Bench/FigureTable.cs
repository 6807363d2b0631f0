// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Wardstone.Tests.Bench;

/// <summary>One table of figures.</summary>
/// <param name="Name">Lower case with hyphens: the key in JSON.</param>
/// <param name="Title">What it shows and in which unit, for people.</param>
/// <param name="Columns">Names of the columns; the first one's values are names, the others' numbers or nothing.</param>
internal sealed record FigureTable(string Name, string Title, params string[] Columns)
{
    /// <summary>One row for each thing.</summary>
    public List<object?[]> Rows { get; } = [];

    /// <summary>Adds a row.</summary>
    public void Add(params object?[] values) => Rows.Add(values);

    /// <summary>Prints it for people.</summary>
    public void Print(IAnsiConsole console)
    {
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle(Markup.Escape(Title)) };
        table.AddColumns([.. Columns.Select((column, i) =>
            new TableColumn(Markup.Escape(column)) { Alignment = i == 0 ? Justify.Left : Justify.Right })]);
        foreach (var row in Rows)
        {
            table.AddRow([.. row.Select(value => Markup.Escape(Format(value)))]);
        }

        console.Write(table);
    }

    /// <summary>All tables as one JSON object: table, then row, then column.</summary>
    public static string Json(IEnumerable<FigureTable> tables) => JsonSerializer.Serialize(
        tables.ToDictionary(table => table.Name, table => table.Rows.Select(row =>
            table.Columns.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))),
        s_indented);

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private static string Format(object? value) => value switch
    {
        double number => number.ToString("0.0#", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString("N0", CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "",
    };
}
