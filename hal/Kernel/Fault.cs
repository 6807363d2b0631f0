// SPDX-License-Identifier: MIT
// When nothing else can be done. A fault of the processor is a NullReferenceException if it was an access through a null reference;
// else, inside a domain, it ends that; else it is reported on the console with registers and backtrace, and is the end. So is an
// exception that nobody handles. `wardstone console` turns the addresses of a report into methods and lines. The end is a reset, and
// the next boot has the record of it.
//
// Nothing here allocates.

using System;
using System.Runtime;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static unsafe class Fault
    {
        private const uint ConfigurableFaultStatus = 0xE000ED28; // CFSR
        private const uint MemoryFaultAddress = 0xE000ED34; // MMFAR
        private const uint BusFaultAddress = 0xE000ED38; // BFAR

        private const uint DataAccess = 1u << 1; // CFSR.DACCVIOL
        private const uint MemoryStacking = 1u << 4; // CFSR.MSTKERR
        private const uint MemoryAddressValid = 1u << 7; // CFSR.MMARVALID
        private const uint BusAddressValid = 1u << 15; // CFSR.BFARVALID
        private const uint MemoryFaults = 0xFF;
        private const uint BusFaults = 0xFF00;

        // A boot that ends sooner than this, after one that ended so too, is not tried again.
        private const uint LeastUptimeMs = 10_000;

        private const uint ToThread = 1u << 3; // of EXC_RETURN: an interrupt handler has nobody to throw to
        private const uint IfThenBits = 0x0600FC00; // of xPSR: the rest of an IT block
        private const int MostFrames = 32;

        /// <summary>Exit codes of an image in the emulator.</summary>
        private const int FaultExit = 101;
        private const int UnhandledExit = 102;

        // Called by every fault handler with the frame that the processor stacked and the rest of the registers.
        [RuntimeExport("Fault_Handle")]
        private static void Handle(StackedFrame* frame, uint* r4ToR11, uint exceptionReturn)
        {
            uint status = *(uint*)ConfigurableFaultStatus;
            uint address = (status & MemoryAddressValid) != 0 ? *(uint*)MemoryFaultAddress
                : (status & BusAddressValid) != 0 ? *(uint*)BusFaultAddress : 0;

            bool isNullAccess = (status & (DataAccess | MemoryAddressValid | MemoryStacking)) == (DataAccess | MemoryAddressValid)
                && (status & ~MemoryFaults) == 0
                && (exceptionReturn & ToThread) != 0
                && address < Mpu.NullGuardSize;
            if (isNullAccess)
            {
                *(uint*)ConfigurableFaultStatus = status;
                frame->R0 = frame->ProgramCounter;
                frame->ProgramCounter = StackWalk.Landmarks()->NullReference;
                frame->Status &= ~IfThenBits;
                return;
            }

            ThreadBlock* thread = ThreadBlock.Current;
            bool isStackOverflow = (status & MemoryStacking) != 0 || frame < thread->StackBottom || IsInGuard(thread, status, address);
            if ((exceptionReturn & ToThread) != 0 && MayLose(thread) && !Interrupts.AreHeldOff)
            {
                // The switch follows before the thread runs again, and takes it out of there.
                *(uint*)ConfigurableFaultStatus = status;
                thread->IsLost = 1;
                int cause = isStackOverflow ? FaultCode.StackOverflow : FaultCode.Cpu;
                StackedFrame* whole = isStackOverflow ? null : frame;
                FaultRecorder.RecordFault(thread->Portal->Domain, cause, whole, r4ToR11, exceptionReturn, status, address);
                Deaths.Doom(thread->Portal->Domain, cause);
                return;
            }

            Report.Text("\nFAULT ");
            Report.Text(isStackOverflow ? "stack-overflow" : Cause(status));
            if (status == 0)
            {
                Report.Decimal(VectorNumber);
            }

            if (isStackOverflow)
            {
                // What the processor stacked is not there.
                Report.Field(" psp=", (uint)frame);
                Report.Field(" cfsr=", status);
                Report.Field(" addr=", address);
                Report.Line();
                FaultRecorder.RecordFault(null, FaultCode.StackOverflow, null, null, 0, status, address);
                End(FaultExit);
            }

            Report.Field(" pc=", frame->ProgramCounter);
            Report.Field(" lr=", frame->Link);
            Report.Field(" cfsr=", status);
            Report.Field(" addr=", address);
            Report.Line();
            Report.Registers(frame, r4ToR11, exceptionReturn);

            FaultRecorder.RecordFault(null, FaultCode.Cpu, frame, r4ToR11, exceptionReturn, status, address);
            Registers registers = Registers.Of(frame, r4ToR11, exceptionReturn, out bool isManaged);
            Backtrace(&registers, ThreadBlock.Current->Exceptions, isManaged);
            End(FaultExit);
        }

        // The switch found no room to save the thread's registers.
        [RuntimeExport("Scheduler_StackOverflow")]
        private static void NoRoomToSwitch()
        {
            ThreadBlock* thread = ThreadBlock.Current;
            if (!MayLose(thread))
            {
                Stop("stack-overflow", (uint)thread->StackBottom, FaultCode.StackOverflow);
            }

            thread->IsLost = 1;
            FaultRecorder.RecordFault(thread->Portal->Domain, FaultCode.StackOverflow, null, null, 0, 0, 0);
            Deaths.Doom(thread->Portal->Domain, FaultCode.StackOverflow);
        }

        // Its domain can end where it is: it does not work on the system's heap.
        private static bool MayLose(ThreadBlock* thread) => thread->IsInDomain && Scheduler.Alone != thread;

        private static bool IsInGuard(ThreadBlock* thread, uint status, uint address)
            => (status & (DataAccess | MemoryAddressValid)) == (DataAccess | MemoryAddressValid)
                && address < (uint)thread->StackBottom && address >= (uint)thread->StackBottom - Mpu.StackGuardSize;

        /// <summary>Reports an exception that no handler takes, and where it was thrown. Does not return.</summary>
        public static void Unhandled(Exception exception, Registers* thrown, ExceptionRecord* enclosing, bool isFault)
        {
            Report.Field("\nUNHANDLED type=", (uint)exception._methodTable);
            Report.Text(": ");
            Report.Text(exception.Message);
            Report.Line();
            Backtrace(thrown, enclosing, isFault);
            FaultRecorder.RecordException(null, exception, thrown, enclosing, isFault);
            End(UnhandledExit);
        }

        /// <summary>The runtime met something that cannot be. Does not return.</summary>
        /// <param name="value">For the record, as its address.</param>
        public static void Stop(string what, uint value, int cause = FaultCode.Cpu)
        {
            Report.Text("\nFAULT ");
            Report.Text(what);
            Report.Field(" value=", value);
            Report.Line();
            FaultRecorder.RecordFault(null, cause, null, null, 0, 0, value);
            End(FaultExit);
        }

        [RuntimeExport("Fault_StackSmashed")]
        private static void StackSmashed() => Stop("stack frame overwritten", 0);

        // A test image leaves its emulator; a product comes back.
        private static void End(int code)
        {
            Board.Halt(code);
            bool isLoop = BootRecord.LastReset == ResetReason.Fault && SysTick.Milliseconds < LeastUptimeMs;
            if (!isLoop)
            {
                Processor.Reset(ResetReason.Fault);
            }

            while (true)
            {
                Interrupts.WaitForOne();
            }
        }

        private static void Backtrace(Registers* start, ExceptionRecord* enclosing, bool isFault)
        {
            StackWalk walk = new StackWalk(start, enclosing, isFault);
            for (uint number = 0; number < MostFrames && !walk.IsAtEnd; number++)
            {
                Report.Text("#");
                Report.Decimal(number);
                Report.Field(" ", walk.Frame.ProgramCounter & ~1u);
                Report.Line();
                walk.MoveNext();
            }
        }

        private static string Cause(uint status)
            => (status & MemoryFaults) != 0 ? "memory"
                : (status & BusFaults) != 0 ? "bus"
                : status != 0 ? "usage"
                : "vector ";

        // ICSR.VECTACTIVE: 16 and more are interrupts.
        private static uint VectorNumber => *(uint*)0xE000ED04 & 0x1FF;
    }
}
