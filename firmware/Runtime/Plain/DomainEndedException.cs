// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>Takes a thread out of a domain that was ended from outside. Not for others to catch: it comes up to where the thread
    /// entered, like any exception.</summary>
    internal sealed class DomainEndedException : Exception
    {
    }
}
