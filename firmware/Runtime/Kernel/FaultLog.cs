// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>The last faults, in memory that a reset leaves alone.</summary>
    public abstract class FaultLog
    {
        /// <summary>How many there are, the oldest first.</summary>
        public abstract int Count { get; }

        /// <summary>Copies fault <paramref name="index"/>.</summary>
        /// <returns>false if there is none.</returns>
        public abstract bool TryRead(int index, FaultRecord record);
    }

    /// <summary>One fault. What a runtime does not know is 0.</summary>
    public sealed class FaultRecord
    {
        /// <summary>Most addresses of a backtrace.</summary>
        public const int MaxFrames = 16;

        /// <summary>Registers: r0 to r12, sp, lr, pc, xpsr.</summary>
        public const int RegisterCount = 17;

        /// <summary>Counts faults since power was applied, from 1.</summary>
        public int Number;

        /// <summary>How many resets ago it happened: 0 for this boot.</summary>
        public int BootsAgo;

        /// <summary>Name of the component, or of the kernel.</summary>
        public string Component;

        public FaultCause Cause;

        /// <summary>Since that boot, in milliseconds.</summary>
        public uint UptimeMs;

        /// <summary>The processor's fault status (CFSR) and the address that was refused.</summary>
        public uint Status;

        public uint Address;
        public readonly uint[] Registers = new uint[RegisterCount];

        /// <summary>Return addresses, the innermost first.</summary>
        public readonly uint[] Frames = new uint[MaxFrames];

        public int FrameCount;

        /// <summary>The image that it happened in; 32 bytes.</summary>
        public readonly byte[] BuildId = new byte[32];
    }
}
