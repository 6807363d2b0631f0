// SPDX-License-Identifier: MIT
// The one contract of all character devices: what hangs on an I2C or SPI bus, the drivers above it (a TPM, a sensor), a UART, a
// file. A driver is a class over one and is one itself, so drivers stack up, and none knows whether what is below or above it is a
// chip's driver, another component behind a portal, or the VFS.
//
// There is no ioctl: what can be set stands in the typed settings that a device is made from (I2cSettings, SpiSettings).
//
// Must hold, for every implementation: one caller at a time; nothing is kept of a caller's buffer; every call ends, at the latest
// after timeoutMs, where it has one, and the device's own bound, which its class states.

using System;

namespace Wardstone.Runtime
{
    /// <summary>A device that takes and gives bytes. What one cannot do is NotSupported.</summary>
    public interface ICharDevice
    {
        /// <summary>Takes what there is, and waits for the first byte while there is nothing. On a bus: one transfer of as many bytes
        /// as fit.</summary>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="timeoutMs">Bound on the wait for the first byte, in milliseconds; 0 does not wait.</param>
        /// <param name="count">Bytes taken, 1 to the buffer's length; 0 unless the status is Ok.</param>
        /// <returns>Ok; Timeout if nothing came; BusError also where bytes were lost before these.</returns>
        IoStatus Read(SpanByte buffer, int timeoutMs, out int count);

        /// <summary>Gives all of <paramref name="data"/> to the device, or to a queue before it.</summary>
        /// <param name="data">The bytes, in order.</param>
        /// <param name="timeoutMs">Bound on the wait for room, in milliseconds.</param>
        /// <returns>Ok; Timeout if there was no room for all of it.</returns>
        IoStatus Write(SpanByte data, int timeoutMs);

        /// <summary>One transaction: writes, then reads what it leads to, with nobody else's bytes in between. On I2C a write and a read
        /// with a repeated START, on SPI both within one chip select, on a TPM a command and its response.</summary>
        /// <param name="write">What is written.</param>
        /// <param name="read">Where the answer goes; it may share no memory with <paramref name="write"/>.</param>
        /// <param name="timeoutMs">Bound on the wait for the answer, in milliseconds.</param>
        /// <param name="count">Bytes of the answer; 0 unless the status is Ok.</param>
        IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count);

        /// <summary>Has <paramref name="signal"/> submitted whenever there is something to read, or something was lost; in place of the
        /// one before. What came earlier is not told of: whoever asks looks once. When the component that has the device was restarted,
        /// the signal is submitted once more: the next call is ServerFaulted then, and whoever wants to be notified asks anew.</summary>
        /// <returns>NotSupported if the device never has anything of itself.</returns>
        IoStatus Notify(Signal signal);
    }
}
