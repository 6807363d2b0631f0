// SPDX-License-Identifier: MIT
// Decodes signatures to type names, and notes each type in them that portable code may not use.
using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Wardstone.Tests.Host.Gates;

internal sealed class ForbiddenTypes : ISignatureTypeProvider<string, object?>
{
    /// <summary>What was found since this was last cleared.</summary>
    public List<string> Violations { get; } = [];

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) =>
        typeCode == PrimitiveTypeCode.Double ? Forbidden("double", "System.Double") : "System." + typeCode;

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? $"{GetTypeFromDefinition(reader, outer, 0)}+{name}"
            : $"{reader.GetString(type.Namespace)}.{name}";
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
        return name == "System.Double" ? Forbidden("double", name) : name;
    }

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => Forbidden("multidimensional array", elementType + "[,]");

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => Forbidden("pointer", elementType + "*");

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        Forbidden($"generic type {genericType}", genericType);

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetFunctionPointerType(MethodSignature<string> signature) => Forbidden("function pointer", "method*");

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    private string Forbidden(string what, string type)
    {
        Violations.Add(what);
        return type;
    }
}
