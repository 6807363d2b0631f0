// SPDX-License-Identifier: MIT
// What the kernel costs, in instructions: for ./bench, which runs it with `-icount shift=0`, where an instruction takes a nanosecond. Each
// line is a name and a number. What is short is done a thousand times, and the loop around it taken off.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Wardstone.CortexM;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal sealed unsafe class FigureCases : IThreadEntry, IServer
    {
        private const int Rounds = 1000;
        private const int InstructionsPerTick = 100;
        private const int Interrupt = 202;

        private static AutoResetEvent s_signal;
        private static object s_made;

        private readonly int _job;
        private long _instructions;

        private FigureCases(int job) => _job = job;

        public static void Run()
        {
            _ = Threads.SetUpFirst(Threads.DefaultPriority, 4);
            s_signal = new AutoResetEvent(false);
            TestDomain domain = new TestDomain("server", 4096, 0, 512);
            TestPortal portal = new TestPortal(domain, new FigureCases(0));
            Thread.Sleep(1);
            long loop = Empty();
            Say("session call", (Calls(portal) - loop) / Rounds);
            Say("new of 16 bytes", (Allocations() - loop) / Rounds);
            Say("switch between two threads", Switches() / (2 * Rounds));
            Say("signal from interrupt to thread", Signals());
            Say("death and restart of a domain", Restarts(domain, portal));
            for (int size = 4; size <= 32; size *= 2)
            {
                Say("collection, " + size + " KiB dead", Collection(size * 1024, false));
                Say("collection, " + size + " KiB live", Collection(size * 1024, true));
            }
        }

        public int Call(int argument) => argument;

        void IThreadEntry.Run()
        {
            for (int i = 0; i < Rounds; i++)
            {
                if (_job == 1)
                {
                    Thread.Sleep(0);
                }
                else
                {
                    _ = s_signal.WaitOne();
                    _instructions += Clock.Ticks - Triggered;
                }
            }
        }

        private static long Triggered { get; set; }

        private static long Empty()
        {
            long start = Clock.Ticks;
            for (int i = 0; i < Rounds; i++)
            {
                Nothing();
            }

            return Since(start);
        }

        private static long Calls(TestPortal portal)
        {
            _ = portal.Call(1);
            long start = Clock.Ticks;
            for (int i = 0; i < Rounds; i++)
            {
                _ = portal.Call(i);
            }

            return Since(start);
        }

        private static long Allocations()
        {
            long start = Clock.Ticks;
            for (int i = 0; i < Rounds; i++)
            {
                s_made = new Small();
            }

            return Since(start);
        }

        private static long Switches()
        {
            _ = Threads.Start(new FigureCases(1), Threads.DefaultPriority, 1024, 1);
            long start = Clock.Ticks;
            for (int i = 0; i < Rounds; i++)
            {
                Thread.Sleep(0);
            }

            return Since(start);
        }

        private static long Signals()
        {
            FigureCases waiter = new FigureCases(2);
            _ = Threads.Start(waiter, Threads.DefaultPriority + 1, 1024, 1);
            Interrupts.Enable(Interrupt);
            for (int i = 0; i < Rounds; i++)
            {
                Triggered = Clock.Ticks;
                *(uint*)0xE000EF00 = Interrupt; // STIR
                Nothing();
            }

            return waiter._instructions * InstructionsPerTick / Rounds;
        }

        [RuntimeExport("IRQ202_Handler")]
        private static void OnInterrupt() => _ = s_signal.Set();

        private static long Restarts(TestDomain domain, TestPortal portal)
        {
            long start = Clock.Ticks;
            for (int i = 0; i < Rounds; i++)
            {
                Deaths.Doom(domain.Block, FaultCode.Cpu);
                Scheduler.SwitchNow();
                Domain.Start(domain.Block);
                portal.Rebind();
            }

            return Since(start) / Rounds;
        }

        // A heap full of objects of 16 bytes, all in one list, or none reached.
        private static long Collection(int size, bool isLive)
        {
            byte[] memory = new byte[size + 1024];
            byte* start = new SpanByte(memory).Address;
            Heap* system = ThreadBlock.Current->Heap;
            Heap* own = Heap.Create(start, start + size);
            ThreadBlock.Current->Heap = own;
            Fill(own, isLive);
            ThreadBlock.Current->Heap = system;
            long before = Clock.Ticks;
            own->Collect();
            long pause = Since(before);
            s_made = null;
            Nothing();
            return memory.Length > 0 ? pause : 0;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Fill(Heap* heap, bool isLive)
        {
            Small list = null;
            while (heap->Used + 64 < heap->Size)
            {
                list = new Small { Next = list };
            }

            if (isLive)
            {
                heap->Root = Unsafe.AddressOf(list);
            }
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        private static void Nothing()
        {
        }

        private static long Since(long start) => (Clock.Ticks - start) * InstructionsPerTick;

        private static void Say(string name, long instructions) => Console.WriteLine(name + ": " + instructions);

        private sealed class Small
        {
            public Small Next;
            public int Value;
            public int Other;
        }
    }
}
