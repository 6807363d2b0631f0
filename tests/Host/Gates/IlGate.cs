// SPDX-License-Identifier: MIT
// What nanoFramework 1.x does not run, or runs wrongly, found in the metadata and IL of an assembly. The compiler and
// nanoFramework's own tools accept much of it. Goes type by type, so that one type's violations can be asked for alone.
// It judges what the code uses itself; what a called method does is judged where that method is.
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ArgumentValues = System.Collections.Immutable.ImmutableArray<System.Reflection.Metadata.CustomAttributeTypedArgument<string>>;

namespace Wardstone.Tests.Host.Gates;

internal sealed class IlGate : IDisposable
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value);

    // What the arguments of a test's row may be.
    private static readonly string[] RowTypes =
    [
        "System.Boolean", "System.SByte", "System.Byte", "System.Int16", "System.UInt16", "System.Int32", "System.UInt32",
        "System.Int64", "System.UInt64", "System.Single", "System.String",
    ];

    private readonly PEReader file;
    private readonly MetadataReader metadata;
    private readonly ForbiddenTypes types = new();
    private readonly AttributeTypes attributeTypes;
    private readonly List<string> violations = [];
    private string where = "";

    public IlGate(string path)
    {
        file = new PEReader(File.OpenRead(path));
        metadata = file.GetMetadataReader();
        attributeTypes = new(types);
    }

    /// <summary>Every violation as "Type.Member: what", in types whose full name passes the filter.</summary>
    public IReadOnlyList<string> Check(Func<string, bool> typeNames)
    {
        foreach (var handle in metadata.TypeDefinitions)
        {
            var name = types.GetTypeFromDefinition(metadata, handle, 0);
            if (typeNames(name))
            {
                CheckType(name, metadata.GetTypeDefinition(handle));
            }
        }

        return [.. violations.Distinct()];
    }

    public void Dispose() => file.Dispose();

    private void CheckType(string name, TypeDefinition type)
    {
        where = name;
        Forbid(type.GetGenericParameters().Count > 0, "generic type");
        Forbid(name.Contains(">d__", StringComparison.Ordinal), "iterator or async method");
        CheckReference(type.BaseType);
        var isTests = type.GetCustomAttributes().Any(handle => NameOf(handle) == "nanoFramework.TestFramework.TestClassAttribute");
        foreach (var implementation in type.GetInterfaceImplementations())
        {
            CheckReference(metadata.GetInterfaceImplementation(implementation).Interface);
        }

        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            where = $"{name}.{metadata.GetString(field.Name)}";
            field.DecodeSignature(types, null);
            TakeTypeViolations();
            CheckAttributes(field.GetCustomAttributes());
            var isConstant = (field.Attributes & (FieldAttributes.InitOnly | FieldAttributes.Literal)) != 0;
            Forbid((field.Attributes & FieldAttributes.Static) != 0 && !isConstant, "static field that changes");
            Forbid(isTests && (field.Attributes & FieldAttributes.Static) == 0, "field of a test class");
        }

        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            where = $"{name}.{metadata.GetString(method.Name)}";
            CheckMethod(type, method);
        }
    }

    private void CheckMethod(TypeDefinition type, MethodDefinition method)
    {
        Forbid(method.GetGenericParameters().Count > 0, "generic method");
        Forbid(metadata.GetString(method.Name) == "<Clone>$", "record");
        Forbid((type.Attributes & TypeAttributes.Interface) != 0 && method.RelativeVirtualAddress != 0, "code in an interface");
        CheckAttributes(method.GetCustomAttributes());
        method.DecodeSignature(types, null);
        TakeTypeViolations();
        if (method.RelativeVirtualAddress == 0)
        {
            return;
        }

        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(types, null);
            TakeTypeViolations();
        }

        CheckCode(body.GetILReader());
    }

    private void CheckCode(BlobReader code)
    {
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            var operation = OpCodesByValue[value == 0xfe ? 0xfe00 | code.ReadByte() : value];
            var name = operation.Name!;
            Forbid(name == "calli", "call through a function pointer");
            Forbid(name == "localloc", "stackalloc");
            Forbid(name.Contains(".ovf", StringComparison.Ordinal), $"checked arithmetic ({name})");
            Forbid(name.EndsWith(".r8", StringComparison.Ordinal) || name == "conv.r.un", $"double ({name})");
            switch (operation.OperandType)
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.ReadByte();
                    break;
                case OperandType.InlineVar:
                    code.ReadInt16();
                    break;
                case OperandType.InlineString:
                    var literal = System.Reflection.Metadata.Ecma335.MetadataTokens.UserStringHandle(code.ReadInt32() & 0xffffff);
                    Forbid(HasZero(metadata.GetUserString(literal)), "zero character in a string");
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.ReadInt64();
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += targets * 4;
                    break;
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    CheckReference(System.Reflection.Metadata.Ecma335.MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                default: // branch target, 32-bit constant, signature, float
                    code.ReadInt32();
                    break;
            }
        }
    }

    // What an instruction or a declaration names.
    private void CheckReference(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeReference:
                types.GetTypeFromReference(metadata, (TypeReferenceHandle)handle, 0);
                break;
            case HandleKind.TypeSpecification:
                types.GetTypeFromSpecification(metadata, null, (TypeSpecificationHandle)handle, 0);
                break;
            case HandleKind.MethodSpecification:
                Forbid(true, "generic method called");
                break;
            case HandleKind.MemberReference:
                var member = metadata.GetMemberReference((MemberReferenceHandle)handle);
                CheckReference(member.Parent);
                Forbid(metadata.GetString(member.Name) == "get_ManagedThreadId", "number of a thread");
                if (member.GetKind() == MemberReferenceKind.Field)
                {
                    member.DecodeFieldSignature(types, null);
                }
                else
                {
                    member.DecodeMethodSignature(types, null);
                }

                break;
        }

        TakeTypeViolations();
    }

    private void CheckAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            var type = NameOf(handle);
            Forbid(type == "System.ThreadStaticAttribute", "thread-static field");
            Forbid(type == "System.Runtime.CompilerServices.FixedBufferAttribute", "fixed buffer");
            CheckArguments(metadata.GetCustomAttribute(handle).DecodeValue(attributeTypes).FixedArguments);
        }
    }

    // A row of a test. The metadata processor leaves an enum out and writes a character in UTF-8, so that what follows is read from
    // the wrong place when the test runs; at null it ends, and a row without anything is read on into the next.
    private void CheckArguments(ArgumentValues arguments)
    {
        foreach (var argument in arguments)
        {
            Forbid(argument.Type == "System.String" && argument.Value is null, "null in an attribute");
            Forbid(argument.Value is string text && HasZero(text), "zero character in a string");
            if (argument.Type == "System.Object[]" && argument.Value is ArgumentValues row)
            {
                Forbid(row.Length == 0, "empty row of arguments");
                Forbid(row.Any(value => value.Value is null), "null in an attribute");
                Forbid(row.Any(value => !RowTypes.Contains(value.Type)), "argument that is no number, flag or string");
                CheckArguments(row);
            }
        }
    }

    // Strings are UTF-8 with a zero byte at the end.
    private static bool HasZero(string text) => text.Contains('\0', StringComparison.Ordinal);

    private string NameOf(CustomAttributeHandle handle)
    {
        var constructor = metadata.GetCustomAttribute(handle).Constructor;
        if (constructor.Kind == HandleKind.MethodDefinition)
        {
            var own = metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType();
            return types.GetTypeFromDefinition(metadata, own, 0);
        }

        var parent = metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        return parent.Kind == HandleKind.TypeReference ? types.GetTypeFromReference(metadata, (TypeReferenceHandle)parent, 0) : "";
    }

    private void TakeTypeViolations()
    {
        foreach (var violation in types.Violations)
        {
            Forbid(true, violation);
        }

        types.Violations.Clear();
    }

    private void Forbid(bool found, string what)
    {
        if (found)
        {
            violations.Add($"{where}: {what}");
        }
    }
}
