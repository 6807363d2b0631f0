// SPDX-License-Identifier: MIT
// Log, PCRs and quote are read one after the other, so the board may measure or be reset in between. The log only grows,
// and every extend is logged: if the log is still the same after the quote, the three belong together.

using Wardstone.Log;
using Wardstone.Verification;

namespace Wardstone.Link;

/// <summary>Reads what a verification needs.</summary>
public static class EvidenceReader
{
    private const int Attempts = 5;

    /// <summary>Has a board answer a challenge.</summary>
    /// <exception cref="LinkException">It did not, or it changes all the time.</exception>
    public static Evidence Read(LinkClient board, Challenge challenge, CancellationToken cancellation)
    {
        var key = board.ReadAttestationKey(cancellation);
        var selection = challenge.Selection.Single();
        var bank = (ushort)selection.Bank;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var log = board.ReadLog(cancellation: cancellation);
            var pcrs = new PcrValues();
            if (!pcrs.TryAdd(selection, board.ReadPcrs(bank, selection.Pcrs, cancellation)))
            {
                throw new LinkException("the board gave PCR values of a wrong size");
            }

            var quote = board.Quote(challenge.Nonce, bank, selection.Pcrs, cancellation);
            var after = board.ReadStatus(cancellation);
            if (after.LogGeneration == log.Generation && after.LogLength == log.Bytes.Length)
            {
                return new Evidence(key, quote, log.Bytes, pcrs);
            }
        }

        throw new LinkException($"the board's log changed {Attempts} times while it was read");
    }
}
