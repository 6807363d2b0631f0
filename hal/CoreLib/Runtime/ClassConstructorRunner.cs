// SPDX-License-Identifier: MIT
// Static constructors that could not be run when the image was built run here, at the first use of their class. What they make is
// everybody's: it is made on the system heap, by one thread at a time, and no domain dies under it.
// One that throws has run all the same: the exception goes to whoever came first, the next one finds the fields as they are. So it is
// when the processor faults in one inside a domain, which ends that domain.

using System.Runtime.InteropServices;
using Wardstone.CortexM;
using Wardstone.Kernel;

namespace System.Runtime.CompilerServices
{
    // Before the static fields of such a class. The code is 0 when the constructor has run.
    [StructLayout(LayoutKind.Sequential)]
    internal struct StaticClassConstructionContext
    {
        public nint cctorMethodAddress;
    }

    internal static unsafe class ClassConstructorRunner
    {
        private const nint IsRunning = 1;

        private static Lock s_lock;
        private static int s_depth;

        public static object CheckStaticClassConstructionReturnGCStaticBase(ref StaticClassConstructionContext context, object gcStaticBase)
        {
            EnsureRun(ref context);
            return gcStaticBase;
        }

        public static nint CheckStaticClassConstructionReturnNonGCStaticBase(
            ref StaticClassConstructionContext context, nint nonGcStaticBase)
        {
            EnsureRun(ref context);
            return nonGcStaticBase;
        }

        /// <summary>A thread has left all static constructors that it was in. Only in the switch.</summary>
        public static void Abandon(ThreadBlock* thread)
        {
            if (s_lock.Owner == thread)
            {
                s_depth = 0;
                s_lock.Owner = null;
            }
        }

        private static void EnsureRun(ref StaticClassConstructionContext context)
        {
            if (Volatile(ref context) != 0)
            {
                Run(ref context);
            }
        }

        private static void Run(ref StaticClassConstructionContext context)
        {
            ThreadBlock* thread = ThreadBlock.Current;
            Heap* heap = thread->Heap;
            thread->Holds++;
            Enter(thread);
            nint code = Volatile(ref context);
            try
            {
                // The constructor itself uses the class, and so may those that it has run.
                if (code > IsRunning || code < 0)
                {
                    context.cctorMethodAddress = IsRunning;
                    thread->Heap = Heap.System;
                    ((delegate*<void>)code)();
                }
            }
            finally
            {
                if (code != IsRunning)
                {
                    context.cctorMethodAddress = 0;
                }

                thread->Heap = heap;
                Leave();
                thread->Holds--;
            }
        }

        private static void Enter(ThreadBlock* thread)
        {
            fixed (Lock* self = &s_lock)
            {
                if (self->Owner != thread)
                {
                    Lock.Acquire(self);
                }
            }

            s_depth++;
        }

        private static void Leave()
        {
            if (--s_depth == 0)
            {
                fixed (Lock* self = &s_lock)
                {
                    Lock.Release(self);
                }
            }
        }

        // Another thread may change it meanwhile.
        [MethodImpl(MethodImplOptions.NoInlining)]
        private static nint Volatile(ref StaticClassConstructionContext context) => context.cctorMethodAddress;
    }
}
