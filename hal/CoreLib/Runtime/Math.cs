// SPDX-License-Identifier: MIT
// Division, which the compiler always asks for by name, with its two ways to fail. No '/' or '%' may stand in here: it would call itself.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace System
{
    internal static class Math
    {
        public static int DivInt32(int dividend, int divisor)
        {
            // -1 and 0 at once: divisor + 1 is 0 or 1.
            if ((uint)(divisor + 1) <= 1)
            {
                CheckDivision(divisor, dividend == int.MinValue);
            }

            return Divide(dividend, divisor);
        }

        public static int ModInt32(int dividend, int divisor)
        {
            if ((uint)(divisor + 1) <= 1)
            {
                CheckDivision(divisor, dividend == int.MinValue);
            }

            return dividend - (Divide(dividend, divisor) * divisor);
        }

        public static uint DivUInt32(uint dividend, uint divisor)
        {
            if (divisor == 0)
            {
                throw new DivideByZeroException();
            }

            return Divide(dividend, divisor);
        }

        public static uint ModUInt32(uint dividend, uint divisor)
        {
            if (divisor == 0)
            {
                throw new DivideByZeroException();
            }

            return dividend - (Divide(dividend, divisor) * divisor);
        }

        public static long DivInt64(long dividend, long divisor)
        {
            if ((ulong)(divisor + 1) <= 1)
            {
                CheckDivision((int)divisor, dividend == long.MinValue);
            }

            return Divide(dividend, divisor);
        }

        public static long ModInt64(long dividend, long divisor)
        {
            if ((ulong)(divisor + 1) <= 1)
            {
                CheckDivision((int)divisor, dividend == long.MinValue);
            }

            return Remainder(dividend, divisor);
        }

        public static ulong DivUInt64(ulong dividend, ulong divisor)
        {
            if (divisor == 0)
            {
                throw new DivideByZeroException();
            }

            return Divide(dividend, divisor);
        }

        public static ulong ModUInt64(ulong dividend, ulong divisor)
        {
            if (divisor == 0)
            {
                throw new DivideByZeroException();
            }

            return Remainder(dividend, divisor);
        }

        private static void CheckDivision(int divisor, bool isMinValue)
        {
            if (divisor == 0)
            {
                throw new DivideByZeroException();
            }

            if (isMinValue)
            {
                throw new OverflowException();
            }
        }

        [RuntimeImport("*", "RhDivide")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern int Divide(int dividend, int divisor);

        [RuntimeImport("*", "RhDivideUnsigned")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern uint Divide(uint dividend, uint divisor);

        [RuntimeImport("*", "RhDivideLong")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern long Divide(long dividend, long divisor);

        [RuntimeImport("*", "RhRemainderLong")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern long Remainder(long dividend, long divisor);

        [RuntimeImport("*", "RhDivideULong")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern ulong Divide(ulong dividend, ulong divisor);

        [RuntimeImport("*", "RhRemainderULong")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern ulong Remainder(ulong dividend, ulong divisor);
    }
}
