// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>Access to a TPM 2.0 as a byte pipe: one whole command in, its whole response out.</summary>
    public interface ITpmSession
    {
        /// <summary>Sends <paramref name="command"/> and receives the response into <paramref name="response"/>.</summary>
        /// <param name="command">One command as Part 1, section 18 lays it out, header included.</param>
        /// <param name="response">Room for the response; it may share no memory with the command.</param>
        /// <param name="timeoutMs">Bound on the command's execution, in milliseconds.</param>
        /// <param name="responseLength">Bytes of the response; 0 unless the status is Ok.</param>
        /// <returns>Ok if a whole response arrived. What its header says is for the caller to check.</returns>
        IoStatus Transmit(SpanByte command, SpanByte response, int timeoutMs, out int responseLength);
    }
}
