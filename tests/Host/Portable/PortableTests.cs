// SPDX-License-Identifier: MIT
// Runs tests/Portable on .NET, one xunit case for each test method or data row. A class has one instance, which [Setup]
// prepares before its first test.

using System.Reflection;
using System.Runtime.ExceptionServices;
using nanoFramework.TestFramework;

namespace Wardstone.Tests.Host.Portable;

public sealed class PortableTests(PortableTests.Instances instances) : IClassFixture<PortableTests.Instances>
{
    public static TheoryData<string> Names => [.. PortableCases.All.Keys];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void OnDotNet(string name)
    {
        var (method, arguments) = PortableCases.All[name];
        try
        {
            Invoke(instances.Of(method.DeclaringType!), method, arguments);
        }
        catch (SkipTestException e)
        {
            Skip.If(true, e.Message);
        }
    }

    private static void Invoke(object instance, MethodInfo method, object?[] arguments)
    {
        try
        {
            method.Invoke(instance, arguments);
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
        }
    }

    /// <summary>The one instance of each test class: [Setup] ran before it is given out, [Cleanup] runs after all tests.</summary>
    public sealed class Instances : IDisposable
    {
        private readonly Dictionary<Type, object> _instances = [];

        public object Of(Type type)
        {
            if (!_instances.TryGetValue(type, out var instance))
            {
                instance = Activator.CreateInstance(type)!;
                InvokeAll<SetupAttribute>(instance);
                _instances.Add(type, instance);
            }

            return instance;
        }

        public void Dispose()
        {
            foreach (var instance in _instances.Values)
            {
                InvokeAll<CleanupAttribute>(instance);
            }
        }

        private static void InvokeAll<T>(object instance)
            where T : Attribute
        {
            foreach (var method in instance.GetType().GetMethods().Where(method => method.IsDefined(typeof(T))))
            {
                Invoke(instance, method, []);
            }
        }
    }
}
