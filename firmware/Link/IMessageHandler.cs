// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Link
{
    /// <summary>Serves one MCTP message type (DSP0239, table 1). A new protocol beside the others is one more of these.</summary>
    public interface IMessageHandler
    {
        /// <summary>The type it serves, without the integrity-check bit.</summary>
        byte MessageType { get; }

        /// <summary>Its version as Get MCTP Version Support gives it (major, minor, update, alpha); 0 where DSP0236 has none.</summary>
        uint Version { get; }

        /// <summary>Answers one request.</summary>
        /// <param name="request">The whole message, its type byte included; lent for the call.</param>
        /// <returns>The response, its type byte included, in memory of the handler's own; empty to give none.</returns>
        SpanByte Handle(SpanByte request);
    }
}
