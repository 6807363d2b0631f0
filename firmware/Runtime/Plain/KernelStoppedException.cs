// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Runtime
{
    /// <summary>The kernel was stopped; the thread has to come to its end.</summary>
    public sealed class KernelStoppedException : Exception
    {
    }
}
