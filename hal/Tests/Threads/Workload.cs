// SPDX-License-Identifier: MIT
using System;
using System.Runtime.CompilerServices;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    /// <summary>Work whose result tells whether anything went wrong on the way: exceptions, garbage, floats, interface calls.</summary>
    internal static unsafe class Workload
    {
        /// <returns>A number that depends on the seed and on every step.</returns>
        public static uint Run(int seed, int rounds)
        {
            uint sum = (uint)seed;
            IShape[] shapes = { new Square(seed), new Circle(seed), new Square(seed + 3) };
            float running = seed;
            for (int i = 0; i < rounds; i++)
            {
                float area = 0;
                foreach (IShape shape in shapes)
                {
                    area += shape.Area(i) * 0.25f;
                }

                running = (running * 0.5f) + area;
                sum = (sum * 31) + (uint)(int)running;
                sum = (sum * 31) + (uint)Throw(i + seed);
                sum = (sum * 31) + (uint)Chain(i & 15, seed);
                if ((i & 15) == (seed & 15))
                {
                    Heap.System->Collect();
                }
            }

            return sum;
        }

        private static int Chain(int length, int seed)
        {
            object[] head = null;
            for (int i = 0; i < length; i++)
            {
                head = new object[] { head, seed + i, new byte[i * 4] };
            }

            int sum = 0;
            for (; head != null; head = (object[])head[0])
            {
                sum += (int)head[1] + ((byte[])head[2]).Length;
            }

            return sum;
        }

        private static int Throw(int seed)
        {
            int steps = seed;
            try
            {
                try
                {
                    Fail(seed, 3);
                }
                catch (ArgumentException)
                {
                    steps += 1000;
                    NullFault(null);
                }
                finally
                {
                    steps *= 3;
                }
            }
            catch (Exception caught) when (caught.Message == "odd" || caught is NullReferenceException)
            {
                steps += caught is NullReferenceException ? 7 : 11;
            }

            return steps;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Fail(int seed, int depth)
        {
            try
            {
                if (depth == 0)
                {
                    throw (seed & 1) == 0 ? new ArgumentException("even") : new InvalidOperationException("odd");
                }

                Fail(seed, depth - 1);
            }
            finally
            {
                seed++;
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int NullFault(object[] none) => none.Length;

        private interface IShape
        {
            float Area(int scale);
        }

        private sealed class Square : IShape
        {
            private readonly float _side;

            public Square(int side) => _side = side;

            public float Area(int scale) => _side * _side * scale;
        }

        private sealed class Circle : IShape
        {
            private readonly float _radius;

            public Circle(int radius) => _radius = radius;

            public float Area(int scale) => _radius * 3 * scale;
        }
    }
}
