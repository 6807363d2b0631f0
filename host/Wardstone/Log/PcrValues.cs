// SPDX-License-Identifier: MIT
// PCR values by bank and number, whoever says so: the board, the replay of a log, or a reference.

using System.Security.Cryptography;
using Wardstone.Tpm;

namespace Wardstone.Log;

/// <summary>A set of PCRs: bit n of <paramref name="Pcrs"/> is PCR n of the bank.</summary>
public readonly record struct PcrSelection(TpmAlgId Bank, uint Pcrs);

/// <summary>PCR values by bank and number.</summary>
public sealed class PcrValues
{
    private readonly SortedDictionary<(TpmAlgId Bank, int Pcr), byte[]> _values = [];

    /// <summary>Every value, by bank and then by number.</summary>
    public IEnumerable<(TpmAlgId Bank, int Pcr, byte[] Value)> All => _values.Select(v => (v.Key.Bank, v.Key.Pcr, v.Value));

    /// <summary>One value; null if it is not there.</summary>
    public byte[]? this[TpmAlgId bank, int pcr]
    {
        get => _values.GetValueOrDefault((bank, pcr));
        set => _values[(bank, pcr)] = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>The PCRs after events have been extended into PCRs at zero.</summary>
    /// <param name="events">Which PCR, and the digest for each bank.</param>
    public static PcrValues After(IEnumerable<TpmAlgId> banks, IEnumerable<(int Pcr, IReadOnlyDictionary<TpmAlgId, byte[]> Digests)> events)
    {
        var values = new PcrValues();
        foreach (var (pcr, digests) in events)
        {
            foreach (var bank in banks)
            {
                var old = values[bank, pcr] ?? new byte[TpmHash.DigestSize(bank)];
                values[bank, pcr] = Hash.Of(bank, [.. old, .. digests[bank]]);
            }
        }

        return values;
    }

    /// <summary>Adds the values of one bank as they come from the link: one after the other, by rising PCR number.</summary>
    /// <returns>False, and nothing is added, if that is not their size.</returns>
    public bool TryAdd(PcrSelection selection, ReadOnlySpan<byte> values)
    {
        var size = TpmHash.DigestSize(selection.Bank);
        if (size == 0 || values.Length != size * System.Numerics.BitOperations.PopCount(selection.Pcrs))
        {
            return false;
        }

        foreach (var pcr in Numbers(selection.Pcrs))
        {
            this[selection.Bank, pcr] = values[..size].ToArray();
            values = values[size..];
        }

        return true;
    }

    /// <summary>The digest that a quote over <paramref name="selection"/> has for these values (Part 1, section 17.5).</summary>
    /// <returns>SHA-256 over the values in the selection's order; null if one is missing.</returns>
    public byte[]? QuoteDigest(IEnumerable<PcrSelection> selection)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (bank, pcrs) in selection)
        {
            foreach (var pcr in Numbers(pcrs))
            {
                if (this[bank, pcr] is not { } value)
                {
                    return null;
                }

                hash.AppendData(value);
            }
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The numbers in a set of PCRs.</summary>
    public static IEnumerable<int> Numbers(uint pcrs) => Enumerable.Range(0, 32).Where(n => ((pcrs >> n) & 1) != 0);
}
