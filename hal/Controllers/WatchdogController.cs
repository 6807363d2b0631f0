// SPDX-License-Identifier: MIT
// What the board asks of a chip's watchdog. It is nobody's Device: the death of a component does not stop it.

namespace Wardstone.Controllers
{
    /// <summary>A timer that resets the board unless it is fed.</summary>
    public abstract class WatchdogController
    {
        /// <summary>Starts it, or starts it anew with another time.</summary>
        /// <param name="timeoutMs">Longest time between two feedings, in milliseconds; above 0.</param>
        /// <returns>false if it cannot count that far; then it is as it was.</returns>
        public abstract bool TryStart(int timeoutMs);

        /// <summary>Begins the time anew.</summary>
        public abstract void Feed();
    }
}
