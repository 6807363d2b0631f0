// SPDX-License-Identifier: MIT
// The arguments of a [DataRow] as C#. Types are carried as their C# names; an enum is taken to be an int.

using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;

namespace Wardstone.Tests.Board.Generator;

internal sealed class Literals : ICustomAttributeTypeProvider<string>
{
    /// <summary>The arguments of one row, as an argument list.</summary>
    public static string Arguments(CustomAttributeValue<string> row) =>
        row.FixedArguments is [{ Value: ImmutableArray<CustomAttributeTypedArgument<string>> values }]
            ? string.Join(", ", values.Select(Literal))
            : "null";

    private static string Literal(CustomAttributeTypedArgument<string> argument) => argument.Value switch
    {
        null => "null",
        bool value => value ? "true" : "false",
        char value => $"(char){(int)value}",
        string value => $"\"{string.Concat(value.Select(c => $"\\u{(int)c:x4}"))}\"",
        IFormattable value when argument.Type == "object" => Number(value),
        IFormattable value => $"({argument.Type}){Number(value)}",
        _ => throw new InvalidDataException($"[DataRow] with a {argument.Type}"),
    };

    // Negative numbers in parentheses, or the cast would be a subtraction; the smallest ones have no literal of a smaller type.
    private static string Number(IFormattable value) => $"({value.ToString(null, CultureInfo.InvariantCulture)})";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
    {
        PrimitiveTypeCode.SByte => "sbyte",
        PrimitiveTypeCode.Byte => "byte",
        PrimitiveTypeCode.Int16 => "short",
        PrimitiveTypeCode.UInt16 => "ushort",
        PrimitiveTypeCode.Int32 => "int",
        PrimitiveTypeCode.UInt32 => "uint",
        PrimitiveTypeCode.Int64 => "long",
        PrimitiveTypeCode.UInt64 => "ulong",
        PrimitiveTypeCode.Object => "object",
        _ => typeCode.ToString(),
    };

    public string GetSystemType() => "System.Type";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        return $"global::{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        return $"global::{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    public string GetTypeFromSerializedName(string name) => "global::" + name.Split(',')[0];

    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public bool IsSystemType(string type) => type == "System.Type";
}
