// SPDX-License-Identifier: MIT
using System.Reflection;
using nanoFramework.TestFramework;

namespace Wardstone.Tests.Host.Portable;

/// <summary>The cases of tests/Portable, by the names that every runner gives them: Class.Method, or Class.Method#n for row n.</summary>
internal static class PortableCases
{
    public static IReadOnlyDictionary<string, (MethodInfo Method, object?[] Arguments)> All { get; } =
        Find().ToDictionary(found => found.Name, found => (found.Method, found.Arguments));

    private static IEnumerable<(string Name, MethodInfo Method, object?[] Arguments)> Find() =>
        from type in typeof(Tests.Portable.SpanByteTests).Assembly.GetTypes()
        where type.IsDefined(typeof(TestClassAttribute))
        from method in type.GetMethods()
        where method.IsDefined(typeof(TestMethodAttribute))
        from found in CasesOf(method, $"{type.Name}.{method.Name}")
        select found;

    private static IEnumerable<(string Name, MethodInfo Method, object?[] Arguments)> CasesOf(MethodInfo method, string name)
    {
        var rows = method.GetCustomAttributes<DataRowAttribute>().ToArray();
        return rows.Length == 0 ? [(name, method, [])] : rows.Select((row, i) => ($"{name}#{i}", method, row.MethodParameters));
    }
}
