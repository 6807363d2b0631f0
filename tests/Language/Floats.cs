// SPDX-License-Identifier: MIT
// Single precision. Shown as integers: text of floats is not in the portable subset.

namespace Wardstone.Tests.Language
{
    internal static class Floats
    {
        private static float s_one = 1;

        public static void Run()
        {
            float third = s_one / 3;
            Show("third", third);
            Show("sum", third + third + third);
            Show("product", third * 1.1f);
            Show("difference", third - 0.25f);
            Show("negative", -third);
            Show("large", 3.0e38f * s_one);
            Show("small", 1.0e-40f * s_one * 1.0e5f);
            float infinity = s_one / (s_one - 1);
            Suite.Line("infinity greater", infinity > 3.4e38f);
            float nan = infinity - infinity;
            Suite.Line("nan equals itself", nan == nan);
            Suite.Line("nan less", nan < 1 || nan > 1 || nan == 1);
            Suite.Line("to int", (int)(1234.9f * s_one));
            Suite.Line("to negative int", (int)(-1234.9f * s_one));
            Suite.Line("to uint", (uint)(3000000000f * s_one));
            Suite.Line("to byte", (byte)(200.7f * s_one));
            int seven = (int)(7 * s_one);
            Show("from int", seven * 0.5f);
            Show("from uint", (uint)seven + 0.25f);
            long big = 1234567890123L * seven;
            Show("from long", big * 1e-9f);
            Show("from ulong", (ulong)big * 1e-9f);
            float sum = 0;
            for (int i = 1; i <= 100; i++)
            {
                sum += 1.0f / i;
            }

            Show("harmonic", sum);
            Show("passed", Weighted(1.5f, 2, 2.5f, 3, 3.5f, 4, 4.5f, 5, 5.5f));
            float[] array = { 1.25f, -2.5f };
            array[1] += array[0];
            Show("array", array[1]);
            Point point = new Point { X = 3, Y = 4 };
            Show("struct", Length2(point));
            object box = 2.5f;
            Show("box", (float)box);
        }

        private static void Show(string name, float value)
        {
            bool isLarge = value > 1e9f || value < -1e9f;
            bool isSmall = value < 1e-9f && value > -1e-9f;
            Suite.Line(name, (int)(value * (isLarge ? 1e-30f : isSmall ? 1e38f : 1e6f) * (isLarge || isSmall ? 1 : 0.125f)));
        }

        private static float Weighted(float a, int b, float c, int d, float e, int f, float g, int h, float i)
            => (a * b) + (c * d) + (e * f) + (g * h) + i;

        private static float Length2(Point point) => (point.X * point.X) + (point.Y * point.Y);

        private struct Point
        {
            public float X;
            public float Y;
        }
    }
}
