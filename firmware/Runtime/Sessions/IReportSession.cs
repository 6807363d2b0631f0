// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>Publishes one report, named by the session's label, as HID text.</summary>
    public interface IReportSession
    {
        /// <summary>Replaces the report as a whole.</summary>
        /// <returns>Ok, or TooLong if the server has no room for it; then the one before stays.</returns>
        IoStatus Submit(SpanByte text);
    }

    /// <summary>Reads reports by name.</summary>
    public interface IReportReaderSession
    {
        /// <summary>Copies a part of a report.</summary>
        /// <param name="name">ASCII.</param>
        /// <param name="offset">First byte, from 0 to its length.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="count">Bytes written; fewer than fit only at the end.</param>
        /// <param name="length">Bytes of the whole report.</param>
        /// <param name="version">Counts the submissions, so that no reader joins halves of two.</param>
        /// <returns>NotPresent if there is no such report.</returns>
        IoStatus Read(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out int version);
    }
}
