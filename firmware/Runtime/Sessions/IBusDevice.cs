// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>
    /// A device on a bus that others share, as a session of the component that has the bus. Each call of <see cref="ICharDevice"/> is
    /// a transaction of its own; one that needs several segments, such as a TPM's on SPI with its wait states, stands between Begin
    /// and End.
    /// </summary>
    /// <remarks>A call does not wait for the bus: while it is another device's, the answer is Busy, and the caller asks again. Who does not
    /// come to the End, because it died for one, loses the bus to the next that asks once the bus's hold time is over, and learns it by
    /// Interrupted.</remarks>
    public interface IBusDevice : ICharDevice
    {
        /// <summary>Takes the bus until End. On SPI the chip select is active until then; on I2C each segment is a message of its
        /// own.</summary>
        /// <returns>Ok; Busy.</returns>
        IoStatus Begin();

        /// <summary>SPI: clocks as many bytes out as in, at once. Both are of the same length.</summary>
        /// <returns>NotSupported on I2C.</returns>
        IoStatus Exchange(SpanByte write, SpanByte read);

        /// <summary>Ends the transaction, and gives the bus back.</summary>
        /// <returns>Ok; Interrupted if the bus had been taken away since Begin.</returns>
        IoStatus End();
    }
}
