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

        /// <summary>What is known of a report by its place among all that there can be. The places are the configuration's, and
        /// stay.</summary>
        /// <param name="place">From 0.</param>
        /// <param name="name">Where the name goes; empty if nobody wants it.</param>
        /// <param name="nameLength">Bytes of the whole name.</param>
        /// <param name="length">As with Read.</param>
        /// <param name="version">As with Read.</param>
        /// <returns>NotPresent beyond the last place; Timeout if nobody has submitted the report yet.</returns>
        IoStatus Describe(int place, SpanByte name, out int nameLength, out int length, out int version);

        /// <summary>Has <paramref name="signal"/> submitted whenever the report is submitted, until Forget: once for each time that it was
        /// asked for. What came earlier is not told of: whoever asks looks once. When the server was restarted the signal is submitted
        /// once more: the next call is ServerFaulted then, and whoever wants to be notified asks anew.</summary>
        /// <param name="place">Of the report; -1 for any that is submitted for the first time.</param>
        /// <returns>NotPresent; TooManyOpen if this client was promised too much already.</returns>
        IoStatus Notify(int place, Signal signal);

        /// <summary>Takes one Notify back.</summary>
        /// <returns>NotPresent if there was none.</returns>
        IoStatus Forget(int place, Signal signal);
    }
}
