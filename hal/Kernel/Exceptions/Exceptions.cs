// SPDX-License-Identifier: MIT
// Throwing. Two passes over the stack, as .NET does it: the first looks for a handler and runs filters, with the stack as it was
// when the exception was thrown; the second runs the finally blocks between, then the catch block, which goes on in its method.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Wardstone.Kernel
{
    internal static unsafe class Exceptions
    {
        [RuntimeExport("Exceptions_Throw")]
        private static void Throw(Exception exception, Registers* thrown)
            => Dispatch(exception ?? new NullReferenceException(), thrown, false);

        [RuntimeExport("Exceptions_Rethrow")]
        private static void Rethrow(Registers* thrown)
            => Dispatch(Unsafe.As<Exception>(Unsafe.ObjectAt(ThreadBlock.Current->Exceptions->Exception)), thrown, false);

        /// <param name="thrown">The registers at the access that failed.</param>
        /// <param name="link">LR there: if the access was made by assembly code, a leaf, then on behalf of its caller.</param>
        [RuntimeExport("Exceptions_ThrowNullReference")]
        private static void ThrowNullReference(Registers* thrown, uint link)
        {
            bool isManaged = UnwindTable.Find(thrown->ProgramCounter) != null;
            if (!isManaged)
            {
                thrown->ProgramCounter = link;
            }

            Dispatch(new NullReferenceException(), thrown, isManaged);
        }

        private static void Dispatch(Exception exception, Registers* thrown, bool isFault)
        {
            ThreadBlock* thread = ThreadBlock.Current;
            ExceptionRecord record = default;
            record.Exception = Unsafe.AddressOf(exception);
            record.Previous = thread->Exceptions;
            thread->Exceptions = &record;

            StackWalk walk = new StackWalk(thrown, record.Previous, isFault);
            int clause;
            while ((clause = FindHandler(ref walk, exception)) < 0)
            {
                if (walk.IsAtEnd)
                {
                    Fault.Unhandled(exception, thrown, record.Previous, isFault);
                }

                walk.MoveNext();
            }

            uint handlingFrame = walk.Frame.StackPointer;
            if (thread->IsInDomain && handlingFrame >= (uint)thread->Portal->StackPointer)
            {
                // It leaves the domain, which will not survive that.
                FaultRecorder.RecordException(thread->Portal->Domain, exception, thrown, record.Previous, isFault);
            }

            walk = new StackWalk(thrown, record.Previous, isFault);
            while (walk.Frame.StackPointer != handlingFrame)
            {
                RunFinally(ref walk, &record, int.MaxValue);
                walk.MoveNext();
            }

            RunFinally(ref walk, &record, clause);
            RunCatch(ref walk, &record, clause);
        }

        // The first clause of the current frame that takes the exception; -1 if none does.
        private static int FindHandler(ref StackWalk walk, Exception exception)
        {
            if (walk.IsAtEnd)
            {
                return -1;
            }

            ClauseReader clauses = walk.Clauses(out uint offset);
            while (NextAround(ref clauses, offset, walk.DoneClause))
            {
                if (clauses.Kind == ClauseKind.Typed
                    ? TypeCast.IsInstanceOfException(clauses.Type, exception)
                    : clauses.Kind == ClauseKind.Filter && IsTaken(exception, clauses.FilterCode, ref walk.Frame))
                {
                    return clauses.Index;
                }
            }

            return -1;
        }

        // The finally blocks around where the current frame is, inside clause `limit`.
        private static void RunFinally(ref StackWalk walk, ExceptionRecord* record, int limit)
        {
            ClauseReader clauses = walk.Clauses(out uint offset);
            while (NextAround(ref clauses, offset, walk.DoneClause) && clauses.Index < limit)
            {
                if (clauses.Kind == ClauseKind.Finally)
                {
                    record->Clause = clauses.Index;
                    record->Frame = walk.Frame;
                    record->IsFault = walk.IsFault;
                    CallFinally(clauses.Handler, &record->Frame);
                    walk.Frame = record->Frame;
                }
            }
        }

        private static void RunCatch(ref StackWalk walk, ExceptionRecord* record, int clause)
        {
            ClauseReader clauses = walk.Clauses(out _);
            do
            {
                _ = clauses.MoveNext();
            }
            while (clauses.Index != clause);

            record->Clause = clause;
            record->Frame = walk.Frame;
            record->IsFault = walk.IsFault;
            CallCatch(record->Exception, clauses.Handler, &record->Frame);
        }

        // Goes to the next clause whose region holds `offset`, behind clause `done` and the other clauses of the same try statement.
        private static bool NextAround(ref ClauseReader clauses, uint offset, int done)
        {
            uint start = clauses.Index <= done ? uint.MaxValue : 0;
            uint end = 0;
            while (clauses.MoveNext())
            {
                if (clauses.Index <= done)
                {
                    start = clauses.Start;
                    end = clauses.End;
                    continue;
                }

                bool isSibling = clauses.Start == start && clauses.End == end;
                if (isSibling)
                {
                    continue;
                }

                start = uint.MaxValue;
                if (clauses.Kind != ClauseKind.Separator && offset >= clauses.Start && offset < clauses.End)
                {
                    return true;
                }
            }

            return false;
        }

        // A filter that throws does not take the exception.
        private static bool IsTaken(Exception exception, void* filter, ref Registers frame)
        {
            fixed (Registers* registers = &frame)
            {
                try
                {
                    return CallFilter(exception, filter, registers) != 0;
                }
                catch (Exception)
                {
                    return false;
                }
            }
        }

        // The catch block is left: the exceptions that lie below its frame are over.
        [RuntimeExport("Exceptions_LeaveCatch")]
        private static void LeaveCatch(uint stackPointer)
        {
            ThreadBlock* thread = ThreadBlock.Current;
            while (thread->Exceptions != null && (uint)thread->Exceptions < stackPointer)
            {
                thread->Exceptions = thread->Exceptions->Previous;
            }
        }

        [RuntimeImport("*", "Exceptions_CallFinally")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern void CallFinally(void* handler, Registers* frame);

        [RuntimeImport("*", "Exceptions_CallCatch")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern void CallCatch(void* exception, void* handler, Registers* frame);

        [RuntimeImport("*", "Exceptions_CallFilter")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern int CallFilter(Exception exception, void* filter, Registers* frame);
    }
}
