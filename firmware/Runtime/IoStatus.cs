// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>How an operation on a device, a session or a file ended. Each failure names its likely cause.</summary>
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

        /// <summary>No such device or file; or what is read there is not what the driver is for.</summary>
        NotPresent,

        /// <summary>The component behind the session died in this call or since the last one. What it kept for the session is gone;
        /// the session itself works again once Init has restarted the component.</summary>
        ServerFaulted,

        /// <summary>A source of random bytes failed its health test, and gives none until it is restarted.</summary>
        Unhealthy,

        /// <summary>The device or file cannot do this at all.</summary>
        NotSupported,

        /// <summary>Somebody else uses the bus or file just now: ask again.</summary>
        Busy,

        /// <summary>What was begun was given up in between, since it took too long and others waited: begin again.</summary>
        Interrupted,

        /// <summary>The policy does not allow it to this client.</summary>
        Denied,

        /// <summary>What should be a path is none, or is too long.</summary>
        BadName,

        /// <summary>A part of the path is a file and not a directory.</summary>
        NotADirectory,

        /// <summary>It is a directory, and has no content of its own.</summary>
        IsADirectory,

        /// <summary>The file system is full.</summary>
        NoSpace,

        /// <summary>No open file has this number: it was never opened, was closed, or its server was restarted since.</summary>
        BadFile,

        /// <summary>The file was removed while it was open.</summary>
        Removed,

        /// <summary>The client has as many files open as it may.</summary>
        TooManyOpen,
    }
}
