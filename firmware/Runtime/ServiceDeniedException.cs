// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>A session that a component cannot do without was not given. It ends the component, like any exception.</summary>
    public sealed class ServiceDeniedException : Exception
    {
        public ServiceDeniedException(string message)
            : base(message)
        {
        }
    }
}
