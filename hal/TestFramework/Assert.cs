// SPDX-License-Identifier: MIT
// nanoFramework's assertions, those that the firmware's tests can use on every runtime: no floating point, no dates.
// A test that compares an enum meets the overload for object; a SpanByte is compared as ToArray() by CollectionAssert.
// Nothing is formatted unless the assertion fails. The usual ones are not inlined: an image has thousands of calls.

using System;
using System.Runtime.CompilerServices;
using TestFrameworkShared;

namespace nanoFramework.TestFramework
{
    /// <summary>Assertions; each throws <see cref="AssertFailedException"/> if it does not hold.</summary>
    public sealed class Assert
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void IsTrue(bool condition, string message = "")
        {
            if (!condition)
            {
                Fail("IsTrue", "", message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void IsFalse(bool condition, string message = "")
        {
            if (condition)
            {
                Fail("IsFalse", "", message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void IsNull(object value, string message = "")
        {
            if (value != null)
            {
                Fail("IsNull", "Actual:<" + Text(value) + ">.", message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void IsNotNull(object value, string message = "")
        {
            if (value == null)
            {
                Fail("IsNotNull", "", message);
            }
        }

        public static void AreSame(object expected, object actual, string message = "")
        {
            if (!ReferenceEquals(expected, actual))
            {
                Fail("AreSame", "", message);
            }
        }

        public static void AreNotSame(object notExpected, object actual, string message = "")
        {
            if (ReferenceEquals(notExpected, actual))
            {
                Fail("AreNotSame", "", message);
            }
        }

        public static void Contains(string expected, string actual, string message = "")
        {
            if (actual.IndexOf(expected) < 0)
            {
                Fail("Contains", "<" + actual + "> has no <" + expected + ">.", message);
            }
        }

        /// <summary>The action throws an exception of exactly this type.</summary>
        public static void ThrowsException(Type exceptionType, Action action, string message = "")
        {
            try
            {
                action();
            }
            catch (Exception e)
            {
                if (!exceptionType.Equals(e.GetType()))
                {
                    Fail("ThrowsException", "Expected:<" + exceptionType.FullName + ">. Actual:<" + e.GetType().FullName + ">.", message);
                }

                return;
            }

            Fail("ThrowsException", "Expected:<" + exceptionType.FullName + ">. Nothing was thrown.", message);
        }

        /// <summary>Ends the test, which does not apply here.</summary>
        public static void SkipTest(string message = "") => throw new SkipTestException(message);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(object expected, object actual, string message = "")
        {
            if (!Equals(expected, actual))
            {
                Unequal(Text(expected), Text(actual), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(string expected, string actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(Text(expected), Text(actual), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(bool expected, bool actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(expected.ToString(), actual.ToString(), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(char expected, char actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(expected.ToString(), actual.ToString(), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(sbyte expected, sbyte actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(expected.ToString(), actual.ToString(), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(byte expected, byte actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(expected.ToString(), actual.ToString(), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(short expected, short actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(expected.ToString(), actual.ToString(), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(ushort expected, ushort actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(expected.ToString(), actual.ToString(), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(int expected, int actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(expected.ToString(), actual.ToString(), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(uint expected, uint actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(expected.ToString(), actual.ToString(), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(long expected, long actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(expected.ToString(), actual.ToString(), message);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void AreEqual(ulong expected, ulong actual, string message = "")
        {
            if (expected != actual)
            {
                Unequal(expected.ToString(), actual.ToString(), message);
            }
        }

        public static void AreNotEqual(object notExpected, object actual, string message = "")
        {
            if (Equals(notExpected, actual))
            {
                Equal(Text(actual), message);
            }
        }

        public static void AreNotEqual(string notExpected, string actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(Text(actual), message);
            }
        }

        public static void AreNotEqual(bool notExpected, bool actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(actual.ToString(), message);
            }
        }

        public static void AreNotEqual(char notExpected, char actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(actual.ToString(), message);
            }
        }

        public static void AreNotEqual(sbyte notExpected, sbyte actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(actual.ToString(), message);
            }
        }

        public static void AreNotEqual(byte notExpected, byte actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(actual.ToString(), message);
            }
        }

        public static void AreNotEqual(short notExpected, short actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(actual.ToString(), message);
            }
        }

        public static void AreNotEqual(ushort notExpected, ushort actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(actual.ToString(), message);
            }
        }

        public static void AreNotEqual(int notExpected, int actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(actual.ToString(), message);
            }
        }

        public static void AreNotEqual(uint notExpected, uint actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(actual.ToString(), message);
            }
        }

        public static void AreNotEqual(long notExpected, long actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(actual.ToString(), message);
            }
        }

        public static void AreNotEqual(ulong notExpected, ulong actual, string message = "")
        {
            if (notExpected == actual)
            {
                Equal(actual.ToString(), message);
            }
        }

        internal static string Text(object value) => value == null ? "null" : value.ToString();

        internal static void Fail(string assertion, string difference, string message) =>
            throw new AssertFailedException(
                "Assert." + assertion + " failed. " + difference + (difference.Length == 0 ? "" : " ") + message);

        private static void Unequal(string expected, string actual, string message) =>
            Fail("AreEqual", "Expected:<" + expected + ">. Actual:<" + actual + ">.", message);

        private static void Equal(string actual, string message) =>
            Fail("AreNotEqual", "Actual:<" + actual + ">.", message);
    }
}
