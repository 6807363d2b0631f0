// SPDX-License-Identifier: MIT
using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Wardstone.Link;
using Wardstone.Log;
using Wardstone.MeasuredBoot;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone pcrs</c>: PCR values as the board reads them. Nothing proves them; <c>attest</c> does.</summary>
internal static class PcrsCommand
{
    private const uint AllPcrs = 0xFFFFFF;

    public static Command Create(Globals globals)
    {
        var bank = new Option<string>("--bank")
        {
            HelpName = "NAME",
            Description = "Hash algorithm of the bank.",
            DefaultValueFactory = _ => "sha256",
        };
        var all = new Option<bool>("--all") { Description = "All 24 PCRs, not only those of the PCR plan." };
        var command = new Command("pcrs", "Shows PCR values as the board reads them, without a proof.") { bank, all };
        command.SetAction(globals.Run(session =>
        {
            var algorithm = Hash.Named(session.Get(bank)!)
                ?? throw new UsageException($"there is no bank '{session.Get(bank)}': one of sha1, sha256, sha384, sha512");
            var selection = new PcrSelection(algorithm, session.Get(all) ? AllPcrs : PcrPlan.Pcrs);
            return session.WithBoard(board =>
                Show(session, selection, board.ReadPcrs((ushort)algorithm, selection.Pcrs, session.Cancellation)));
        }));
        return command;
    }

    private static int Show(Session session, PcrSelection selection, byte[] values)
    {
        var pcrs = new PcrValues();
        if (!pcrs.TryAdd(selection, values))
        {
            throw new LinkException("the board gave PCR values of a wrong size");
        }

        if (session.Json)
        {
            Screen.PrintJson(new
            {
                Schema = 1,
                Bank = Hash.Name(selection.Bank),
                Pcrs = pcrs.All.ToDictionary(v => v.Pcr.ToString(CultureInfo.InvariantCulture), v => Convert.ToHexStringLower(v.Value)),
            });
            return ExitCode.Ok;
        }

        var table = Screen.Table("pcr", Hash.Name(selection.Bank));
        foreach (var (_, pcr, value) in pcrs.All)
        {
            table.AddRow(new Text($"{pcr}"), new Text(Convert.ToHexStringLower(value)));
        }

        Screen.Print(table);
        return ExitCode.Ok;
    }
}
