// SPDX-License-Identifier: MIT
using System.CommandLine;
using Wardstone.Link;
using Wardstone.Reference;
using Wardstone.Verification;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone attest</c>: is this the paired board, and did it boot exactly what the reference says?</summary>
internal static class AttestCommand
{
    public static Command Create(Globals globals)
    {
        var reference = new Option<string?>("--reference")
        {
            HelpName = "PATH",
            Description = "Reference values: a file of 'wardstone reference', or a build output. Default: those of the pairing.",
        };
        var command = new Command("attest", "Challenges the board and judges its answer. Exit status 0: trusted, 3: not trusted.")
        {
            reference,
        };
        command.SetAction(globals.Run(session =>
        {
            var pairing = File.Exists(session.PairingPath)
                ? Pairing.Load(session.PairingPath)
                : throw new UsageException($"not paired: there is no {session.PairingPath}; see 'wardstone pair'");
            var values = Session.LoadReference(session.Get(reference) ?? session.ReferencePath);
            return session.WithBoard(board =>
            {
                var challenge = Challenge.Create();
                var evidence = EvidenceReader.Read(board, challenge, session.Cancellation);
                var verdict = QuoteVerifier.Verify(challenge, evidence, pairing, values);
                pairing.After(verdict).Save(session.PairingPath);
                Show(session, verdict, values, pairing);
                return verdict.Trusted ? ExitCode.Ok : ExitCode.NotTrusted;
            });
        }));
        return command;
    }

    private static void Show(Session session, Verdict verdict, ReferenceManifest reference, Pairing pairing)
    {
        if (session.Json)
        {
            Screen.PrintJson(new
            {
                Schema = 1,
                verdict.Trusted,
                Reference = new { reference.Board, reference.Version, reference.BuildId },
                pairing.Fingerprint,
                verdict.Checks,
            });
            return;
        }

        Screen.PrintFields(
            ("expected", $"{reference.Board}, firmware {reference.Version}, build {reference.BuildId[..16]}..."),
            ("key", pairing.Fingerprint));
        Screen.PrintVerdict(verdict, verdict.Trusted ? "TRUSTED" : "NOT TRUSTED");
    }
}
