// SPDX-License-Identifier: MIT
// One example of each thing that the IL gate must find, and one class of things that it must not.
#pragma warning disable CA1822, CA2211, CA1814, CA1823, CA1802, CA1508, CA1051, CA1812, CA1805, CA1840, IDE0044, CS0169, CS0649, IDE0051
using nanoFramework.TestFramework;

namespace Wardstone.Tests.Host.Gates;

internal static class Forbidden
{
    internal sealed class GenericType<T>
    {
        public T? Value { get; set; }
    }

    internal sealed class GenericMethod
    {
        public T Same<T>(T value) => value;
    }

    internal sealed class UsesGenerics
    {
        public int Count(int[] values) => new List<int>(values).Count;
    }

    internal sealed class CallsGeneric
    {
        public int[] Empty() => Array.Empty<int>();
    }

    internal sealed class UsesNullable
    {
        public int? Value;
    }

    internal sealed class UsesTuple
    {
        public (int, int) Pair() => (1, 2);
    }

    internal sealed record IsRecord(int Value);

    internal sealed class Iterates
    {
        public System.Collections.IEnumerable Values()
        {
            yield return 1;
        }
    }

    internal sealed class Awaits
    {
        public async Task Wait() => await Task.Yield();
    }

    internal sealed class UsesTable
    {
        public int At(int[,] table) => table[0, 0];
    }

    internal interface IHasCode
    {
        int One() => 1;
    }

    internal sealed class UsesStackalloc
    {
        public int Length(int size)
        {
            Span<byte> bytes = stackalloc byte[size];
            return bytes.Length;
        }
    }

    internal sealed class UsesDouble
    {
        public double Value;
    }

    internal sealed class ComputesDouble
    {
        public bool Half(float value) => value > 0.1;
    }

    internal sealed class Checks
    {
        public int Next(int value) => checked(value + 1);
    }

    internal sealed class ChangesStatic
    {
        public static int Count;
    }

    internal sealed class CachesLambda
    {
        public EventHandler Handler() => (_, _) => { };
    }

    internal sealed class HasThreadStatic
    {
        [ThreadStatic]
        private static int mine;

        public int Mine => mine;
    }

    [TestClass]
    internal sealed class TestsWithState
    {
        private int state;

        public int Next() => state++;
    }

    internal sealed class RowWithNull
    {
        [DataRow(1, null)]
        public void Test(int number, string? text)
        {
        }
    }

    internal sealed class RowWithEnum
    {
        [DataRow(DayOfWeek.Monday, "")]
        public void Test(DayOfWeek day, string text)
        {
        }
    }

    internal sealed class RowWithCharacter
    {
        [DataRow('a', "")]
        public void Test(char letter, string text)
        {
        }
    }

    internal sealed class RowWithZero
    {
        [DataRow("a\0")]
        public void Test(string text)
        {
        }
    }

    internal sealed class EmptyRow
    {
        [DataRow]
        public void Test()
        {
        }
    }

    internal sealed class WritesZero
    {
        public string Text => "a\0";
    }

    internal sealed class NumbersThreads
    {
        public int Id => Thread.CurrentThread.ManagedThreadId;
    }

    internal sealed class Portable(int start) : IDisposable
    {
        public const int Limit = 4;
        private static readonly byte[] Table = [1, 2, 3, 4];
        private readonly int[][] jagged = [[1], [2]];

        public EventHandler? Changed { get; set; }

        public float Half { get; set; } = 0.5f;

        public long Sum(ref int by)
        {
            long sum = start;
            foreach (var b in Table)
            {
                sum += b * by + jagged[b & 1][0];
            }

            try
            {
                Changed?.Invoke(this, EventArgs.Empty);
            }
            catch (InvalidOperationException e) when (e.Message.Length > 0)
            {
                sum = (long)(Half * 2f);
            }

            return sum switch
            {
                0 => 1,
                > 5 and < 10 => 2,
                _ => sum,
            };
        }

        [DataRow(1, "text", true, 2u, (byte)3)]
        public void Row(int number, string text, bool flag, uint unsigned, byte small)
        {
        }

        public void Dispose() => Changed = null;
    }
}
