// SPDX-License-Identifier: MIT
// Throwing, catching, filters, finally: in one method.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Exceptions
    {
        private static string s_log;

        public static void Run()
        {
            foreach (int kind in new[] { 0, 1, 2, 3, 4, 5 })
            {
                s_log = "";
                try
                {
                    s_log += Everything(kind) + " returned";
                }
                catch (Exception e)
                {
                    s_log += " outside " + e.Message;
                }

                Suite.Line("kind " + kind, s_log);
            }

            s_log = "";
            Suite.Line("return in try", Return() + s_log);
            s_log = "";
            Loop();
            Suite.Line("loop", s_log);
            Suite.Line("value survives", Survives());
            Suite.Line("inner", Inner());
            Suite.Line("custom", Custom());
            Suite.Line("own filter state", FilterState());
            Suite.Line("using", Using());
            Suite.Line("expression", Expression(null) + Expression("x"));
            Suite.Line("throw null", ThrowNull());
            Suite.Line("constructor", Construct());
        }

        private static string Everything(int kind)
        {
            try
            {
                s_log += "a";
                try
                {
                    s_log += "b";
                    Throw(kind);
                    s_log += "c";
                }
                catch (ArgumentException e)
                {
                    s_log += "d" + e.Message;
                    if (kind == 2)
                    {
                        throw;
                    }
                }
                catch (InvalidOperationException e) when (e.Message == "3")
                {
                    s_log += "e";
                    throw new NotSupportedException("from catch", e);
                }
                finally
                {
                    s_log += "f";
                }

                s_log += "g";
                return "h";
            }
            catch (NotSupportedException e)
            {
                s_log += "i" + e.InnerException.Message;
                return "j";
            }
            finally
            {
                s_log += "k";
            }
        }

        private static void Throw(int kind)
        {
            switch (kind)
            {
                case 1:
                case 2:
                    throw new ArgumentException(kind.ToString());
                case 3:
                case 4:
                    throw new InvalidOperationException(kind.ToString());
                case 5:
                    throw new Exception("plain");
            }
        }

        private static int Return()
        {
            int value = 1;
            try
            {
                return value;
            }
            finally
            {
                value = 2;
                s_log += " finally " + value;
            }
        }

        private static void Loop()
        {
            for (int i = 0; i < 6; i++)
            {
                try
                {
                    if (i == 1)
                    {
                        continue;
                    }

                    if (i == 4)
                    {
                        break;
                    }

                    if (i == 2)
                    {
                        throw new Exception();
                    }

                    s_log += i;
                }
                catch (Exception)
                {
                    s_log += "x";
                    continue;
                }
                finally
                {
                    s_log += "f";
                }

                s_log += "e";
            }
        }

        private static int Survives()
        {
            int a = 1;
            long b = 2;
            string c = "3";
            float d = 4;
            for (int i = 0; i < 3; i++)
            {
                try
                {
                    a += i;
                    b *= 3;
                    c += i;
                    d += 0.5f;
                    Throw(a > 1 ? 5 : 0);
                    a += 100;
                }
                catch (Exception)
                {
                    a += 10;
                    b++;
                    c += "c";
                    d *= 2;
                }
                finally
                {
                    a += 1000;
                    d += 1;
                }
            }

            return a + (int)b + c.Length + (int)(d * 8);
        }

        private static string Inner()
        {
            try
            {
                try
                {
                    throw new Exception("inner");
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException("outer", e);
                }
            }
            catch (Exception e)
            {
                return e.Message + " " + e.InnerException.Message
                    + " " + (e.InnerException.InnerException == null) + " " + (e is SystemException);
            }
        }

        private static string Custom()
        {
            try
            {
                throw new Failure(42);
            }
            catch (Failure e) when (e.Code == 41)
            {
                return "wrong";
            }
            catch (Failure e)
            {
                return e.Code + e.Message;
            }
        }

        private static int FilterState()
        {
            int seen = 0;
            try
            {
                Throw(5);
            }
            catch (Exception) when (++seen == 0)
            {
            }
            catch (Exception) when (++seen == 2)
            {
                seen += 10;
            }

            return seen;
        }

        private static string Using()
        {
            s_log = "";
            try
            {
                using Resource outer = new Resource("outer");
                using (Resource inner = new Resource("inner"))
                {
                    s_log += "body ";
                    throw new Exception();
                }
            }
            catch (Exception)
            {
                s_log += "caught";
            }

            return s_log;
        }

        private static string Expression(string text)
        {
            try
            {
                return text ?? throw new ArgumentNullException();
            }
            catch (ArgumentNullException)
            {
                return "was null ";
            }
        }

        private static string ThrowNull()
        {
            try
            {
                Exception none = null;
                throw none;
            }
            catch (NullReferenceException)
            {
                return "NullReferenceException";
            }
        }

        private static string Construct()
        {
            try
            {
                return new Failing(5).ToString();
            }
            catch (Exception e)
            {
                return e.Message;
            }
        }

        private sealed class Failure : Exception
        {
            public Failure(int code) => Code = code;

            public int Code { get; }

            public override string Message => "failure";
        }

        private sealed class Failing
        {
            public Failing(int value) => throw new Exception("no " + value);
        }

        private sealed class Resource : IDisposable
        {
            private readonly string _name;

            public Resource(string name)
            {
                _name = name;
                s_log += "+" + name + " ";
            }

            public void Dispose() => s_log += "-" + _name + " ";
        }
    }
}
