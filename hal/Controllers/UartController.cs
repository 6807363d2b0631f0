// SPDX-License-Identifier: MIT
// What the board asks of a chip's UART. No byte is lost in silence: a reader learns of a loss at the place in the
// stream where it happened. One thread reads at a time; several may write, and where the queue is full one's bytes come between another's.

using System;

namespace Wardstone.Controllers
{
    /// <summary>How a read or write of a UART ended.</summary>
    public enum UartOutcome
    {
        Done,

        /// <summary>Nothing arrived, or not everything could be queued, within the caller's bound.</summary>
        Timeout,

        /// <summary>Bytes that arrived after those read so far were lost or damaged on the line. Reading goes on after them.</summary>
        DataLost,
    }

    /// <summary>An asynchronous serial line.</summary>
    public abstract class UartController : Device
    {
        /// <summary>How often <see cref="UartOutcome.DataLost"/> happened since the start.</summary>
        public abstract int Losses { get; }

        /// <summary>Told, in the interrupt, whenever a reader has something to look at: bytes, or word of a loss. Null: nobody.</summary>
        public IInterruptHandler Listener { get; set; }

        /// <summary>Takes what has arrived; waits for the first byte if nothing has.</summary>
        /// <param name="buffer">Where the bytes go; not empty.</param>
        /// <param name="timeoutMs">Bound on the wait in milliseconds; 0 does not wait.</param>
        /// <param name="count">How many bytes were taken; 0 unless the outcome is Done.</param>
        public abstract UartOutcome Read(SpanByte buffer, int timeoutMs, out int count);

        /// <summary>Queues the bytes for sending, waiting for room in the queue.</summary>
        /// <param name="data">The bytes, in order.</param>
        /// <param name="timeoutMs">Bound on the wait for room in milliseconds.</param>
        public abstract UartOutcome Write(SpanByte data, int timeoutMs);
    }
}
