// SPDX-License-Identifier: MIT
// nanoFramework's assertions on whole collections. Arrays of bytes, which most tests compare, are read without boxing.

using System.Collections;

namespace nanoFramework.TestFramework
{
    /// <summary>Assertions on the elements of collections.</summary>
    public sealed class CollectionAssert
    {
        /// <summary>Both have the same number of elements, equal pair by pair.</summary>
        public static void AreEqual(ICollection expected, ICollection actual, string message = "")
        {
            var difference = Difference(expected, actual);
            if (difference.Length != 0)
            {
                Assert.Fail("AreEqual", difference, message);
            }
        }

        /// <summary>They differ in the number of elements or in one of them.</summary>
        public static void AreNotEqual(ICollection notExpected, ICollection actual, string message = "")
        {
            if (Difference(notExpected, actual).Length == 0)
            {
                Assert.Fail("AreNotEqual", "The collections are equal.", message);
            }
        }

        // Empty if there is none; else the first difference, in words.
        private static string Difference(ICollection expected, ICollection actual)
        {
            if (expected == null || actual == null)
            {
                return expected == actual ? "" : "One of the collections is null.";
            }

            if (expected.Count != actual.Count)
            {
                return "Expected " + expected.Count.ToString() + " elements, got " + actual.Count.ToString() + ".";
            }

            return expected is byte[] bytes && actual is byte[] others ? FirstDifference(bytes, others) : FirstDifference(expected, actual);
        }

        private static string FirstDifference(byte[] expected, byte[] actual)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                if (expected[i] != actual[i])
                {
                    return At(i, "0x" + expected[i].ToString("X2"), "0x" + actual[i].ToString("X2"));
                }
            }

            return "";
        }

        private static string FirstDifference(ICollection expected, ICollection actual)
        {
            var left = expected.GetEnumerator();
            var right = actual.GetEnumerator();
            for (var i = 0; left.MoveNext() && right.MoveNext(); i++)
            {
                if (!Equals(left.Current, right.Current))
                {
                    return At(i, Assert.Text(left.Current), Assert.Text(right.Current));
                }
            }

            return "";
        }

        private static string At(int index, string expected, string actual) =>
            "Element " + index.ToString() + ": expected:<" + expected + ">. Actual:<" + actual + ">.";
    }
}
