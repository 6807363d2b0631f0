// SPDX-License-Identifier: MIT
namespace Wardstone.Link
{
    /// <summary>How the board answered a request; the status byte of a response.</summary>
    public enum LinkStatus : byte
    {
        /// <summary>Done; the result follows.</summary>
        Ok = 0,

        /// <summary>The request's version is not the board's. The response's version byte names the one it speaks.</summary>
        BadVersion = 1,

        /// <summary>The board has no such command.</summary>
        UnknownCommand = 2,

        /// <summary>The payload is shorter or longer than this command's.</summary>
        BadLength = 3,

        /// <summary>A value in the request is out of range.</summary>
        BadParameter = 4,

        /// <summary>The measured boot is still running; ask again later.</summary>
        NotReady = 5,

        /// <summary>The board is in a failure state and has no such thing; its status says why.</summary>
        Failed = 6,

        /// <summary>The TPM refused, or does not answer.</summary>
        TpmFailed = 7,

        /// <summary>A component that is needed for it does not run now, or died over it; ask again.</summary>
        Unavailable = 8,

        /// <summary>No files are routed to the link, as when the boot failed.</summary>
        NoFiles = 9,

        /// <summary>There is no such file, or none that the host may know of.</summary>
        NotPresent = 10,

        /// <summary>What should be a path is none, or is too long.</summary>
        BadPath = 11,

        /// <summary>The board's policy does not allow it to its host.</summary>
        Denied = 12,

        /// <summary>Not with a file of this kind.</summary>
        WrongKind = 13,

        /// <summary>The file system, or this file, is full.</summary>
        NoSpace = 14,

        /// <summary>Somebody else uses it just now; ask again.</summary>
        Busy = 15,

        /// <summary>It was given up on the way; whether it was done is not known.</summary>
        Interrupted = 16,

        /// <summary>The device behind the file failed; the reason says how.</summary>
        DeviceFailed = 17,
    }
}
