// SPDX-License-Identifier: MIT
namespace Wardstone.Symbols;

/// <summary>The symbols of several images, by build id.</summary>
public sealed class SymbolSet
{
    private readonly Dictionary<string, SymbolTable> _tables = [];

    /// <summary>The images whose symbols are there.</summary>
    public IEnumerable<string> BuildIds => _tables.Keys;

    /// <summary>The symbols of an image; null if they are not there.</summary>
    public SymbolTable? this[string buildId] => _tables.GetValueOrDefault(buildId);

    /// <summary>Reads tables.</summary>
    /// <param name="paths">Files firmware.sym, or directories that have one.</param>
    /// <exception cref="InvalidDataException">One is no such table.</exception>
    public static SymbolSet Load(IEnumerable<string> paths)
    {
        var set = new SymbolSet();
        foreach (var table in paths.Select(SymbolTable.Load))
        {
            set._tables[table.BuildId] = table;
        }

        return set;
    }
}
