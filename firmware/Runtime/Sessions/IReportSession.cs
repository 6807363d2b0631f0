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
        /// <param name="name">ASCII; empty for the list of reports (host/PROTOCOL.md, "Reports").</param>
        /// <param name="offset">First byte; beyond the end, where a reader stands if the report became shorter, there is nothing.</param>
        /// <param name="buffer">Where the bytes go.</param>
        /// <param name="count">Bytes written; fewer than fit only at the end.</param>
        /// <param name="length">Bytes of the whole report.</param>
        /// <param name="version">Another one after each submission, so that no reader joins halves of two.</param>
        /// <returns>NotPresent if there is no such report, Timeout if there is to be one and nobody has submitted it yet.</returns>
        IoStatus Read(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out int version);
    }
}
