// SPDX-License-Identifier: MIT
// One of the eight streams of a DMA controller (RM0090 chapter 10, RM0410 chapter 8): bytes between a peripheral's data register and a
// DmaBuffer, in direct mode, the controller counting. No bursts, no double buffer, no memory to memory.
//
// Must hold: a stream has one user and serves one channel; what it is set up with lies in a DmaBuffer and stays alone until it has ended.

using System;
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>What a stream tells its handler.</summary>
    [Flags]
    public enum DmaFlags
    {
        None = 0,

        /// <summary>Half of it is done. Only a circular transfer has the handler told of that.</summary>
        Half = 1,

        /// <summary>The last byte was moved; in a circular transfer it begins again.</summary>
        Complete = 2,

        /// <summary>An address was refused on the bus; the stream has stopped.</summary>
        Error = 4,
    }

    /// <summary>A stream that one peripheral driver uses.</summary>
    public sealed class DmaStream
    {
        // Of the controller; those of the streams 4 to 7 are one word further.
        private const int Status = 0x00; // DMA_LISR, DMA_HISR
        private const int StatusClear = 0x08; // DMA_LIFCR, DMA_HIFCR, write 1 to clear

        // Of the stream.
        private const int FirstStream = 0x10;
        private const int StreamSize = 0x18;
        private const int Control = 0x00; // DMA_SxCR
        private const int Count = 0x04; // DMA_SxNDTR
        private const int PeripheralAddress = 0x08; // DMA_SxPAR
        private const int MemoryAddress = 0x0C; // DMA_SxM0AR
        private const int FifoControl = 0x14; // DMA_SxFCR

        // DMA_SxCR; bytes on both sides are 0 in PSIZE and MSIZE.
        private const uint Enable = 1u << 0; // EN
        private const uint ErrorInterrupt = 1u << 2; // TEIE
        private const uint HalfInterrupt = 1u << 3; // HTIE
        private const uint CompleteInterrupt = 1u << 4; // TCIE
        private const uint MemoryToPeripheral = 1u << 6; // DIR
        private const uint Circular = 1u << 8; // CIRC
        private const uint NextInMemory = 1u << 10; // MINC
        private const int PriorityShift = 16; // PL
        private const int ChannelShift = 25; // CHSEL
        private const uint Interrupts = ErrorInterrupt | HalfInterrupt | CompleteInterrupt;

        // What a peripheral has received is lost when it is not fetched in time; what it has to send can wait.
        private const uint ReadPriority = 2u << PriorityShift;
        private const uint WritePriority = 1u << PriorityShift;

        // Flags of a stream in the status, from its first bit on. FEIF (bit 0) and DMEIF (bit 2) are no errors in direct mode: the bus was
        // late, and nothing is lost (RM0090 10.3.17).
        private const uint ErrorFlag = 1u << 3; // TEIF
        private const uint HalfFlag = 1u << 4; // HTIF
        private const uint CompleteFlag = 1u << 5; // TCIF
        private const uint AllFlags = 0x3D;

        // A stream that is stopped ends the access that it is in: some clocks of the bus.
        private const int StopBound = 10_000;

        private readonly Registers _controller;
        private readonly InterruptLine _interrupt;
        private readonly int _stream;
        private readonly int _flagsAt;
        private readonly int _bank;
        private readonly uint _channel;

        /// <param name="controller">The registers of the controller.</param>
        /// <param name="stream">0 to 7.</param>
        /// <param name="channel">The peripheral's request, in the manual's table of the controller.</param>
        /// <param name="interrupt">The stream's.</param>
        public DmaStream(Registers controller, int stream, int channel, InterruptLine interrupt)
        {
            _controller = controller;
            _interrupt = interrupt;
            _stream = FirstStream + (StreamSize * stream);
            _bank = stream < 4 ? 0 : 4;
            _flagsAt = (6 * (stream & 1)) + (8 * (stream & 2)); // 0, 6, 16, 22
            _channel = (uint)channel << ChannelShift;
        }

        /// <summary>Bytes that are still to be moved; of a circular transfer, to the end of its round.</summary>
        public int Remaining => (int)(_controller[_stream + Count] & 0xFFFF);

        /// <summary>Has a handler told of the end, the half of a circular transfer, and errors. It is to take the flags.</summary>
        public void Connect(IInterruptHandler handler) => _interrupt.Connect(handler);

        /// <summary>Nobody is told any more.</summary>
        public void Disconnect() => _interrupt.Disconnect();

        /// <summary>A thread has used what the handler told.</summary>
        public void Served() => _interrupt.Served();

        /// <summary>Starts to move bytes from a data register into memory, one whenever the peripheral has one. The caller synchronizes
        /// with memory before it reads them.</summary>
        /// <param name="peripheral">Address of the data register.</param>
        /// <param name="memory">Address within a <see cref="DmaBuffer"/>.</param>
        /// <param name="count">1 to 65535.</param>
        /// <param name="circular">From the beginning again, until it is stopped.</param>
        public void StartRead(uint peripheral, uint memory, int count, bool circular = false) =>
            Start(peripheral, memory, count, ReadPriority | (circular ? Circular | HalfInterrupt : 0));

        /// <summary>Starts to move bytes from memory into a data register, one whenever the peripheral has room.</summary>
        /// <inheritdoc cref="StartRead"/>
        public void StartWrite(uint memory, uint peripheral, int count) =>
            Start(peripheral, memory, count, WritePriority | MemoryToPeripheral);

        /// <summary>Ends the transfer, whatever its state, and forgets what it had to tell. Callable from a handler.</summary>
        /// <remarks>A stream that does not stop within the bound has a bus that hangs: it takes no new transfer then, and whoever waits
        /// for that has a bound of his own.</remarks>
        public void Stop()
        {
            // All but these may not change while it is enabled.
            _controller[_stream + Control] &= ~(Enable | Interrupts);
            for (var i = 0; i < StopBound && (_controller[_stream + Control] & Enable) != 0; i++)
            {
            }

            // Only now: a stop ends in a TCIF.
            _controller[StatusClear + _bank] = AllFlags << _flagsAt;
        }

        /// <summary>What there is to tell, once.</summary>
        public DmaFlags TakeFlags()
        {
            var flags = (_controller[Status + _bank] >> _flagsAt) & AllFlags;
            _controller[StatusClear + _bank] = flags << _flagsAt;
            return ((flags & HalfFlag) != 0 ? DmaFlags.Half : 0)
                | ((flags & CompleteFlag) != 0 ? DmaFlags.Complete : 0)
                | ((flags & ErrorFlag) != 0 ? DmaFlags.Error : 0);
        }

        private void Start(uint peripheral, uint memory, int count, uint control)
        {
            Stop();
            control |= _channel | NextInMemory | CompleteInterrupt | ErrorInterrupt;
            _controller[_stream + PeripheralAddress] = peripheral;
            _controller[_stream + MemoryAddress] = memory;
            _controller[_stream + Count] = (uint)count;
            _controller[_stream + FifoControl] = 0; // direct mode
            _controller[_stream + Control] = control;
            DmaBuffer.Synchronize();
            _controller[_stream + Control] = control | Enable;
        }
    }
}
