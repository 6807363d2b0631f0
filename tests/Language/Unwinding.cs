// SPDX-License-Identifier: MIT
// Exceptions across many frames: deep recursion, registers, interfaces and delegates between, exceptions out of handlers.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Unwinding
    {
        private static string s_log;
        private static int s_depth;

        private interface IStep
        {
            int Step(int n);
        }

        private delegate int StepDelegate(int n);

        public static void Run()
        {
            s_log = "";
            try
            {
                Down(6);
            }
            catch (Exception e)
            {
                s_log += " caught " + e.Message;
            }

            Suite.Line("down", s_log);
            Suite.Line("registers", Registers(1, 2, 3, 4));
            Suite.Line("floats", Floats(1, 2, 3, 4));
            Suite.Line("through interface", ThroughInterface(new Stepper(), 5));
            StepDelegate step = new Stepper().Step;
            Suite.Line("through delegate", ThroughDelegate(step + step, 5));
            Suite.Line("filter sees the stack", FilterSeesStack());
            Suite.Line("handler throws up", HandlerThrowsUp());
            Suite.Line("chain", Chain(8));
            Suite.Line("ladder", Ladder(10));
            int caught = 0;
            for (int i = 0; i < 200; i++)
            {
                try
                {
                    Recurse(i % 20);
                }
                catch (InvalidOperationException e)
                {
                    caught += e.Message.Length;
                }
            }

            Suite.Line("many", caught);
            Suite.Line("replaced", Replaced());
            Suite.Line("stays in loop", StaysInLoop());
        }

        private static void Down(int n)
        {
            try
            {
                if (n == 0)
                {
                    throw new Exception("bottom");
                }

                Down(n - 1);
            }
            catch (ArgumentException)
            {
                s_log += "wrong";
            }
            finally
            {
                s_log += n;
            }
        }

        private static int Registers(int a, int b, int c, int d)
        {
            int e = a + b;
            int f = b + c;
            int g = c + d;
            int h = d + a;
            long wide = a;
            int result = 0;
            for (int i = 0; i < 3; i++)
            {
                try
                {
                    result += Many(a, b, c, d, e, f, g, h, i);
                }
                catch (Exception x)
                {
                    result += (x.Message.Length * 1000) + a + (b * 2) + (c * 3) + (d * 4)
                        + (e * 5) + (f * 6) + (g * 7) + (h * 8) + (int)wide;
                }

                wide += i;
                h++;
            }

            return result + a + b + c + d + e + f + g + h;
        }

        private static int Many(int a, int b, int c, int d, int e, int f, int g, int h, int i)
        {
            int sum = (a * i) + (b * i) + (c * i) + (d * i) + (e * i) + (f * i) + (g * i) + (h * i);
            if (i == 1)
            {
                throw new Exception("odd" + sum);
            }

            return sum;
        }

        private static int Floats(float a, float b, float c, float d)
        {
            float sum = 0;
            for (int i = 0; i < 4; i++)
            {
                try
                {
                    sum += FloatStep(a * i, b * i, c * i, d * i);
                }
                catch (Exception)
                {
                    sum += (a * 8) + (b * 16) + (c * 32) + (d * 64);
                }
            }

            return (int)((sum + a + b + c + d) * 4);
        }

        private static float FloatStep(float a, float b, float c, float d)
        {
            float e = a + b;
            float f = c + d;
            Recurse(e > 5 ? 1 : -1);
            return (e * f) + (a * d);
        }

        private static int ThroughInterface(IStep step, int n)
        {
            try
            {
                return step.Step(n);
            }
            catch (InvalidOperationException e)
            {
                return e.Message.Length + n;
            }
        }

        private static int ThroughDelegate(StepDelegate step, int n)
        {
            try
            {
                return step(n);
            }
            catch (InvalidOperationException e)
            {
                return e.Message.Length + n;
            }
        }

        private static int Recurse(int n)
        {
            if (n == 0)
            {
                throw new InvalidOperationException("end");
            }

            return n < 0 ? 0 : Recurse(n - 1) + n;
        }

        private static string FilterSeesStack()
        {
            s_log = "";
            s_depth = 0;
            try
            {
                Deeper(4);
            }
            catch (Exception) when (Look())
            {
                s_log += " at catch " + s_depth;
            }

            return s_log;
        }

        private static void Deeper(int n)
        {
            s_depth++;
            try
            {
                if (n == 0)
                {
                    throw new Exception();
                }

                Deeper(n - 1);
            }
            finally
            {
                s_depth--;
            }
        }

        private static bool Look()
        {
            s_log += "at filter " + s_depth;
            return true;
        }

        private static string HandlerThrowsUp()
        {
            s_log = "";
            try
            {
                Handler(3);
            }
            catch (Exception e)
            {
                s_log += "| " + e.Message;
            }

            return s_log;
        }

        private static void Handler(int n)
        {
            try
            {
                if (n == 0)
                {
                    throw new Exception("0");
                }

                Handler(n - 1);
            }
            catch (Exception e)
            {
                try
                {
                    s_log += e.Message + " ";
                    throw new Exception(n + e.Message);
                }
                finally
                {
                    s_log += "f ";
                }
            }
            finally
            {
                s_log += "F ";
            }
        }

        private static string Chain(int n)
        {
            try
            {
                if (n == 0)
                {
                    throw new Exception("end");
                }

                return Chain(n - 1);
            }
            catch (Exception e)
            {
                if (n == 5)
                {
                    return e.Message + " at five";
                }

                throw;
            }
        }

        // Each catch block calls the next step: handlers of many frames are active at once.
        private static int Ladder(int n)
        {
            if (n == 0)
            {
                return 0;
            }

            try
            {
                throw new Exception(n.ToString());
            }
            catch (Exception e)
            {
                int below = Ladder(n - 1);
                return below + int.Parse(e.Message);
            }
        }

        private static string Replaced()
        {
            string log = "";
            for (int i = 0; i < 3; i++)
            {
                try
                {
                    try
                    {
                        throw new ArgumentException("one");
                    }
                    finally
                    {
                        try
                        {
                            throw new InvalidOperationException("two");
                        }
                        catch (InvalidOperationException e)
                        {
                            log += e.Message;
                        }
                    }
                }
                catch (ArgumentException e)
                {
                    log += e.Message;
                }
            }

            return log;
        }

        private static int StaysInLoop()
        {
            int caught = 0;
            int i = 0;
            while (true)
            {
                try
                {
                    if (i++ == 10)
                    {
                        return caught;
                    }

                    Recurse(i % 3);
                    caught += 100;
                }
                catch (InvalidOperationException)
                {
                    caught++;
                }
            }
        }

        private sealed class Stepper : IStep
        {
            public int Step(int n) => n == 0 ? throw new InvalidOperationException("stepped") : Step(n - 1);
        }
    }
}
