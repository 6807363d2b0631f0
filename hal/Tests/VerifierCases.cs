// SPDX-License-Identifier: MIT
// The heap verifier finds what is planted, of each kind, and nothing where nothing is.

using System;
using System.Runtime.CompilerServices;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class VerifierCases
    {
        private const int Ram = 4096;

        private static object s_field;
        private static Pair s_pair;
        private static uint s_number;

        public static void Run()
        {
            _ = Threads.AddRecords(ThreadBlock.Current, 4);
            HeapVerifier.Exempt(typeof(TestPortal));
            TestDomain one = new TestDomain("one", Ram, 0, 512);
            TestDomain other = new TestDomain("other", Ram, 0, 512);
            object[] ones = (object[])Make(one, 3);
            object[] others = (object[])Make(other, 3);
            Pair[] pairs = (Pair[])MakePairs(one);
            Holder holder = new Holder();
            TestPortal portal = new TestPortal(one, null);
            Finds("nothing", null);

            ones[1] = others;
            Finds("domain into domain, from an array", "a reference leaves its heap");
            ones[1] = null;
            pairs[2].Second = others;
            Finds("from an element that is a struct", "a reference leaves its heap");
            pairs[2].Second = null;
            ones[2] = holder;
            Finds("domain into the system's heap may be", null);
            holder.Number = (int)Unsafe.AddressOf(ones);
            Finds("a number is no reference", null);
            holder.Number = 0;
            holder.Item = ones;
            Finds("system into domain", "a reference leaves its heap");
            holder.Item = null;
            Server server = new Server { Item = ones };
            portal.Rebind(server);
            Finds("the same by way of an object of the system's", "a reference leaves its heap");
            server.Item = null;
            portal.Rebind((IServer)MakeServer(one));
            Finds("a portal may", null);
            portal.Rebind(null);
            s_field = others;
            Finds("static into domain", "a reference leaves its heap");
            s_field = null;
            s_pair.Second = ones;
            Finds("a static struct into domain", "a reference leaves its heap");
            s_pair.Second = null;
            s_number = (uint)Unsafe.AddressOf(ones);
            Finds("a static address", "static data points into a domain");
            s_number = 0;

            uint* words = (uint*)Unsafe.AddressOf(ones);
            uint type = words[0];
            words[0] = 0x20;
            Finds("a type that is none", "an object has no type");
            words[0] = type;
            words[1] += 100;
            Finds("a length that is wrong", "an object lies in another one");
            words[1] -= 100;
            Plant(one);
            Finds("nothing is left", null);
            Collected(one, other);
            _ = holder.Item;
        }

        // What was cut from the window but is no object.
        private static void Plant(TestDomain domain)
        {
            uint* next = (uint*)domain.Block->Heap;
            *next += 16;
            Finds("memory that nobody has", "objects are lost");
            *next -= 16;
        }

        private static void Collected(TestDomain one, TestDomain other)
        {
            one.Block->Heap->Collect();
            other.Block->Heap->Collect();
            Heap.System->Collect();
            Finds("nothing after collections", null);
        }

        private static void Finds(string what, string expected)
        {
            string fault = HeapVerifier.Find(out uint place);
            Console.WriteLine(what + (fault == expected ? ": yes" : " " + fault + " at " + place + ": NO"));
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static object Make(TestDomain domain, int length)
        {
            Heap* before = Enter(domain);
            object made = new object[length];
            ThreadBlock.Current->Heap = before;
            return made;
        }

        private static object MakePairs(TestDomain domain)
        {
            Heap* before = Enter(domain);
            object made = new Pair[4];
            ThreadBlock.Current->Heap = before;
            return made;
        }

        private static object MakeServer(TestDomain domain)
        {
            Heap* before = Enter(domain);
            object made = new Server();
            ThreadBlock.Current->Heap = before;
            return made;
        }

        private static Heap* Enter(TestDomain domain)
        {
            Heap* before = ThreadBlock.Current->Heap;
            ThreadBlock.Current->Heap = domain.Block->Heap;
            return before;
        }

        private struct Pair
        {
            public int First;
            public object Second;
        }

        private sealed class Holder
        {
            public int Number;
            public object Item;
        }

        private sealed class Server : IServer
        {
            public object Item;

            public int Call(int argument) => Item == null ? argument : 0;
        }
    }
}
