// SPDX-License-Identifier: MIT
// A server whose calls do all that a component does: they allocate until the heap is collected, throw, filter and catch, fault, lock, give
// way to other threads, and call another server.

using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Wardstone.Tests.RuntimeImage
{
    internal sealed class Worker : IServer
    {
        /// <summary>What a call gives whose server was not as an undisturbed call leaves it.</summary>
        public const int Corrupt = -3000;

        private readonly IServer _inner;
        private readonly object _mutex;
        private Node _list;
        private int _begun;
        private int _ended;

        /// <param name="inner">Is called in turn, if it is not null.</param>
        /// <param name="mutex">Everybody's.</param>
        public Worker(IServer inner, object mutex)
        {
            _inner = inner;
            _mutex = mutex;
        }

        public int Call(int argument)
        {
            if (_begun != _ended || Sum() != _begun)
            {
                return Corrupt;
            }

            _begun++;
            float kept = Half(argument + 1); // over all calls, in a register that each of them must keep
            int result = Allocate(argument);
            result += (int)Floats(argument, argument + 0.5f);
            result += Throw(argument);
            result += NullFault(null);
            lock (_mutex)
            {
                Thread.Sleep(0);
                result += argument;
            }

            if (_inner != null)
            {
                int inner = _inner.Call(argument + 1);
                result = inner < 0 ? inner : result + inner;
            }

            _list = new Node { Next = _begun % 8 == 1 ? null : _list, Value = 1 };
            _list.Value = _begun % 8 == 1 ? _begun : 1;
            _ended++;
            return result < 0 ? result : result + (int)(kept * 2) - argument - 1;
        }

        // The values of the list add up to the number of calls.
        private int Sum()
        {
            int sum = 0;
            for (Node node = _list; node != null; node = node.Next)
            {
                sum += node.Value;
            }

            return sum;
        }

        private static int Allocate(int seed)
        {
            Node kept = null;
            int sum = 0;
            for (int i = 0; i < 12; i++)
            {
                int[] garbage = new int[20];
                garbage[seed & 15] = i;
                kept = new Node { Next = kept, Value = garbage[seed & 15] + seed };
                object box = i;
                sum += (int)box;
            }

            for (; kept != null; kept = kept.Next)
            {
                sum += kept.Value;
            }

            return sum;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static float Floats(int seed, float half)
        {
            float a = seed * half;
            float b = half - 0.5f;
            float c = Half(seed);
            return a + (b * 2) - c + Half(seed) - (seed * 0.5f);
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static float Half(int seed) => seed * 0.5f;

        private static int Throw(int seed)
        {
            int passed = 0;
            try
            {
                try
                {
                    Deep(seed, 2);
                }
                finally
                {
                    passed += 100;
                }
            }
            catch (ArgumentException)
            {
                passed += 1000000;
            }
            catch (InvalidOperationException caught) when (IsMine(caught, seed))
            {
                passed += 10;
            }

            return passed;
        }

        private static bool IsMine(Exception caught, int seed) => caught.Message.Length == 7 && seed >= 0;

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Deep(int seed, int depth)
        {
            if (depth == 0)
            {
                throw new InvalidOperationException("planned");
            }

            try
            {
                Deep(seed, depth - 1);
            }
            finally
            {
                seed++;
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static int NullFault(Node none)
        {
            try
            {
                return none.Value;
            }
            catch (NullReferenceException)
            {
                return 5;
            }
        }

        private sealed class Node
        {
            public Node Next;
            public int Value;
        }
    }
}
