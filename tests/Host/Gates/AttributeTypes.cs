// SPDX-License-Identifier: MIT
// The types in an attribute's arguments, as names: what MetadataReader needs to decode them.
using System.Reflection.Metadata;

namespace Wardstone.Tests.Host.Gates;

internal sealed class AttributeTypes(ForbiddenTypes types) : ICustomAttributeTypeProvider<string>
{
    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "System." + typeCode;

    public string GetSystemType() => "System.Type";

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        types.GetTypeFromDefinition(reader, handle, rawTypeKind);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        types.GetTypeFromReference(reader, handle, rawTypeKind);

    public string GetTypeFromSerializedName(string name) => name.Split(',')[0];

    // An enum's own definition may be in another assembly; the portable code has none but of int and uint, of one size.
    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public bool IsSystemType(string type) => type == "System.Type";
}
