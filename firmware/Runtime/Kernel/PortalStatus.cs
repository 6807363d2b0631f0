// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>How <see cref="Domain.Enter"/> came back.</summary>
    public enum PortalStatus
    {
        /// <summary>The caller is inside the server, until it leaves.</summary>
        Entered = 0,

        /// <summary>The server died while the caller was inside.</summary>
        Faulted,

        /// <summary>The server does not run.</summary>
        Dead,

        /// <summary>The server was restarted since the session was opened.</summary>
        Stale,

        /// <summary>The caller's stack has less room than the server needs.</summary>
        NoStack,
    }
}
