// SPDX-License-Identifier: MIT
// Runs tests one after the other, or the one that the configuration module names, and says on the console how each ended, in lines
// that tests/System reads:
//   PASS name    FAIL name: why    SKIP name: why    and at last    DONE passed, failed, skipped

using System;
using nanoFramework.TestFramework;
using TestFrameworkShared;

namespace Wardstone.Tests.Board
{
    /// <summary>One run.</summary>
    internal sealed class TestRun
    {
        private readonly string _only;
        private string _setupFailure;
        private int _passed;
        private int _failed;
        private int _skipped;

        /// <param name="only">The name of the only test to run; empty for all but those that have to be run alone.</param>
        public TestRun(string only) => _only = only;

        /// <summary>A test that is only run alone, from reset.</summary>
        public void TestAlone(string name, Action test)
        {
            if (name == _only)
            {
                Run(name, test);
            }
        }

        public void Test(string name, Action test)
        {
            if (_only.Length == 0)
            {
                Run(name, test);
            }
        }

        /// <summary>A row of a test, named by its number: one name each would be a tenth of the image.</summary>
        public void Test(string name, int row, Action test) => Test(name + "#" + row, test);

        /// <inheritdoc cref="Test(string, int, Action)"/>
        public void TestAlone(string name, int row, Action test) => TestAlone(name + "#" + row, test);

        /// <summary>Prepares a class. If that fails, so does every test of the class.</summary>
        public void Setup(Action setup) => _setupFailure = _setupFailure ?? Failure(setup);

        private void Run(string name, Action test)
        {
            try
            {
                var failure = _setupFailure ?? Failure(test);
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

        public void Cleanup(string name, Action cleanup)
        {
            var failure = Failure(cleanup);
            if (failure != null)
            {
                Fail(name, failure);
            }
        }

        public void EndClass() => _setupFailure = null;

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

        // What an action throws, in words; null if it throws nothing.
        private static string Failure(Action action)
        {
            try
            {
                action();
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
