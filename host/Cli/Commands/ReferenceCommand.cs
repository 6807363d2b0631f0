// SPDX-License-Identifier: MIT
using System.CommandLine;
using Spectre.Console;
using Wardstone.Log;
using Wardstone.Reference;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone reference</c>: what a genuine boot measures, computed from the build output alone.</summary>
internal static class ReferenceCommand
{
    public static Command Create(Globals globals)
    {
        var build = new Argument<string>("build-output") { Description = "artifacts/boards/BOARD of a build, or a file that --out wrote." };
        var output = new Option<FileInfo?>("--out") { HelpName = "FILE", Description = "Write them to a file, for attest and pair." };
        var command = new Command("reference", "Computes the reference values of a build. Needs no board.") { build, output };
        command.SetAction(globals.Run(session =>
        {
            var reference = Session.LoadReference(session.Get(build));
            if (session.Get(output) is { } file)
            {
                reference.Save(file.FullName);
            }

            if (session.Json)
            {
                Console.Out.Write(reference.ToJson());
            }
            else
            {
                Show(reference);
            }

            return ExitCode.Ok;
        }));
        return command;
    }

    private static void Show(ReferenceManifest reference)
    {
        Screen.PrintFields(("board", reference.Board), ("firmware", reference.Version), ("build id", reference.BuildId));
        var table = Screen.Table("bank", "pcr", "value");
        foreach (var (bank, pcr, value) in reference.Pcrs.All)
        {
            table.AddRow(new Text(Hash.Name(bank)), new Text($"{pcr}"), new Text(Convert.ToHexStringLower(value)));
        }

        Screen.Print(table);
        if (reference.Components.Count == 0)
        {
            return;
        }

        var components = Screen.Table("component", "sha256 of its code", "stanza");
        foreach (var component in reference.Components)
        {
            components.AddRow(
                new Text(component.Name), new Text(Convert.ToHexStringLower(component.Code)), new Text($"{component.Stanza.Length} bytes"));
        }

        Screen.Print(components);
    }
}
