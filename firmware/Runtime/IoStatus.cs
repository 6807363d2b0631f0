// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>How an operation on a device or a session ended. Each failure names its likely cause.</summary>
    public enum IoStatus
    {
        /// <summary>All of it was done.</summary>
        Ok = 0,

        /// <summary>Nothing happened within the caller's bound: the device is slow, hung or not clocked.</summary>
        Timeout,

        /// <summary>Nobody acknowledged the address: the device is absent, unpowered or busy.</summary>
        NotAcknowledged,

        /// <summary>The device stopped acknowledging in the middle of a transfer.</summary>
        PartialTransfer,

        /// <summary>The bus itself failed: a line is stuck, or arbitration was lost.</summary>
        BusError,

        /// <summary>The device answered with something that its protocol does not allow.</summary>
        ProtocolError,

        /// <summary>The link checksum was wrong, again after the allowed repeats.</summary>
        ChecksumError,

        /// <summary>The data or the answer does not fit the buffer that is there for it.</summary>
        TooLong,

        /// <summary>No such device: what is read there is not what the driver is for.</summary>
        NotPresent,

        /// <summary>The component behind the session died in this call or since the last one. What it kept for the session is gone;
        /// the session itself works again once Init has restarted the component.</summary>
        ServerFaulted,

        /// <summary>A source of random bytes failed its health test, and gives none until it is restarted.</summary>
        Unhealthy,
    }
}
