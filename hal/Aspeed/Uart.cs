// SPDX-License-Identifier: MIT
// The 16550 of the ASPEED chips (registers four bytes apart, FIFOs of 16 bytes), eight data bits, no parity, one
// stop bit. When the receive ring is full, bytes stay in the FIFO; if the line still goes on, the UART reports an overrun.

using System;
using Wardstone.Controllers;

namespace Wardstone.Aspeed
{
    /// <summary>A UART with rings in both directions. A new owner begins a new stream: the rings' bytes go with the old one.</summary>
    public sealed class Uart : QueuedUart, IInterruptHandler
    {
        private const int Data = 0x00; // RBR, THR; DLL while DivisorAccess
        private const int InterruptEnable = 0x04; // IER; DLH while DivisorAccess
        private const int FifoControl = 0x08; // FCR when written, IIR when read
        private const int LineControl = 0x0C; // LCR
        private const int ModemControl = 0x10; // MCR
        private const int LineStatus = 0x14; // LSR; reading it clears the errors

        private const uint ReceiveInterrupt = 1u << 0; // IER ERBFI
        private const uint TransmitInterrupt = 1u << 1; // IER ETBEI
        private const uint EnableFifo = 1u << 0; // FCR
        private const uint ClearReceiveFifo = 1u << 1;
        private const uint ClearTransmitFifo = 1u << 2;
        private const uint TriggerAtHalf = 2u << 6; // ask at 8 bytes, or when the line falls silent
        private const uint EightBits = 3; // LCR
        private const uint DivisorAccess = 1u << 7; // LCR DLAB
        private const uint LinesReady = 0x0B; // MCR: DTR, RTS, OUT2 (lets the interrupt out)
        private const uint DataReady = 1u << 0; // LSR
        private const uint Overrun = 1u << 1; // LSR OE: a byte after those in the FIFO was lost
        private const uint Damaged = 0x1C; // LSR PE, FE, BI: the byte at the FIFO's head had a parity or framing error or was a break
        private const uint FifoEmpty = 1u << 5; // LSR THRE
        private const int FifoSize = 16;

        private readonly Registers _registers;
        private readonly InterruptLine _interrupt;
        private readonly uint _divisor;
        private readonly ByteRing _receiving;
        private readonly ByteRing _sending;
        private bool _isPaused; // the handler left bytes in the FIFO
        private uint _errors; // LSR showed them, and Receive has not seen them yet
        private bool _isStale; // what is in the FIFO came before the reader knew of a loss

        /// <param name="registers">The UART's registers.</param>
        /// <param name="interrupt">The UART's interrupt.</param>
        /// <param name="clockHz">The clock of the baud rate divider, 24 MHz / 13 unless the board changed it.</param>
        /// <param name="baudRate">Bits a second, a divisor of a 16th of the clock.</param>
        /// <param name="receiveSize">Bytes that are kept for a reader that is late; a power of two.</param>
        /// <param name="sendSize">Bytes that a writer can leave behind; a power of two.</param>
        public Uart(Registers registers, InterruptLine interrupt, int clockHz, int baudRate, int receiveSize, int sendSize)
            : this(registers, interrupt, new ByteRing(receiveSize), new ByteRing(sendSize))
        {
            _divisor = (uint)((clockHz + (baudRate * 8)) / (baudRate * 16));
            Start();
        }

        private Uart(Registers registers, InterruptLine interrupt, ByteRing receiving, ByteRing sending)
            : base(receiving, sending)
        {
            _registers = registers;
            _interrupt = interrupt;
            _receiving = receiving;
            _sending = sending;
        }

        /// <inheritdoc/>
        protected override bool IsPaused => _isPaused;

        /// <inheritdoc/>
        protected override void AskForHandler() => _interrupt.Pend();

        /// <inheritdoc/>
        protected override void Served() => _interrupt.Served();

        /// <inheritdoc/>
        protected override void Start()
        {
            _registers[InterruptEnable] = 0;
            _registers[LineControl] = EightBits | DivisorAccess;
            _registers[Data] = _divisor & 0xFF;
            _registers[InterruptEnable] = _divisor >> 8;
            _registers[LineControl] = EightBits;
            _registers[FifoControl] = EnableFifo | ClearReceiveFifo | ClearTransmitFifo | TriggerAtHalf;
            _registers[ModemControl] = LinesReady;
            _ = _registers[LineStatus];
            _interrupt.Connect(this);
            _registers[InterruptEnable] = ReceiveInterrupt;
            _interrupt.Pend(); // the system may have had something to say while the device was quiet
        }

        /// <inheritdoc/>
        protected override void Stop()
        {
            _interrupt.Disconnect();
            _registers[LineControl] = EightBits; // or the next is the divisor, if it was cut off in Start
            _registers[InterruptEnable] = 0;
            _registers[FifoControl] = EnableFifo | ClearReceiveFifo | ClearTransmitFifo;
            Forget();
            _receiving.Clear();
            _sending.Clear();
            _isPaused = false;
            _isStale = false;
            _errors = 0;
        }

        /// <inheritdoc/>
        public void HandleInterrupt()
        {
            _ = _registers[FifoControl]; // IIR: reading it withdraws the request for more to send
            _isPaused = !Receive();
            TellReader();
            var enable = _isPaused ? 0 : ReceiveInterrupt;
            enable |= Send() ? TransmitInterrupt : 0;
            _registers[InterruptEnable] = enable;
        }

        // Moves the FIFO's bytes into the ring; false if the reader has to do something before there can be more.
        private bool Receive()
        {
            if (IsLost)
            {
                return false;
            }

            if (_isStale)
            {
                _registers[FifoControl] = EnableFifo | ClearReceiveFifo | TriggerAtHalf;
                _ = Status();
                _errors = 0;
                _isStale = false;
            }

            while (!_receiving.IsFull)
            {
                var status = Status();
                if ((status & (Overrun | Damaged)) != 0)
                {
                    _isStale = true;
                    NoteLoss();
                    return false;
                }

                if ((status & DataReady) == 0)
                {
                    return true;
                }

                _receiving.Put((byte)_registers[Data]);
                NoteNews();
            }

            return false;
        }

        // Refills an empty FIFO from the ring; true if more is to come when that is sent.
        private bool Send()
        {
            var waiting = _sending.Count;
            if (waiting == 0 || (Status() & FifoEmpty) == 0)
            {
                return waiting != 0;
            }

            var count = waiting < FifoSize ? waiting : FifoSize;
            for (var i = 0; i < count; i++)
            {
                _registers[Data] = _sending.Take();
            }

            TellWriters();
            return count < waiting;
        }

        // LSR forgets errors as it is read.
        private uint Status()
        {
            var status = _registers[LineStatus] | _errors;
            _errors = status & (Overrun | Damaged);
            return status;
        }
    }
}
