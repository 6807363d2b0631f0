// SPDX-License-Identifier: MIT
// What an assembly uses of others, in the notation of tests/Vectors/nanoframework-api.txt: types as T:, methods as M:, fields as F:.

using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.NanoFramework;

internal static class UsedMembers
{
    /// <summary>Types and members in assemblies whose names pass the filter.</summary>
    public static IReadOnlyList<string> Read(string path, Func<string, bool> assemblies)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Where(handle => assemblies(AssemblyOf(metadata, handle)))
            .ToDictionary(handle => handle, handle => ApiText.Of(metadata).GetTypeFromReference(metadata, handle, 0));
        return
        [
            .. types.Values.Select(type => "T:" + type),
            .. metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference
                    && types.ContainsKey((TypeReferenceHandle)member.Parent))
                .Select(member => Member(metadata, types[(TypeReferenceHandle)member.Parent], member)),
        ];
    }

    private static string Member(MetadataReader metadata, string type, MemberReference member)
    {
        var name = $"{type}.{metadata.GetString(member.Name)}";
        if (member.GetKind() == MemberReferenceKind.Field)
        {
            return $"F:{name}:{member.DecodeFieldSignature(ApiText.Of(metadata), null)}";
        }

        var signature = member.DecodeMethodSignature(ApiText.Of(metadata), null);
        return $"M:{name}({string.Join(',', signature.ParameterTypes)}):{signature.ReturnType}";
    }

    private static string AssemblyOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(metadata, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => "",
        };
    }
}
