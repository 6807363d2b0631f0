// SPDX-License-Identifier: MIT
// Writes down why a domain ends, and where it was: into memory that a reset leaves alone (Kept/FaultStore.cs). Nothing here allocates.

using System;
using System.Runtime.CompilerServices;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static unsafe class FaultRecorder
    {
        private const uint HasNoFloats = 1 << 4; // EXC_RETURN

        private const int RoomForFrames = 1024; // of stack; more than the look-ahead of Interrupts.Disable

        // Numbers of FaultStore's registers.
        private const int StackPointer = 13;
        private const int Link = 14;
        private const int ProgramCounter = 15;
        private const int Status = 16;

        /// <summary>An exception that leaves the domain, with the stack still as it was where it was thrown.</summary>
        public static void RecordException(Domain* domain, Exception exception, Registers* thrown, ExceptionRecord* enclosing, bool isFault)
        {
            bool hasRoom = (byte*)&domain - ThreadBlock.Current->StackBottom >= RoomForFrames;
            uint mask = Interrupts.Disable(); // one record at a time
            Begin(domain, FaultCode.Of(exception));
            SetCallee(thrown);
            if (hasRoom)
            {
                AddFrames(thrown, enclosing, isFault);
            }

            FaultStore.Commit();
            Interrupts.Restore(mask);
        }

        /// <summary>A fault of the processor.</summary>
        /// <param name="frame">What it stacked; null if that is not there.</param>
        public static void RecordFault(
            Domain* domain, int cause, StackedFrame* frame, uint* r4ToR11, uint exceptionReturn, uint status, uint address)
        {
            Begin(domain, cause);
            FaultStore.Set(FaultStore.Status, status);
            FaultStore.Set(FaultStore.Address, address);
            if (frame != null)
            {
                SetContext(ThreadBlock.Current, frame, r4ToR11, exceptionReturn);
            }

            FaultStore.Commit();
        }

        /// <summary>An end from outside, unless the domain's own fault is on record already. Only in the switch.</summary>
        /// <param name="thread">The one inside, which does not run; null if there is none.</param>
        public static void RecordDeath(Domain* domain, ThreadBlock* thread)
        {
            if (domain->Doom < FaultCode.Limit)
            {
                return;
            }

            Begin(domain, domain->Doom);
            if (thread != null && thread->IsLost == 0)
            {
                uint* saved = thread->StackPointer;
                uint exceptionReturn = saved[8];
                SetContext(thread, (StackedFrame*)(saved + 9 + ((exceptionReturn & HasNoFloats) != 0 ? 0 : 16)), saved, exceptionReturn);
            }

            FaultStore.Commit();
        }

        private static void Begin(Domain* domain, int cause)
            => FaultStore.Begin(
                domain == null ? null : Unsafe.As<string>(Unsafe.ObjectAt(domain->Name)), (uint)cause, SysTick.Milliseconds);

        private static void SetContext(ThreadBlock* thread, StackedFrame* frame, uint* r4ToR11, uint exceptionReturn)
        {
            Registers registers = Registers.Of(frame, r4ToR11, exceptionReturn, out bool isManaged);
            SetCallee(&registers);
            uint* r0ToR3 = &frame->R0;
            for (int i = 0; i < 4; i++)
            {
                FaultStore.Set(FaultStore.Registers + i, r0ToR3[i]);
            }

            FaultStore.Set(FaultStore.Registers + 12, frame->R12);
            FaultStore.Set(FaultStore.Registers + Link, frame->Link);
            FaultStore.Set(FaultStore.Registers + ProgramCounter, frame->ProgramCounter);
            FaultStore.Set(FaultStore.Registers + Status, frame->Status);
            if (!isManaged)
            {
                FaultStore.AddFrame(frame->ProgramCounter & ~1u);
            }

            AddFrames(&registers, thread->Exceptions, isManaged);
        }

        private static void SetCallee(Registers* registers)
        {
            for (int number = 4; number < 12; number++)
            {
                FaultStore.Set(FaultStore.Registers + number, registers->General(number));
            }

            FaultStore.Set(FaultStore.Registers + StackPointer, registers->StackPointer);
            FaultStore.Set(FaultStore.Registers + ProgramCounter, registers->ProgramCounter);
        }

        private static void AddFrames(Registers* start, ExceptionRecord* enclosing, bool isFault)
        {
            StackWalk walk = new StackWalk(start, enclosing, isFault);
            for (int number = 0; number < FaultStore.MostFrames && !walk.IsAtEnd; number++)
            {
                FaultStore.AddFrame(walk.Frame.ProgramCounter & ~1u);
                walk.MoveNext();
            }
        }
    }
}
