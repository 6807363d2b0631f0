// SPDX-License-Identifier: MIT
namespace Wardstone.Link
{
    /// <summary>
    /// What a request asks for. Values from 0x10 are kept for the TPM as a byte pipe, from 0x20 on they are for files; bit 7 marks
    /// a response.
    /// </summary>
    public enum LinkCommand : byte
    {
        /// <summary>State, version and identity of the board.</summary>
        Status = 0x01,

        /// <summary>A part of the event log.</summary>
        Log = 0x02,

        /// <summary>PCR values of one bank.</summary>
        Pcrs = 0x03,

        /// <summary>Public area of the attestation key.</summary>
        AttestationKey = 0x04,

        /// <summary>Signed PCR values over the host's nonce.</summary>
        Quote = 0x05,

        /// <summary>A part of a report of the board's components, by its name.</summary>
        Report = 0x06,

        /// <summary>What is at a path.</summary>
        Stat = 0x20,

        /// <summary>Some entries of a directory.</summary>
        List = 0x21,

        /// <summary>A part of a file.</summary>
        Read = 0x22,

        /// <summary>Bytes into a file.</summary>
        Write = 0x23,

        /// <summary>A request to a transactional file, and its response.</summary>
        Transfer = 0x24,
    }
}
