// SPDX-License-Identifier: MIT
// The USARTs of the STM32F4 and F7: eight data bits, no parity, one stop bit, bytes moved by DMA in both directions. What the two
// families share is here; UsartF4 and UsartF7 have the registers.
//
// The USART holds one byte and has no FIFO. The receiving stream fills a free part of the ring, and the interrupt at its end gives it the
// next part: there is the time of a byte for that, 87 us at 115,200 baud. It is no circular transfer, which would
// write over what nobody has read; and nothing stops it in the middle: when the line falls silent the handler reads from the stream how
// far it is. Where no part of the ring is free the bytes stay in the USART, which then reports an overrun.

using System;
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>A USART with rings in both directions. A new owner begins a new stream: the rings' bytes go with the old one.</summary>
    public abstract class Usart : QueuedUart, IInterruptHandler
    {
        // USART_SR of the F4 and USART_ISR of the F7 agree in these.
        protected const uint Errors = 0xF; // ORE, NF, FE, PE
        protected const uint ByteWaits = 1u << 5; // RXNE
        protected const uint RoomToSend = 1u << 7; // TXE

        // USART_CR1 too, USART_CR3 as well.
        protected const uint ReceiverEnable = 1u << 2; // CR1 RE
        protected const uint TransmitterEnable = 1u << 3; // CR1 TE
        protected const uint ErrorInterrupt = 1u << 0; // CR3 EIE
        protected const uint ReceiveByDma = 1u << 6; // CR3 DMAR
        protected const uint SendByDma = 1u << 7; // CR3 DMAT

        private const int MostInPart = 64; // the reader of a line that never falls silent is told this often: each 6 ms at 115,200 baud
        private const int MostWaiting = 1024; // bytes in a USART; silicon has one
        private const int Attempts = 4;
        private const int FetchBound = 20; // reads of the status, some hundred nanoseconds each, until the stream has taken a byte

        private readonly InterruptLine _interrupt;
        private readonly DmaStream _receive;
        private readonly DmaStream _send;
        private readonly uint _data;
        private readonly uint _divisor;
        private readonly DmaRing _receiving;
        private readonly DmaRing _sending;
        private readonly int _mostInPart;
        private int _part; // bytes that the receiving stream was told to fill; 0 if it is not at work
        private int _filled; // how many of them the ring counts
        private int _sendingPart; // bytes that the sending stream was told to send
        private bool _isStale; // what is in the USART and the rest of the part came before the reader knew of a loss, or before the start

        /// <param name="interrupt">The USART's interrupt.</param>
        /// <param name="receive">The stream of its request for receiving.</param>
        /// <param name="send">The stream of its request for sending.</param>
        /// <param name="data">Where the streams find the data registers: the address of the USART.</param>
        /// <param name="clockHz">Its clock, that of its bus.</param>
        /// <param name="baudRate">Bits a second, a 16th of the clock at most.</param>
        /// <param name="receiveSize">Bytes that are kept for a reader that is late; a power of two.</param>
        /// <param name="sendSize">Bytes that a writer can leave behind; a power of two.</param>
        private protected Usart(
            InterruptLine interrupt, DmaStream receive, DmaStream send, uint data, int clockHz, int baudRate, int receiveSize, int sendSize)
            : this(new DmaRing(receiveSize), new DmaRing(sendSize))
        {
            _interrupt = interrupt;
            _receive = receive;
            _send = send;
            _data = data;
            _divisor = (uint)((clockHz + (baudRate / 2)) / baudRate);

            // A ring that one part fills would have no room for the next.
            var quarter = (receiveSize + 3) / 4;
            _mostInPart = quarter < MostInPart ? quarter : MostInPart;
        }

        private Usart(DmaRing receiving, DmaRing sending)
            : base(receiving, sending)
        {
            _receiving = receiving;
            _sending = sending;
        }

        /// <inheritdoc/>
        protected override bool IsPaused => _part == 0;

        /// <summary>The flag that the line fell silent after a byte.</summary>
        private protected abstract uint Silence { get; }

        /// <summary>Whether the USART keeps a damaged byte, and all after it, from the stream.</summary>
        private protected abstract bool IsDamageKeptApart { get; }

        /// <summary>The data registers from the address of the USART.</summary>
        private protected abstract int ReceivedData { get; }

        /// <inheritdoc cref="ReceivedData"/>
        private protected abstract int DataToSend { get; }

        /// <inheritdoc/>
        public void HandleInterrupt()
        {
            Receive();
            Send();
            TellReader();
        }

        /// <inheritdoc/>
        protected override void Start()
        {
            SetUp(_divisor);
            _isStale = true;
            _interrupt.Connect(this);
            _receive.Connect(this);
            _send.Connect(this);
            _interrupt.Pend(); // the system may have had something to say while the device was quiet
        }

        /// <inheritdoc/>
        protected override void Stop()
        {
            _interrupt.Disconnect();
            _receive.Disconnect();
            _send.Disconnect();
            Listen(false);
            _send.Stop();
            _sendingPart = 0;
            if (_part == 0)
            {
                _receive.Stop(); // it was cut off while it was set up; otherwise it waits where it is for the next owner
            }

            Forget();
            _sending.Clear();
            _receiving.Clear();
        }

        /// <inheritdoc/>
        protected override void AskForHandler() => _interrupt.Pend();

        /// <inheritdoc/>
        protected override void Served()
        {
            _interrupt.Served();
            _receive.Served();
            _send.Served();
        }

        /// <summary>Brings the USART to work, with no interrupt and no request to the streams. From any state.</summary>
        private protected abstract void SetUp(uint divisor);

        /// <summary>Whether the receiving stream gets what arrives, and the handler is told of silence and errors. The sending stream has
        /// the requests always.</summary>
        private protected abstract void Listen(bool isOn);

        /// <summary>SR or ISR.</summary>
        private protected abstract uint Status();

        /// <summary>The byte that waits.</summary>
        private protected abstract byte Take();

        /// <summary>Clears <see cref="Silence"/>.</summary>
        /// <param name="status">What <see cref="Status"/> was.</param>
        private protected abstract void EndSilence(uint status);

        /// <summary>Drops a byte that waits, and clears the errors.</summary>
        private protected abstract void Drop();

        private void Receive()
        {
            var flags = _receive.TakeFlags();
            if (IsLost)
            {
                return;
            }

            if (_isStale)
            {
                BeginAnew();
            }
            else if (_part != 0)
            {
                Collect((flags & DmaFlags.Error) != 0);
            }

            for (var i = 0; i < Attempts && _part == 0 && !IsLost && Drain(); i++)
            {
                Fill(isLast: i == Attempts - 1);
            }
        }

        // The reader gets what the stream has brought. How far that is comes first, then the errors: one is flagged before its byte is
        // moved, so what was moved by then is good.
        private void Collect(bool isBroken)
        {
            for (var i = 0; i < Attempts; i++)
            {
                var filled = _part - _receive.Remaining;
                var status = Status();
                var isDamaged = (status & Errors) != 0;
                if (!isDamaged || IsDamageKeptApart)
                {
                    Release(filled);
                }

                if (isBroken)
                {
                    _part = 0; // the stream has stopped
                }

                if (isDamaged || isBroken)
                {
                    Lose();
                    return;
                }

                if ((status & Silence) == 0)
                {
                    break;
                }

                EndSilence(status); // and look again: what arrives from here on has a silence of its own
            }

            if (_filled == _part)
            {
                Listen(false);
                _part = 0;
            }
        }

        private void Release(int filled)
        {
            if (filled != _filled)
            {
                DmaBuffer.Synchronize();
                _receiving.Filled(filled - _filled);
                _filled = filled;
                NoteNews();
            }
        }

        private void Lose()
        {
            Listen(false);
            _isStale = true;
            NoteLoss();
        }

        // Takes what arrived while no stream was at work; false if the reader has to do something first.
        private bool Drain()
        {
            for (var i = 0; i < MostWaiting && !_receiving.IsFull; i++)
            {
                var status = Status();
                if ((status & Errors) != 0)
                {
                    Lose();
                    return false;
                }

                if ((status & ByteWaits) == 0)
                {
                    return true;
                }

                _receiving.Put(Take());
                NoteNews();
            }

            return false;
        }

        // Gives the stream the next part of the ring.
        private void Fill(bool isLast)
        {
            var room = _receiving.Room;
            var part = room < _mostInPart ? room : _mostInPart;
            _filled = 0;
            _receive.StartRead(_data + (uint)ReceivedData, _receiving.PutAddress, part);
            _part = part;
            Listen(true);
            if (!IsFetched() && !isLast)
            {
                // Renode raises a request only once, and the stream was not there yet.
                Listen(false);
                _part = 0;
                _receive.Stop();
                Release(part - _receive.Remaining);
            }
        }

        // A byte that came before the stream was ready is the stream's to take. An error has to be looked at each time: on the F4 the read
        // of the status and that of the byte clear it together.
        private bool IsFetched()
        {
            for (var i = 0; i < FetchBound && !IsLost; i++)
            {
                var status = Status();
                if ((status & Errors) != 0)
                {
                    Lose();
                }
                else if ((status & ByteWaits) == 0)
                {
                    return true;
                }
            }

            return IsLost;
        }

        // Drops what the USART and the stream hold; the stream goes on from where it is.
        private void BeginAnew()
        {
            _isStale = false;
            for (var i = 0; i < Attempts; i++)
            {
                Drop();
                if (_part == 0)
                {
                    _receiving.Clear();
                    return;
                }

                var filled = _part - _receive.Remaining;
                _receiving.Clear(filled - _filled);
                _filled = filled;
                if (filled == _part)
                {
                    _part = 0;
                    return;
                }

                Listen(true);
                if (IsFetched())
                {
                    return;
                }

                Listen(false);
            }

            Listen(true);
        }

        private void Send()
        {
            var flags = _send.TakeFlags();
            if (_sendingPart != 0)
            {
                var rest = _send.Remaining;
                if (rest != 0 && (flags & DmaFlags.Error) == 0)
                {
                    return;
                }

                _sending.Emptied(_sendingPart - rest);
                _sendingPart = 0;
                TellWriters();
            }

            var piece = _sending.Piece;
            if (piece != 0)
            {
                _sendingPart = piece;
                _send.StartWrite(_sending.TakeAddress, _data + (uint)DataToSend, piece);
            }
        }
    }
}
