// SPDX-License-Identifier: MIT
// From ilc's symbol names back to what the source says, with the help of the assemblies' metadata.
// ilc writes Assembly_Namespace_Type__Method with every other character replaced by '_', which cannot be undone by looking at
// the name alone. What this does not know (helpers, assembly routines) keeps its own name.
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace Wardstone.ImageTool;

internal sealed class Names
{
    // Types that ilc calls by their metadata names alone.
    private static readonly Dictionary<string, string> Primitives = new()
    {
        ["Byte"] = "UInt8", ["SByte"] = "Int8", ["Boolean"] = "Boolean", ["Char"] = "Char", ["Int16"] = "Int16", ["UInt16"] = "UInt16",
        ["Int32"] = "Int32", ["UInt32"] = "UInt32", ["Int64"] = "Int64", ["UInt64"] = "UInt64", ["IntPtr"] = "IntPtr",
        ["UIntPtr"] = "UIntPtr", ["Single"] = "Single", ["Double"] = "Double", ["Object"] = "Object", ["String"] = "String",
    };

    private readonly Dictionary<string, (string Name, string Assembly)> types = [];
    private readonly Dictionary<string, string> assemblies = [];

    public Names(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.GetMetadataReader();
            var assembly = metadata.GetString(metadata.GetAssemblyDefinition().Name);
            assemblies[Mangle(assembly)] = assembly;
            foreach (var handle in metadata.TypeDefinitions)
            {
                Add(metadata, assembly, metadata.GetTypeDefinition(handle));
            }
        }
    }

    /// <summary>Namespace.Type.Method for a managed method's symbol; null for any other symbol.</summary>
    public string? Method(string symbol)
    {
        // The longest type name wins: Type_Inner__Method over Type__... of an outer type.
        for (var at = symbol.Length; (at = symbol.LastIndexOf("__", at - 1, StringComparison.Ordinal)) > 0;)
        {
            var generic = symbol.IndexOf('<', 0, at);
            if (types.TryGetValue(generic < 0 ? symbol[..at] : symbol[..generic], out var type))
            {
                return $"{type.Name}.{symbol[(at + 2)..]}";
            }
        }

        return null;
    }

    /// <summary>Namespace.Type for a type's MethodTable (_ZTV, the length of its name, its name); null for any other symbol.</summary>
    public string? Type(string symbol) =>
        symbol.StartsWith("_ZTV", StringComparison.Ordinal)
        && types.TryGetValue(symbol[4..].TrimStart("0123456789".ToCharArray()), out var type)
            ? type.Name
            : null;

    /// <summary>The assembly that a symbol of code or data belongs to; null for what has none, such as strings.</summary>
    public string? Assembly(string symbol)
    {
        var first = assemblies.Keys
            .Select(mangled => (At: symbol.IndexOf(mangled + "_", StringComparison.Ordinal), Mangled: mangled))
            .Where(found => found.At >= 0).OrderBy(found => found.At).ThenByDescending(found => found.Mangled.Length)
            .FirstOrDefault();
        if (first.Mangled != null)
        {
            return assemblies[first.Mangled];
        }

        return Method(symbol) == null ? null : types["Object"].Assembly;
    }

    private static string Mangle(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        }

        return text.ToString();
    }

    private void Add(MetadataReader metadata, string assembly, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        for (var outer = type.GetDeclaringType(); !outer.IsNil;)
        {
            type = metadata.GetTypeDefinition(outer);
            name = $"{metadata.GetString(type.Name)}.{name}";
            outer = type.GetDeclaringType();
        }

        var full = type.Namespace.IsNil ? name : $"{metadata.GetString(type.Namespace)}.{name}";
        types.TryAdd($"{Mangle(assembly)}_{Mangle(full)}", (full, assembly));
        if (full.StartsWith("System.", StringComparison.Ordinal) && Primitives.TryGetValue(full[7..], out var primitive))
        {
            types.TryAdd(primitive, (full, assembly));
        }
    }
}
