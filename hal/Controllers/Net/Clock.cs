// SPDX-License-Identifier: MIT
namespace Wardstone.Controllers
{
    /// <summary>Time since the start, which never goes back.</summary>
    public static class Clock
    {
        /// <summary>In units of 100 ns.</summary>
        public static long Ticks => VirtualTime.NowUs * 10;
    }
}
