// SPDX-License-Identifier: MIT
// The attributes of nanoFramework.TestFramework, by which a test is found: by reflection on .NET, from metadata
// at build time for the board. As there: [Setup] runs once before the first test of a class and [Cleanup] once after the last,
// and a row holds what nanoFramework's metadata can. There, test methods have no instance: a test class has no fields of its own.

using System;

namespace nanoFramework.TestFramework
{
    /// <summary>A class that holds tests; it has a public constructor without parameters.</summary>
    [AttributeUsage(AttributeTargets.Class)]
    public class TestClassAttribute : Attribute
    {
    }

    /// <summary>A test: a public method without result; it has parameters only if there are <see cref="DataRowAttribute"/>s.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public class TestMethodAttribute : Attribute
    {
    }

    /// <summary>One case of a test method, with the arguments for it.</summary>
    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public class DataRowAttribute : Attribute
    {
        /// <summary>A case with these arguments: numbers, booleans or strings, and at least one.</summary>
        public DataRowAttribute(params object[] methodParameters) => MethodParameters = methodParameters;

        public object[] MethodParameters { get; }
    }

    /// <summary>A public method that runs once, before the first test of its class.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public class SetupAttribute : Attribute
    {
    }

    /// <summary>A public method that runs once, after the last test of its class.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public class CleanupAttribute : Attribute
    {
    }
}
