// SPDX-License-Identifier: MIT
// What the FIFO protocol needs from a bus: the registers of locality 0, by one numbering for every bus.

using System;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>
    /// The registers of a TPM with a FIFO interface. Every register but the FIFO may be read and written again after a
    /// failed transfer, and an implementation does so a bounded number of times. A FIFO transfer is repeated only if none of
    /// its bytes can have moved; otherwise it fails, and how much moved is unknown.
    /// </summary>
    public interface ITpmRegisters
    {
        /// <summary>Whether the bus has a link checksum (<see cref="TpmRegister.Checksum"/>).</summary>
        bool HasChecksum { get; }

        /// <summary>Learns how the TPM wants its bus used. Called again after every failure that was not understood.</summary>
        IoStatus Open();

        /// <summary>Reads as many bytes as fit, least significant first; from the FIFO in as many frames as it takes.</summary>
        IoStatus Read(int register, SpanByte data);

        /// <summary>Writes all of <paramref name="data"/>, least significant first; to the FIFO in as many frames as it takes.</summary>
        IoStatus Write(int register, SpanByte data);

        /// <summary>Gives the TPM up in the name of another locality, 1 to 4, if that holds it.</summary>
        IoStatus Release(int locality);

        /// <summary>As <see cref="ICharDevice.Notify"/>, of the interrupt line; perhaps once only.</summary>
        /// <returns>NotSupported if that is not wired.</returns>
        IoStatus Notify(Signal signal);
    }

    /// <summary>
    /// Register numbers, from the PC Client PTP: the addresses within a locality of the SPI interface; for what only I2C
    /// has, those of the I2C interface.
    /// </summary>
    public static class TpmRegister
    {
        /// <summary>TPM_ACCESS, 1 byte.</summary>
        public const int Access = 0x000;

        /// <summary>TPM_ACCESS activeLocality: reads as one where the locality holds the TPM; written as one, it gives it up.</summary>
        public const int AccessActive = 0x20;

        /// <summary>TPM_INT_ENABLE, 4 bytes.</summary>
        public const int InterruptEnable = 0x008;

        /// <summary>TPM_INT_STATUS, 1 byte; a bit written as one is cleared.</summary>
        public const int InterruptStatus = 0x010;

        /// <summary>TPM_STS, 4 bytes: status, burst count (2), flags of TPM 2.0.</summary>
        public const int Status = 0x018;

        /// <summary>TPM_DATA_FIFO, any length.</summary>
        public const int DataFifo = 0x024;

        /// <summary>TPM_DATA_CSUM_ENABLE, 1 byte, I2C only.</summary>
        public const int ChecksumEnable = 0x040;

        /// <summary>TPM_DATA_CSUM, 2 bytes, most significant first, I2C only.</summary>
        public const int Checksum = 0x044;

        /// <summary>TPM_DID_VID, 4 bytes: vendor, device.</summary>
        public const int DeviceVendor = 0xF00;
    }
}
