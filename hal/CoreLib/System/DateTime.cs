// SPDX-License-Identifier: MIT
// A point in time in ticks of 100 ns. The board has no clock of its own: until somebody sets one, time starts at reset.
// Calendars are not here: the firmware measures intervals.

using Wardstone.Kernel;

namespace System
{
    public struct DateTime : IComparable
    {
        public static readonly DateTime MinValue = new DateTime(0);
        public static readonly DateTime MaxValue = new DateTime(3155378975999999999);

        private readonly long _ticks;

        /// <param name="ticks">Since the first of January of the year 1.</param>
        public DateTime(long ticks) => _ticks = ticks;

        public static DateTime UtcNow => new DateTime(Clock.Ticks);

        public long Ticks => _ticks;

        public TimeSpan TimeOfDay => new TimeSpan(_ticks % TimeSpan.TicksPerDay);

        public int Hour => TimeOfDay.Hours;

        public int Minute => TimeOfDay.Minutes;

        public int Second => TimeOfDay.Seconds;

        public int Millisecond => TimeOfDay.Milliseconds;

        public static int Compare(DateTime t1, DateTime t2) => t1._ticks < t2._ticks ? -1 : t1._ticks > t2._ticks ? 1 : 0;

        public static bool Equals(DateTime t1, DateTime t2) => t1._ticks == t2._ticks;

        public DateTime Add(TimeSpan val) => new DateTime(_ticks + val.Ticks);

        public DateTime AddTicks(long value) => new DateTime(_ticks + value);

        public TimeSpan Subtract(DateTime val) => new TimeSpan(_ticks - val._ticks);

        public DateTime Subtract(TimeSpan val) => new DateTime(_ticks - val.Ticks);

        public int CompareTo(object val) => val == null ? 1 : Compare(this, (DateTime)val);

        public override bool Equals(object val) => val is DateTime other && other._ticks == _ticks;

        public override int GetHashCode() => (int)_ticks ^ (int)(_ticks >> 32);

        public static DateTime operator +(DateTime d, TimeSpan t) => d.Add(t);

        public static DateTime operator -(DateTime d, TimeSpan t) => d.Subtract(t);

        public static TimeSpan operator -(DateTime d1, DateTime d2) => d1.Subtract(d2);

        public static bool operator ==(DateTime d1, DateTime d2) => d1._ticks == d2._ticks;

        public static bool operator !=(DateTime d1, DateTime d2) => d1._ticks != d2._ticks;

        public static bool operator <(DateTime t1, DateTime t2) => t1._ticks < t2._ticks;

        public static bool operator <=(DateTime t1, DateTime t2) => t1._ticks <= t2._ticks;

        public static bool operator >(DateTime t1, DateTime t2) => t1._ticks > t2._ticks;

        public static bool operator >=(DateTime t1, DateTime t2) => t1._ticks >= t2._ticks;
    }
}
