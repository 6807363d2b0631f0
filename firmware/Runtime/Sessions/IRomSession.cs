// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>A module of bytes that do not change while the board runs: an image, a configuration.</summary>
    public interface IRomSession
    {
        /// <summary>Size of the module in bytes.</summary>
        int Length { get; }

        /// <summary>A view of <paramref name="count"/> bytes from <paramref name="offset"/>, not a copy; never written to.</summary>
        /// <param name="offset">First byte, from 0.</param>
        /// <param name="count">At most 32767, the most that a stock nanoFramework span can hold.</param>
        /// <exception cref="ArgumentOutOfRangeException">The part is not within the module.</exception>
        SpanByte Bytes(int offset, int count);
    }
}
