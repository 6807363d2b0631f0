// SPDX-License-Identifier: MIT
using Wardstone.Controllers;
using Wardstone.Kernel;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>A watchdog as a session. From its start on, a reset that nobody asked for is taken for its doing.</summary>
    public sealed class BoardWatchdog : IWatchdogSession
    {
        private readonly WatchdogController _watchdog;

        public BoardWatchdog(WatchdogController watchdog) => _watchdog = watchdog;

        /// <inheritdoc/>
        public IoStatus Start(int timeoutMs)
        {
            if (!_watchdog.TryStart(timeoutMs))
            {
                return IoStatus.TooLong;
            }

            BootRecord.Expect(ResetReason.Watchdog);
            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public void Feed() => _watchdog.Feed();
    }
}
