// SPDX-License-Identifier: MIT
namespace Wardstone.Controllers
{
    /// <summary>A driver's part that runs when its device asks for it.</summary>
    public interface IInterruptHandler
    {
        /// <summary>
        /// Serves the device until it no longer asks. Runs above every thread: it does not allocate, throw or wait, and
        /// it tells threads by a <see cref="Signal"/>.
        /// </summary>
        void HandleInterrupt();
    }
}
