// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>Tells how many periods went by.</summary>
    public interface IExampleSession
    {
        /// <param name="count">Since the start of the component; 0 unless the status is Ok.</param>
        IoStatus ReadCount(out int count);
    }
}
