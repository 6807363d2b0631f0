// SPDX-License-Identifier: MIT
// A domain uses up its stack: with frames of many sizes, from every offset, with interrupts all the time. It ends, and not a word below the
// stack has changed.

using System;
using System.Threading;
using Wardstone.CortexM;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal sealed unsafe class StackCases : IThreadEntry
    {
        private const uint Reload = 0xE000E014; // SYST_RVR
        private const int StackSize = 3072;

        private readonly TestDomain _domain;
        private readonly TestPortal _portal;
        private readonly int _stride;
        private int _overflows;
        private int _wrong;
        private bool _isOver;

        private StackCases(string name, int stride)
        {
            _stride = stride;
            _domain = new TestDomain(name, 4096, 0, 512);
            _portal = new TestPortal(_domain, new Recursion());
        }

        /// <param name="stride">Bytes from one offset to the next.</param>
        /// <param name="period">Of the interrupts, in steps of SysTick.</param>
        public static void Run(int stride, int period)
        {
            _ = Threads.SetUpFirst(Threads.DefaultPriority, 4);
            StackCases lowest = new StackCases("lowest", stride);
            StackCases second = new StackCases("second", stride);
            StackCases first = new StackCases("first", stride);
            uint before = *(uint*)Reload;
            *(uint*)Reload = (uint)period;
            _ = Threads.Start(lowest, Threads.DefaultPriority, StackSize, 4);
            lowest.Wait("the lowest stack");
            _ = Threads.Start(second, Threads.DefaultPriority, StackSize + 1024, 4);
            second.Wait("a stack above another one");
            first.Run();
            first.Wait("the first thread's");
            *(uint*)Reload = before;
        }

        public void Run()
        {
            ThreadBlock* thread = ThreadBlock.Current;
            for (int kind = 0; kind < Recursion.Kinds; kind++)
            {
                uint below = Below(thread);
                for (int offset = 0; offset < 1024; offset += _stride)
                {
                    int result = _portal.Call(kind | (offset << 8));
                    bool isOver = result == TestPortal.Failed - 1
                        && _domain.Block->Cause == FaultCode.StackOverflow
                        && _domain.Generation == 0;
                    bool isBack = !thread->IsInDomain && thread->Heap == Heap.System && thread->Exceptions == null;
                    if (!isOver || !isBack || Scheduler.Alone != null)
                    {
                        Console.WriteLine("kind " + kind + " offset " + offset + " result " + result + " cause " + _domain.Block->Cause);
                        _wrong++;
                    }

                    _overflows++;
                    Domain.Start(_domain.Block);
                    _portal.Rebind();
                }

                if (Below(thread) != below)
                {
                    Console.WriteLine("kind " + kind + " wrote below the stack");
                    _wrong++;
                }
            }

            _isOver = true;
        }

        private void Wait(string what)
        {
            while (!_isOver)
            {
                Thread.Sleep(1);
            }

            Console.WriteLine(what + " " + _overflows + (_wrong == 0 && _overflows > 0 ? ": yes" : ": NO"));
        }

        // A checksum of the 4 KiB below a thread's stack: another one's, or the image.
        private static uint Below(ThreadBlock* thread)
        {
            Mpu.SuspendGuard(thread);
            uint sum = 0;
            for (uint* word = (uint*)(thread->StackBottom - Mpu.StackGuardSize); word < thread->StackBottom; word++)
            {
                sum = (sum * 31) + *word;
            }

            Mpu.ResumeGuard(thread);
            return sum;
        }
    }
}
