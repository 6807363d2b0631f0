// SPDX-License-Identifier: MIT
// A protection domain: what belongs to one component, and ends with it. Each runtime has its own: on the board it is a heap with a
// quota in hal/Kernel, with a lock and all that it takes to end it at any instruction; elsewhere (Plain*.cs) a lock and a counter.

using System;

namespace Wardstone.Runtime
{
    /// <summary>The domain of one component. It is made once; its generations are the component's instances.</summary>
    public abstract class Domain
    {
        /// <summary>Takes the calling thread inside: waits for the lock, makes the domain's heap the current one. Calls of other domains
        /// nest, never of the same: Init refuses cycles of routes. When the instance dies before the thread has left, this returns
        /// once more, with <see cref="PortalStatus.Faulted"/>, and everything is as it was at the call. So it is called directly by the
        /// method that uses the result (see <see cref="Portal"/>).</summary>
        /// <param name="generation">The instance that is meant.</param>
        public abstract PortalStatus Enter(int generation);

        /// <summary>Takes the calling thread back to where it came from.</summary>
        public abstract void Leave();

        /// <summary>An exception came up to where the calling thread entered: ends the instance, and leaves.</summary>
        public abstract void Fail(Exception exception);

        /// <summary>Begins a new generation, with an empty heap. Only when the one before is dead.</summary>
        public abstract void Start();

        /// <summary>Ends the instance, wherever its threads are. One that is inside another domain meanwhile comes back from there
        /// first, so <see cref="IsAlive"/> may stay true for a while.</summary>
        public abstract void Kill(FaultCause cause);

        /// <summary>Keeps <paramref name="root"/>, an object of this domain's heap, and what it refers to.</summary>
        public abstract void Keep(object root);

        /// <summary>Makes a device of the board this domain's: it is quieted when the instance ends.</summary>
        /// <param name="device">A session of the board's own; what is no device is ignored.</param>
        /// <returns>false if another domain has it.</returns>
        public abstract bool Own(object device);

        /// <summary>Which instance it is, from 1; 0 before the first.</summary>
        public abstract int Generation { get; }

        /// <summary>Whether an instance runs.</summary>
        public abstract bool IsAlive { get; }

        /// <summary>Why the last instance that ended did.</summary>
        public abstract FaultCause Cause { get; }

        /// <summary>Its figures now.</summary>
        public abstract void ReadFigures(DomainFigures figures);
    }

    /// <summary>What a domain uses. Where a runtime does not know, it is 0.</summary>
    public sealed class DomainFigures
    {
        /// <summary>Quota in bytes.</summary>
        public int Ram;

        /// <summary>Bytes in use.</summary>
        public int RamUsed;

        /// <summary>The most that was ever in use by this instance, in bytes.</summary>
        public int RamPeak;

        /// <summary>Garbage collections of this instance.</summary>
        public int Collections;

        /// <summary>The longest of them, in microseconds.</summary>
        public int LongestPauseUs;

        /// <summary>Bytes ever allocated by this instance.</summary>
        public long Allocated;
    }
}
