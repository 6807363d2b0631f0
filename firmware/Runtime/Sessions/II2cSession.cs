// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>One device on an I2C bus; which one is the server's policy by label.</summary>
    public interface II2cSession
    {
        /// <summary>One message: START, address, the bytes, STOP.</summary>
        IoStatus Write(SpanByte data);

        /// <inheritdoc cref="Write"/>
        IoStatus Read(SpanByte buffer);
    }
}
