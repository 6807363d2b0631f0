// SPDX-License-Identifier: MIT
// Runs tests one after the other and says on the console how each ended, in lines that tests/System reads:
//   PASS name    FAIL name: why    SKIP name: why    and at last    DONE passed, failed, skipped

using System;
using nanoFramework.TestFramework;
using TestFrameworkShared;

namespace Wardstone.Tests.Board
{
    /// <summary>One run of all tests.</summary>
    internal sealed class TestRun
    {
        private string _setupFailure;
        private int _passed;
        private int _failed;
        private int _skipped;

        /// <summary>Prepares a class. If that fails, so does every test of the class.</summary>
        public void Setup(Action setup) => _setupFailure = _setupFailure ?? Failure(setup);

        public void Test(string name, Action test)
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
