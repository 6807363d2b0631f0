// SPDX-License-Identifier: MIT
// The frames of a thread, from where an exception was thrown to its start. When the walk leaves a handler that the kernel is running for
// an earlier exception, it goes on in the method that the handler belongs to, behind the clause that is being handled.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace Wardstone.Kernel
{
    internal unsafe struct StackWalk
    {
        public Registers Frame;

        /// <summary>Clauses up to this one of the current method have had their turn; -1 for none.</summary>
        public int DoneClause;

        private ExceptionRecord* _enclosing;
        private uint* _entry;
        private bool _isFault;

        /// <param name="start">Where the exception was thrown.</param>
        /// <param name="enclosing">What was being handled then.</param>
        /// <param name="isFault">The program counter is that of the instruction that failed, not of the one behind a call.</param>
        public StackWalk(Registers* start, ExceptionRecord* enclosing, bool isFault)
        {
            Frame = *start;
            DoneClause = -1;
            _enclosing = enclosing;
            _isFault = isFault;
            _entry = UnwindTable.Find(Address(start->ProgramCounter, isFault));
        }

        /// <summary>Whether the walk is over: this frame has no description, like the start-up code.</summary>
        public readonly bool IsAtEnd => _entry == null;

        /// <summary>The clauses of this frame's method.</summary>
        /// <param name="offset">Where in the method the frame is.</param>
        public readonly ClauseReader Clauses(out uint offset)
            => new ClauseReader(_entry, Address(Frame.ProgramCounter, _isFault), out offset);

        /// <summary>Goes to the caller.</summary>
        public void MoveNext()
        {
            fixed (Registers* frame = &Frame)
            {
                UnwindTable.Unwind(_entry, frame);
            }

            DoneClause = -1;
            _isFault = false;
            if (_enclosing != null && Landmarks()->IsInHandlerCall(Frame.ProgramCounter))
            {
                Frame = _enclosing->Frame;
                DoneClause = _enclosing->Clause;
                _isFault = _enclosing->IsFault;
                _enclosing = _enclosing->Previous;
            }

            _entry = UnwindTable.Find(Address(Frame.ProgramCounter, _isFault));
        }

        /// <summary>Whether the current frame stands at the very instruction that failed.</summary>
        public readonly bool IsFault => _isFault;

        // Without the Thumb bit, and within the call rather than behind it.
        private static uint Address(uint programCounter, bool isFault) => (programCounter & ~1u) - (isFault ? 0u : 2u);

        [RuntimeImport("*", "Exceptions_Landmarks")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern UnwindLandmarks* Landmarks();
    }

    // Addresses in CortexM/exceptions.S.
    internal readonly struct UnwindLandmarks
    {
        private readonly uint _callFinally;
        private readonly uint _callFinallyEnd;
        private readonly uint _callCatch;
        private readonly uint _callCatchEnd;

        /// <summary>Where a fault continues that becomes a NullReferenceException.</summary>
        public readonly uint NullReference;

        public bool IsInHandlerCall(uint address)
            => (address >= _callFinally && address < _callFinallyEnd) || (address >= _callCatch && address < _callCatchEnd);
    }
}
