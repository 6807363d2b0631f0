// SPDX-License-Identifier: MIT
using System.CommandLine;
using Wardstone.Link;
using Wardstone.Reference;
using Wardstone.Verification;

namespace Wardstone.Cli.Commands;

/// <summary><c>wardstone pair</c>: pins the key of the board that is there now, once it has shown that it can sign with it.</summary>
internal static class PairCommand
{
    public static Command Create(Globals globals)
    {
        var replace = new Option<bool>("--replace") { Description = "Pin this board's key in place of another's." };
        var fingerprint = new Option<string?>("--fingerprint")
        {
            HelpName = "HEX",
            Description = "Pin the key only if it has this fingerprint, known from elsewhere; else the first key is trusted as it comes.",
        };
        var reference = new Option<string?>("--reference")
        {
            HelpName = "PATH",
            Description = "Keep these reference values for attest: a file of 'wardstone reference', or a build output.",
        };
        var command = new Command("pair", "Pins the board's attestation key.") { replace, fingerprint, reference };
        command.SetAction(globals.Run(session =>
        {
            var values = session.Get(reference) is { } path ? Session.LoadReference(path) : null;
            return session.WithBoard(board =>
            {
                var challenge = Challenge.Create();
                var evidence = EvidenceReader.Read(board, challenge, session.Cancellation);
                if (!Pairing.TryCreate(evidence.AttestationKey, out var pairing, out var reason))
                {
                    throw new InvalidDataException($"the board's attestation key is none: {reason}");
                }

                var expected = session.Get(fingerprint);
                if (expected is not null && !Matches(expected, pairing))
                {
                    throw new InvalidDataException($"the board's key has the fingerprint {pairing.Fingerprint}, not the one given");
                }

                if (!session.Get(replace) && File.Exists(session.PairingPath))
                {
                    var old = Pairing.Load(session.PairingPath);
                    pairing = old.Name.AsSpan().SequenceEqual(pairing.Name)
                        ? old
                        : throw new InvalidDataException(
                            $"already paired with another key, {old.Fingerprint}; this board's is {pairing.Fingerprint}. "
                            + "To pin it instead, give --replace");
                }

                return Pin(session, pairing, QuoteVerifier.VerifyQuote(challenge, evidence, pairing), values);
            });
        }));
        return command;
    }

    private static int Pin(Session session, Pairing pairing, Verdict verdict, ReferenceManifest? reference)
    {
        if (verdict.Trusted)
        {
            session.CreateStateDirectory();
            pairing.After(verdict).Save(session.PairingPath);
            reference?.Save(session.ReferencePath);
        }

        if (session.Json)
        {
            Screen.PrintJson(new
            {
                Schema = 1,
                Paired = verdict.Trusted,
                pairing.Fingerprint,
                Name = Convert.ToHexStringLower(pairing.Name),
                verdict.Checks,
            });
        }
        else if (verdict.Trusted)
        {
            Screen.PrintFields(("paired with", pairing.Fingerprint), ("kept in", session.PairingPath));
        }
        else
        {
            Screen.PrintVerdict(verdict, "NOT PAIRED");
        }

        return verdict.Trusted ? ExitCode.Ok : ExitCode.NotTrusted;
    }

    private static bool Matches(string fingerprint, Pairing pairing) =>
        string.Equals(Digits(fingerprint), Digits(pairing.Fingerprint), StringComparison.OrdinalIgnoreCase);

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiHexDigit));
}
