// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>The watchdog of the board: resets it unless it is fed.</summary>
    public interface IWatchdogSession
    {
        /// <summary>Starts it. It cannot be stopped again.</summary>
        /// <param name="timeoutMs">Longest time between two feedings, in milliseconds.</param>
        /// <returns>TooLong if the device cannot count that far.</returns>
        IoStatus Start(int timeoutMs);

        /// <summary>Begins the time anew.</summary>
        void Feed();
    }
}
