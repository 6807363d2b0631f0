// SPDX-License-Identifier: MIT
// What goes through a portal: values, buffers that are lent for the call, and other sessions. Anything else would be a reference
// from one component's heap into another's, which outlives neither quota nor death. Read from the .NET flavour: the sources are the same.
using System.Reflection;
using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Gates;

public class SessionInterfaceTests
{
    private delegate int Callback();

    private interface ICarriesAllThatMay
    {
        IoStatus Read(SpanByte buffer, int offset, Point point, ILogSession other, Signal signal, out int count);
    }

    private interface ICarriesWhatMayNot
    {
        string Text();

        void Array(byte[] bytes);

        void Object(object any);

        void Delegate(Callback callback);

        void Class(Runtime.Log log);

        void Struct(Named named);

        void Out(out string text);

        SpanByte Buffer();

        void OutBuffer(out SpanByte buffer);

        int Property { get; set; }

        string TextProperty { get; }
    }

    public static TheoryData<string> Portals => [.. PortalTypes().Select(type => type.AssemblyQualifiedName!)];

    [Theory]
    [MemberData(nameof(Portals))]
    public void PortalsCarryNothingThatStays(string portal)
    {
        var sessions = Type.GetType(portal, throwOnError: true)!.GetInterfaces();
        Assert.NotEmpty(sessions);
        Repository.AssertNone("goes from heap to heap", sessions.SelectMany(Violations));
    }

    [Fact]
    public void EveryServiceIsLookedAt() => Assert.Subset(
        PortalTypes().Select(type => type.Name).ToHashSet(),
        new HashSet<string>
        {
            "BusPortal", "CharPortal", "EntropyPortal", "ExamplePortal", "FileSystemPortal", "LogPortal", "MeasuredBootPortal",
            "CharPortal", "CharPortal",
        });

    [Fact]
    public void WhatMayNotGoIsFound()
    {
        Assert.Empty(Violations(typeof(ICarriesAllThatMay)));
        Assert.Equal(
            ["Array", "Buffer", "Class", "Delegate", "Object", "Out", "OutBuffer", "Struct", "Text", "get_TextProperty"],
            Violations(typeof(ICarriesWhatMayNot)).Select(violation => violation.Split('.', ':')[1]).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Violations(Type session) => session.GetMethods().SelectMany(method => method.GetParameters()
        .Append(method.ReturnParameter)
        .Where(parameter => !MayGo(parameter))
        .Select(parameter => $"{session.Name}.{method.Name}: {parameter.ParameterType.Name} {parameter.Name ?? "returned"}"));

    // A buffer goes in and comes back; one that came out would be the server's own.
    private static bool MayGo(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return type == typeof(SpanByte) ? parameter.Position >= 0
            : type == typeof(void)
            || type == typeof(Signal) // the kernel's
            || IsSession(type)
            || IsValue(type.IsByRef ? type.GetElementType()! : type);
    }

    private static bool IsSession(Type type) => type.IsInterface && type.Name.EndsWith("Session", StringComparison.Ordinal);

    private static bool IsValue(Type type) => type.IsPrimitive || type.IsEnum
        || (type.IsValueType && !type.IsByRefLike
            && type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .All(field => IsValue(field.FieldType)));

    private static IEnumerable<Type> PortalTypes() => Assemblies().SelectMany(assembly => assembly.GetTypes()).Where(IsPortal);

    // Init's own way into a component is none of a client's.
    private static bool IsPortal(Type type) => type.IsSubclassOf(typeof(Portal)) && type.IsPublic && !type.IsAbstract;

    private static IEnumerable<Assembly> Assemblies() => Repository.Projects("firmware").Select(project =>
        Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, AssemblyName(project) + ".dll")));

    // As firmware/Appliance/Components/Directory.Build.props names them.
    private static string AssemblyName(string project) => "Wardstone."
        + (project.StartsWith("firmware/Appliance/Components/", StringComparison.Ordinal) ? "Components." : "")
        + Path.GetFileNameWithoutExtension(project);

    private readonly record struct Point(int X, int Y);

    private readonly record struct Named(int Number, string Name);
}
