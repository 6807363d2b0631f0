// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;

namespace Wardstone.Symbols;

/// <summary>Adds method and line to the addresses in the board's fault reports, line by line.</summary>
public sealed partial class FaultSymbolizer(SymbolTable symbols)
{
    // Where the processor faulted. Every other address is where a call returns to, which may be the start of the next line,
    // so the call just before it is named.
    private uint? _faultedAt;

    /// <summary>The line with a name after each pc=, lr=, type= and #n address that is known.</summary>
    public string Rewrite(string line)
    {
        if (line.StartsWith("FAULT ", StringComparison.Ordinal) || line.StartsWith("UNHANDLED ", StringComparison.Ordinal))
        {
            _faultedAt = null;
        }

        return Address().Replace(line, match =>
        {
            var address = uint.Parse(match.Groups["hex"].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & ~1u;
            if (match.Groups["what"].Value == "pc=")
            {
                _faultedAt = address;
            }

            var isExact = address == _faultedAt || address == 0 || match.Groups["what"].Value == "type=";
            var named = isExact ? address : address - 1;
            return symbols.Describe(named) is { } name ? $"{match.Value} {name}" : match.Value;
        });
    }

    [GeneratedRegex(@"(?<what>\bpc=|\blr=|\btype=|#\d+ )0x(?<hex>[0-9a-fA-F]{1,8})\b")]
    private static partial Regex Address();
}
