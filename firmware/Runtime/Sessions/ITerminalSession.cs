// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>A stream of bytes in both directions, such as a UART.</summary>
    public interface ITerminalSession
    {
        /// <summary>Takes what has arrived; waits for the first byte if nothing has.</summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="timeoutMs">Bound on the wait in milliseconds; 0 does not wait.</param>
        /// <param name="count">How many bytes were taken, 1 to the buffer's length; 0 unless the status is Ok.</param>
        /// <returns>Ok, or Timeout when nothing arrived, or BusError when bytes were lost.</returns>
        IoStatus Read(SpanByte buffer, int timeoutMs, out int count);

        /// <summary>Queues all of <paramref name="data"/> for sending; waits for room in the queue.</summary>
        /// <param name="data">The bytes, in order.</param>
        /// <param name="timeoutMs">Bound on the wait for room, in milliseconds.</param>
        /// <returns>Ok, or Timeout when not all of it could be queued.</returns>
        IoStatus Write(SpanByte data, int timeoutMs);
    }
}
