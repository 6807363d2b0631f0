// SPDX-License-Identifier: MIT
using Wardstone.Kernel;

namespace System.Threading
{
    public static class Timeout
    {
        public const int Infinite = -1;
    }

    /// <summary>There is one thread as yet: the one that runs Main.</summary>
    public sealed class Thread
    {
        private Thread()
        {
        }

        /// <summary>Sleeps at least <paramref name="millisecondsTimeout"/> milliseconds; the core waits for interrupts meanwhile.</summary>
        public static void Sleep(int millisecondsTimeout)
        {
            if (millisecondsTimeout < Timeout.Infinite)
            {
                throw new ArgumentOutOfRangeException();
            }

            Clock.Sleep(millisecondsTimeout);
        }

        public static void Sleep(TimeSpan timeout) => Sleep((int)(timeout.Ticks / TimeSpan.TicksPerMillisecond));
    }
}
