// SPDX-License-Identifier: MIT
using System.Diagnostics;
using Spectre.Console;

namespace Wardstone.Demo;

/// <summary>What is being done now: a live line on a terminal, plain lines elsewhere. It writes to standard error only.</summary>
internal sealed class Narration(IAnsiConsole console)
{
    /// <summary>Does a piece of work and says how long it took.</summary>
    public T Step<T>(string what, Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        var result = console.Profile.Capabilities.Interactive ? console.Status().Start(Markup.Escape(what), _ => work()) : work();
        console.MarkupLineInterpolated($"[green]ok[/] {watch.Elapsed.TotalSeconds,5:0.0} s  {what}");
        return result;
    }

    /// <summary>Says something.</summary>
    public void Say(string text) => console.MarkupLineInterpolated($"{text}");

    /// <summary>Shows what the board wrote.</summary>
    public void Show(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            console.MarkupLineInterpolated($"[grey]     board | {line}[/]");
        }
    }
}
