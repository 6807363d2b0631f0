// SPDX-License-Identifier: MIT
// What a thread was doing when it entered a domain, in an array of its own beside the stack: enough to put it back there.

using System.Runtime.InteropServices;

namespace Wardstone.Kernel
{
    // CortexM/layout.inc knows it.
    [StructLayout(LayoutKind.Sequential)]
    internal unsafe struct PortalRecord
    {
        private fixed uint _r4ToR11[8];

        /// <summary>Where its stack was at the call.</summary>
        public uint* StackPointer;

        private readonly uint _link;
        private fixed uint _floats[17];

        public Heap* Heap;
        public ExceptionRecord* Exceptions;
        public Domain* Domain;
    }
}
