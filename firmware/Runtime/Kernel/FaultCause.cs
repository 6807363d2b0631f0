// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>Why an instance of a component ended.</summary>
    public enum FaultCause
    {
        None = 0,

        /// <summary>An exception escaped that has no entry of its own here.</summary>
        Exception,

        /// <summary>A null reference was used.</summary>
        NullReference,

        /// <summary>An array index was out of bounds.</summary>
        IndexOutOfRange,

        /// <summary>The heap's quota was used up.</summary>
        OutOfMemory,

        /// <summary>A thread's stack was used up inside the component.</summary>
        StackOverflow,

        /// <summary>The processor refused an access or an instruction.</summary>
        Cpu,

        /// <summary>A call took longer than the component's hard limit.</summary>
        Limit,

        /// <summary>Heartbeats were not answered.</summary>
        Heartbeat,

        /// <summary>One of its devices interrupted without end.</summary>
        InterruptStorm,

        /// <summary>Ended from outside.</summary>
        Killed,

        /// <summary>No component's: the watchdog reset the board, since Init no longer fed it.</summary>
        Watchdog,
    }
}
