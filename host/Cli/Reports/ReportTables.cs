// SPDX-License-Identifier: MIT
// The board's own reports as tables (host/PROTOCOL.md, "Reports"). Values are shown as the board gave them; what it left out is
// left empty. A version that is not known is shown as its text, as any report of somebody else's.

using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Wardstone.Hid;

namespace Wardstone.Cli.Reports;

/// <summary>Reports as tables.</summary>
internal static class ReportTables
{
    private const string Version = "1";

    /// <summary>The report as a line and a table; null if there is no table for it.</summary>
    public static (string Line, IRenderable Table)? Of(HidNode report) => report["version"] != Version ? null : report.Type switch
    {
        "init" => (InitLine(report), InitTable(report)),
        "heaps" => ("bytes by component; of the instance that runs", Table(
            report, "heap", ["heap", "used", "peak", "quota", "allocated", "collections", "longest pause, µs"],
            ["name", "used", "peak", "quota", "allocated", "collections", "longest_pause_us"])),
        "threads" => (ThreadsLine(report), Table(
            report, "thread", ["thread", "priority", "stack used", "stack"], ["name", "priority", "stack_peak", "stack"])),
        _ => null,
    };

    private static string InitLine(HidNode report) =>
        $"up {Seconds(report["uptime_ms"])}{(report["degraded"] == "yes" ? ", degraded" : "")}";

    private static Table InitTable(HidNode report)
    {
        var table = Numbers(
            Screen.Table("component", "state", "priority", "ram used", "peak", "quota", "restarts", "last fault"), 2, 3, 4, 5, 6);
        AddChildren(table, report, "");
        return table;
    }

    // A child of a subsystem stands below it, behind a line.
    private static void AddChildren(Table table, HidNode parent, string indent)
    {
        var children = parent.Children.Where(node => node.Type == "child").ToList();
        foreach (var child in children)
        {
            var isLast = child == children[^1];
            var isTop = parent.Type == "init";
            table.AddRow(
                new Text(isTop ? child.Name : $"{indent}{(isLast ? "└ " : "├ ")}{child.Name}"),
                new Text(child["state"] ?? "", StyleOf(child["state"])),
                Cell(child, "priority"),
                Cell(child, "ram_used"),
                Cell(child, "ram_peak"),
                Cell(child, "ram"),
                Cell(child, "restarts"),
                Cell(child, "fault"));
            AddChildren(table, child, isTop ? "" : indent + (isLast ? "  " : "│ "));
        }
    }

    private static string ThreadsLine(HidNode report)
    {
        var isNumber = uint.TryParse(report["idle_permille"], NumberStyles.None, CultureInfo.InvariantCulture, out var idle);
        return isNumber ? $"the processor sleeps {idle / 10.0:0.0} % of the time" : "bytes by thread";
    }

    private static Table Table(HidNode report, string type, string[] columns, string[] tags)
    {
        var table = Numbers(Screen.Table(columns), [.. Enumerable.Range(1, columns.Length - 1)]);
        foreach (var node in report.Children.Where(node => node.Type == type))
        {
            table.AddRow(tags.Select(tag => Cell(node, tag)));
        }

        return table;
    }

    private static Table Numbers(Table table, params int[] columns)
    {
        foreach (var column in columns)
        {
            table.Columns[column].RightAligned();
        }

        return table;
    }

    private static Text Cell(HidNode node, string tag) => new(node[tag] ?? "");

    private static Style StyleOf(string? state) => new(state switch
    {
        "running" => Color.Green,
        "degraded" or "stopped" or "refused" => Color.Red,
        _ => Color.Yellow,
    });

    private static string Seconds(string? milliseconds) =>
        ulong.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? $"{value / 1000.0:0.0} s" : "?";
}
