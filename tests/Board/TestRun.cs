// SPDX-License-Identifier: MIT
// Runs tests one after the other, or the one that the configuration module names, and says on the console how each ended, in lines
// that tests/System reads:
//   PASS name    FAIL name: why    SKIP name: why    and at last    DONE passed, failed, skipped

using System;
using nanoFramework.TestFramework;
using TestFrameworkShared;

namespace Wardstone.Tests.Board
{
    /// <summary>The cases of a class, by number.</summary>
    internal abstract class TestCases
    {
        public abstract void Run(int number);
    }

    /// <summary>One run.</summary>
    internal sealed class TestRun
    {
        private readonly string _only;
        private string _class;
        private TestCases _cases;
        private string _setupFailure;
        private int _passed;
        private int _failed;
        private int _skipped;

        /// <param name="only">The name of the only test to run; empty for all but those that have to be run alone.</param>
        public TestRun(string only) => _only = only;

        /// <summary>Goes on with a class.</summary>
        public void Begin(string name, TestCases cases)
        {
            _class = name;
            _cases = cases;
            _setupFailure = null;
        }

        /// <summary>Prepares the class. If that fails, so does every test of the class.</summary>
        public void Setup(string method, int number, int rows) => _setupFailure = _setupFailure ?? Failure(number);

        /// <summary>A test.</summary>
        /// <param name="number">Of its first row in the class.</param>
        /// <param name="rows">0: it has none, and is one case.</param>
        public void Test(string method, int number, int rows)
        {
            for (int row = 0; _only.Length == 0 && row < (rows == 0 ? 1 : rows); row++)
            {
                Run(Name(method, row, rows), number + row);
            }
        }

        /// <summary>A test that is only run alone, from reset.</summary>
        /// <inheritdoc cref="Test"/>
        public void TestAlone(string method, int number, int rows)
        {
            for (int row = 0; _only.Length != 0 && row < (rows == 0 ? 1 : rows); row++)
            {
                string name = Name(method, row, rows);
                if (name == _only)
                {
                    Run(name, number + row);
                }
            }
        }

        /// <summary>After the tests of the class.</summary>
        public void Cleanup(string method, int number, int rows)
        {
            var failure = Failure(number);
            if (failure != null)
            {
                Fail(Name(method, 0, 0), failure);
            }
        }

        private string Name(string method, int row, int rows) => _class + "." + method + (rows == 0 ? "" : "#" + row);

        private void Run(string name, int number)
        {
            try
            {
                var failure = _setupFailure ?? Failure(number);
                if (failure == null)
                {
                    _passed++;
                    Console.WriteLine("PASS " + name);
                }
                else
                {
                    Fail(name, failure);
                }
            }
            catch (SkipTestException e)
            {
                _skipped++;
                Console.WriteLine("SKIP " + name + ": " + e.Message);
            }
        }

        /// <summary>Says how it went.</summary>
        /// <returns>0 if nothing failed.</returns>
        public int End()
        {
            Console.WriteLine("DONE " + _passed + ", " + _failed + ", " + _skipped);
            return _failed == 0 ? 0 : 1;
        }

        private void Fail(string name, string failure)
        {
            _failed++;
            Console.WriteLine("FAIL " + name + ": " + failure);
        }

        // What a case throws, in words; null if it throws nothing.
        private string Failure(int number)
        {
            try
            {
                _cases.Run(number);
                return null;
            }
            catch (SkipTestException)
            {
                throw;
            }
            catch (AssertFailedException e)
            {
                return e.Message;
            }
            catch (Exception e)
            {
                return "exception 0x" + e.GetType().FullName + ": " + e.Message;
            }
        }
    }
}
