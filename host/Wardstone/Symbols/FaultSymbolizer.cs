// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;

namespace Wardstone.Symbols;

/// <summary>Adds method and line to the addresses in the board's fault reports, line by line.</summary>
public sealed partial class FaultSymbolizer(SymbolTable symbols)
{
    // Frame 0 of a fault is the instruction that faulted; every other address is where a call returns to, which may be
    // the start of the next line, so the call just before it is named.
    private bool _afterFault;

    /// <summary>The line with a name after each pc=, lr= and #n address that is known.</summary>
    public string Rewrite(string line)
    {
        _afterFault = line.StartsWith("FAULT ", StringComparison.Ordinal)
            || (_afterFault && !line.StartsWith("UNHANDLED ", StringComparison.Ordinal));
        return Address().Replace(line, match =>
        {
            var address = uint.Parse(match.Groups["hex"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & ~1u;
            var isExact = match.Groups["what"].Value is "pc=" || (_afterFault && match.Groups["what"].Value is "#0 ");
            return symbols.Describe(isExact || address == 0 ? address : address - 1) is { } name ? $"{match.Value} {name}" : match.Value;
        });
    }

    [GeneratedRegex(@"(?<what>\bpc=|\blr=|#\d+ )0x(?<hex>[0-9a-fA-F]{1,8})\b")]
    private static partial Regex Address();
}
