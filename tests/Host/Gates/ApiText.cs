// SPDX-License-Identifier: MIT
// The public surface of an assembly as text, in the notation of tests/Vectors/nanoframework-api.txt:
//   T:Type   F:Type.Field:Type   M:Type.Method(Type,Type):Type
// Primitive types go without a namespace, nested types with '+', type parameters as !0.
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Wardstone.Tests.Host.Gates;

internal sealed class ApiText : ISignatureTypeProvider<string, object?>
{
    private readonly MetadataReader metadata;

    private ApiText(MetadataReader metadata) => this.metadata = metadata;

    /// <summary>For the signatures of an assembly's own references.</summary>
    public static ApiText Of(MetadataReader metadata) => new(metadata);

    /// <summary>All that code outside the assembly can see, in types whose namespace passes the filter.</summary>
    public static IReadOnlyList<string> Read(string path, Func<string, bool> namespaces)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var api = new ApiText(metadata);
        var members = new List<string>();
        foreach (var handle in metadata.TypeDefinitions.Where(handle => api.IsVisible(metadata.GetTypeDefinition(handle))))
        {
            if (namespaces(api.NamespaceOf(metadata.GetTypeDefinition(handle))))
            {
                api.AddType(handle, members);
            }
        }

        return members;
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = reader.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? $"{GetTypeFromDefinition(reader, outer, 0)}+{name}"
            : Qualified(reader.GetString(type.Namespace), name);
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        var name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0)}+{name}"
            : Qualified(reader.GetString(type.Namespace), name);
    }

    public string GetSZArrayType(string elementType) => elementType + "[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetByReferenceType(string elementType) => elementType + "&";

    public string GetPointerType(string elementType) => elementType + "*";

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType}<{string.Join(',', typeArguments)}>";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetFunctionPointerType(MethodSignature<string> signature) => "method*";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetPinnedType(string elementType) => elementType;

    public string GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    // mscorlib's primitive types are written by their bare names wherever a signature uses them.
    private static string Qualified(string space, string name) => space.Length == 0 ? name : $"{space}.{name}";

    private static bool IsVisible(MethodAttributes access) =>
        (access & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private bool IsVisible(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
            IsVisible(metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private string NamespaceOf(TypeDefinition type) =>
        type.GetDeclaringType() is { IsNil: false } outer
            ? NamespaceOf(metadata.GetTypeDefinition(outer))
            : metadata.GetString(type.Namespace);

    private void AddType(TypeDefinitionHandle handle, List<string> members)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = GetTypeFromDefinition(metadata, handle, 0);
        members.Add($"T:{name}");
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition)
            .Where(field => IsVisible((MethodAttributes)field.Attributes)))
        {
            members.Add($"F:{name}.{metadata.GetString(field.Name)}:{field.DecodeSignature(this, null)}");
        }

        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition).Where(method => IsVisible(method.Attributes)))
        {
            var signature = method.DecodeSignature(this, null);
            members.Add($"M:{name}.{metadata.GetString(method.Name)}({string.Join(',', signature.ParameterTypes)}):{signature.ReturnType}");
        }
    }
}
