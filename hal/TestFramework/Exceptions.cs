// SPDX-License-Identifier: MIT
// How a test that does not pass ends. The two namespaces are nanoFramework's own.

using System;

namespace TestFrameworkShared
{
    /// <summary>What was asserted is not so; the message says what was expected.</summary>
    public class AssertFailedException : Exception
    {
        public AssertFailedException(string message)
            : base(message)
        {
        }
    }
}

namespace nanoFramework.TestFramework
{
    /// <summary>The test does not apply here; the message says why.</summary>
    public class SkipTestException : Exception
    {
        internal SkipTestException(string message)
            : base(message)
        {
        }
    }
}
