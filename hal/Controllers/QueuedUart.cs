// SPDX-License-Identifier: MIT
// What UART drivers share: a queue in each direction between threads and an interrupt handler, which alone touches the registers. A
// thread that has queued something, or taken what the handler had no room for, asks for the handler.
//
// After an overrun or a damaged byte the reader gets what is in the queue, then word of the loss, then what arrives from then on.

using System;

namespace Wardstone.Controllers
{
    /// <summary>A queue with one side that puts and one that takes.</summary>
    public interface IByteQueue
    {
        bool IsEmpty { get; }

        bool IsFull { get; }

        /// <summary>Puts as many of the bytes as there is room for, and says how many.</summary>
        int Put(SpanByte data);

        /// <summary>Takes as many bytes as there are and fit, and says how many.</summary>
        int Take(SpanByte buffer);
    }

    /// <summary>A UART whose handler fills one queue and empties another.</summary>
    public abstract class QueuedUart : UartController
    {
        private const long TicksPerMs = 10_000;

        private readonly IByteQueue _receiving;
        private readonly IByteQueue _sending;
        private readonly Signal _received = new Signal();
        private readonly Signal _sent = new Signal();
        private bool _isLost; // bytes were lost after those in the queue, and the reader does not know yet
        private bool _isNews;
        private int _losses;

        protected QueuedUart(IByteQueue receiving, IByteQueue sending)
        {
            _receiving = receiving;
            _sending = sending;
        }

        /// <inheritdoc/>
        public override int Losses => _losses;

        /// <summary>Whether a reader has to learn of a loss before the handler may put anything more.</summary>
        protected bool IsLost => _isLost;

        /// <summary>Whether the handler waits for room in the queue that it fills.</summary>
        protected abstract bool IsPaused { get; }

        /// <inheritdoc/>
        public override UartOutcome Read(SpanByte buffer, int timeoutMs, out int count)
        {
            var deadline = Clock.Ticks + (timeoutMs * TicksPerMs);
            while ((count = _receiving.Take(buffer)) == 0)
            {
                if (_isLost && _receiving.IsEmpty)
                {
                    _isLost = false;
                    Served();
                    AskForHandler();
                    return UartOutcome.DataLost;
                }

                if (!_received.Wait(MsUntil(deadline)) && _receiving.IsEmpty && !_isLost)
                {
                    return UartOutcome.Timeout;
                }
            }

            Served();
            if (IsPaused)
            {
                AskForHandler();
            }

            return UartOutcome.Done;
        }

        /// <inheritdoc/>
        public override UartOutcome Write(SpanByte data, int timeoutMs)
        {
            var deadline = Clock.Ticks + (timeoutMs * TicksPerMs);
            while (true)
            {
                int taken;
                lock (_sending)
                {
                    taken = _sending.Put(data);
                }

                if (taken != 0)
                {
                    Served();
                    AskForHandler();
                    data = data.Slice(taken);
                }

                if (data.IsEmpty)
                {
                    return UartOutcome.Done;
                }

                if (!_sent.Wait(MsUntil(deadline)) && _sending.IsFull)
                {
                    return UartOutcome.Timeout;
                }
            }
        }

        /// <summary>Has the handler run, as <see cref="InterruptLine.Pend"/> does.</summary>
        protected abstract void AskForHandler();

        /// <summary>As <see cref="InterruptLine.Served"/>, for every line of the device.</summary>
        protected abstract void Served();

        /// <summary>For the handler: a reader will have something to look at when <see cref="TellReader"/> is called.</summary>
        protected void NoteNews() => _isNews = true;

        /// <summary>For the handler: what was to follow the bytes in the queue is lost.</summary>
        protected void NoteLoss()
        {
            _losses++;
            _isLost = true;
            _isNews = true;
        }

        /// <summary>For the handler: tells of the news of this interrupt.</summary>
        protected void TellReader()
        {
            if (_isNews)
            {
                _isNews = false;
                _received.Set();
                Listener?.HandleInterrupt();
            }
        }

        /// <summary>For the handler: there is room in the queue for sending.</summary>
        protected void TellWriters() => _sent.Set();

        /// <summary>Forgets whom there was something to tell, and what. For a driver that stops.</summary>
        protected void Forget()
        {
            Listener = null;
            _received.Clear();
            _sent.Clear();
            _isLost = false;
            _isNews = false;
        }

        private static int MsUntil(long deadline) => (int)((deadline - Clock.Ticks + TicksPerMs - 1) / TicksPerMs);
    }
}
