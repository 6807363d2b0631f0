// SPDX-License-Identifier: MIT
// Memory for DMA, of the board: what lies between the linker's __dma_start and __dma_end is neither cached nor out of the DMA's reach
// (hal/Build/firmware.ld). It belongs to drivers, which live as long as the board, so nothing is given back.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Wardstone.Controllers
{
    /// <summary>Bytes that a DMA controller reads or writes while the program runs.</summary>
    public sealed unsafe class DmaBuffer
    {
        private const uint Step = 32; // the widest burst

        private static uint s_next;

        private readonly byte* _start;

        /// <param name="length">Bytes. While the board starts.</param>
        /// <exception cref="ArgumentException">The board's memory.ld gives less memory to DMA than its drivers take.</exception>
        public DmaBuffer(int length)
        {
            s_next = s_next == 0 ? (uint)Start() : s_next;
            if ((uint)length > (uint)End() - s_next)
            {
                throw new ArgumentException("No memory for DMA left: __dma_size in memory.ld.");
            }

            _start = (byte*)s_next;
            Length = length;
            s_next += ((uint)length + Step - 1) & ~(Step - 1);
        }

        /// <summary>Its size in bytes.</summary>
        public int Length { get; }

        /// <summary>What the DMA controller is told.</summary>
        public uint Address => (uint)_start;

        /// <summary>A part of it, to read or write while no transfer uses that part.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The part is not within it.</exception>
        public SpanByte Bytes(int offset, int count) =>
            (uint)offset <= (uint)Length && (uint)count <= (uint)(Length - offset)
                ? new SpanByte(_start + offset, count)
                : throw new ArgumentOutOfRangeException();

        /// <summary>What the program wrote before is in memory when this returns, and what it reads afterwards it reads from there:
        /// before a transfer is started, and after it has ended (ARMv7-M A3.7.3).</summary>
        [RuntimeImport("*", "Mpu_Synchronize")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void Synchronize();

        [RuntimeImport("*", "Dma_Start")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern byte* Start();

        [RuntimeImport("*", "Dma_End")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern byte* End();
    }
}
