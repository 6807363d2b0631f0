// SPDX-License-Identifier: MIT
// Exceptions out of and within handlers: catch blocks, finally blocks and filters that throw.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Handlers
    {
        private static string s_log;

        public static void Run()
        {
            Suite.Line("in catch", InCatch());
            Suite.Line("rethrow", Rethrow());
            Suite.Line("finally throws", FinallyThrows());
            Suite.Line("filter throws", FilterThrows());
            Suite.Line("filter order", FilterOrder());
            Suite.Line("nested filters", NestedFilters());
        }

        private static string InCatch()
        {
            string log = "";
            try
            {
                throw new Exception("1");
            }
            catch (Exception first)
            {
                try
                {
                    log += first.Message;
                    throw new Exception("2");
                }
                catch (Exception second)
                {
                    log += second.Message;
                    try
                    {
                        throw new Exception("3");
                    }
                    catch (Exception third)
                    {
                        log += third.Message + second.Message + first.Message;
                    }
                    finally
                    {
                        log += "f";
                    }
                }

                log += first.Message;
            }

            return log;
        }

        private static string Rethrow()
        {
            string log = "";
            try
            {
                try
                {
                    throw new Exception("original");
                }
                catch (Exception e)
                {
                    try
                    {
                        throw new Exception("other");
                    }
                    catch (Exception other)
                    {
                        log += other.Message + " ";
                    }

                    log += e.Message + " ";
                    throw;
                }
            }
            catch (Exception e)
            {
                return log + e.Message;
            }
        }

        private static string FinallyThrows()
        {
            string log = "";
            try
            {
                try
                {
                    try
                    {
                        throw new Exception("first");
                    }
                    finally
                    {
                        log += "a";
                        throw new Exception("second");
                    }
                }
                finally
                {
                    log += "b";
                }
            }
            catch (Exception e)
            {
                return log + e.Message;
            }
        }

        private static string FilterThrows()
        {
            try
            {
                throw new Exception("thrown");
            }
            catch (Exception e) when (int.Parse(e.Message) > 0)
            {
                return "wrong";
            }
            catch (Exception e)
            {
                return e.Message;
            }
        }

        private static string FilterOrder()
        {
            s_log = "";
            try
            {
                try
                {
                    throw new Exception();
                }
                finally
                {
                    s_log += "inner finally ";
                }
            }
            catch (Exception) when (Note("filter "))
            {
                s_log += "catch ";
            }
            finally
            {
                s_log += "outer finally";
            }

            return s_log;
        }

        private static string NestedFilters()
        {
            s_log = "";
            try
            {
                throw new Exception("a");
            }
            catch (Exception) when (ThrowsInside())
            {
                return s_log + "taken";
            }
        }

        private static bool ThrowsInside()
        {
            try
            {
                s_log += "in ";
                throw new ArgumentException("b");
            }
            catch (ArgumentException) when (Note("nested "))
            {
                s_log += "out ";
            }
            finally
            {
                s_log += "finally ";
            }

            return true;
        }

        private static bool Note(string text)
        {
            s_log += text;
            return true;
        }
    }
}
