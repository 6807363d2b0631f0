// SPDX-License-Identifier: MIT
namespace System
{
    public abstract class Attribute { }

    public enum AttributeTargets
    {
        Assembly = 1, Module = 2, Class = 4, Struct = 8, Enum = 16, Constructor = 32, Method = 64, Property = 128,
        Field = 256, Event = 512, Interface = 1024, Parameter = 2048, Delegate = 4096, ReturnValue = 8192,
        All = 16383,
    }

    [AttributeUsage(AttributeTargets.Class)]
    public sealed class AttributeUsageAttribute : Attribute
    {
        public AttributeUsageAttribute(AttributeTargets validOn) { ValidOn = validOn; }
        public AttributeTargets ValidOn { get; }
        public bool AllowMultiple { get; set; }
        public bool Inherited { get; set; }
    }
    public sealed class ParamArrayAttribute : Attribute { }
}
namespace System.Runtime.CompilerServices
{
    internal sealed class IntrinsicAttribute : Attribute { }
    public sealed class IndexerNameAttribute : Attribute { public IndexerNameAttribute(string memberName) { } }
    public sealed class MethodImplAttribute : Attribute { public MethodImplAttribute(MethodImplOptions o) { } }
    public enum MethodImplOptions { NoInlining = 8, InternalCall = 4096 }
    public static class RuntimeHelpers { public static unsafe int OffsetToStringData => 8; }
    public static class RuntimeFeature { internal const string UnmanagedSignatureCallingConvention = nameof(UnmanagedSignatureCallingConvention); internal const string NumericIntPtr = nameof(NumericIntPtr); internal const string ByRefFields = nameof(ByRefFields); }
    internal sealed class IsByRefLikeAttribute : Attribute { }
}
namespace System.Runtime
{
    internal sealed class RuntimeExportAttribute : Attribute { public RuntimeExportAttribute(string entry) { } }
    internal sealed class RuntimeImportAttribute : Attribute { public RuntimeImportAttribute(string entry) { } public RuntimeImportAttribute(string lib, string entry) { } }
}
namespace System.Runtime.InteropServices
{
    public sealed class StructLayoutAttribute : Attribute { public StructLayoutAttribute(LayoutKind k) { } public int Size; public int Pack; }
    public enum LayoutKind { Sequential, Explicit = 2, Auto = 3}
}
namespace System.Reflection
{
    public sealed class DefaultMemberAttribute : Attribute { public DefaultMemberAttribute(string memberName) { } }
}
namespace System.Runtime.CompilerServices
{
    [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
    public sealed class InternalsVisibleToAttribute : Attribute
    {
        public InternalsVisibleToAttribute(string assemblyName) => AssemblyName = assemblyName;

        public string AssemblyName { get; }
    }
}
