// SPDX-License-Identifier: MIT
// A length of time in ticks of 100 ns. What nanoFramework has in double (TotalSeconds and its like) is not here: this FPU has
// only single precision.

namespace System
{
    public struct TimeSpan : IComparable
    {
        public const long TicksPerMillisecond = 10000;
        public const long TicksPerSecond = TicksPerMillisecond * 1000;
        public const long TicksPerMinute = TicksPerSecond * 60;
        public const long TicksPerHour = TicksPerMinute * 60;
        public const long TicksPerDay = TicksPerHour * 24;

        public static readonly TimeSpan Zero = new TimeSpan(0);
        public static readonly TimeSpan MaxValue = new TimeSpan(long.MaxValue);
        public static readonly TimeSpan MinValue = new TimeSpan(long.MinValue);

        private readonly long _ticks;

        public TimeSpan(long ticks) => _ticks = ticks;

        public TimeSpan(int hours, int minutes, int seconds)
            : this(0, hours, minutes, seconds, 0)
        {
        }

        public TimeSpan(int days, int hours, int minutes, int seconds)
            : this(days, hours, minutes, seconds, 0)
        {
        }

        public TimeSpan(int days, int hours, int minutes, int seconds, int milliseconds)
            => _ticks = (days * TicksPerDay) + (hours * TicksPerHour) + (minutes * TicksPerMinute)
                + (seconds * TicksPerSecond) + (milliseconds * TicksPerMillisecond);

        public long Ticks => _ticks;

        public int Days => (int)(_ticks / TicksPerDay);

        public int Hours => (int)(_ticks / TicksPerHour % 24);

        public int Minutes => (int)(_ticks / TicksPerMinute % 60);

        public int Seconds => (int)(_ticks / TicksPerSecond % 60);

        public int Milliseconds => (int)(_ticks / TicksPerMillisecond % 1000);

        public static TimeSpan FromTicks(long value) => new TimeSpan(value);

        public static TimeSpan FromMilliseconds(long value) => new TimeSpan(value * TicksPerMillisecond);

        public static TimeSpan FromSeconds(long value) => new TimeSpan(value * TicksPerSecond);

        public static TimeSpan FromMinutes(long value) => new TimeSpan(value * TicksPerMinute);

        public static TimeSpan FromHours(long value) => new TimeSpan(value * TicksPerHour);

        public static TimeSpan FromDays(long value) => new TimeSpan(value * TicksPerDay);

        public static int Compare(TimeSpan t1, TimeSpan t2) => t1._ticks < t2._ticks ? -1 : t1._ticks > t2._ticks ? 1 : 0;

        public static bool Equals(TimeSpan t1, TimeSpan t2) => t1._ticks == t2._ticks;

        public TimeSpan Add(TimeSpan ts) => new TimeSpan(_ticks + ts._ticks);

        public TimeSpan Subtract(TimeSpan ts) => new TimeSpan(_ticks - ts._ticks);

        public TimeSpan Negate() => new TimeSpan(-_ticks);

        public TimeSpan Duration() => new TimeSpan(_ticks < 0 ? -_ticks : _ticks);

        public int CompareTo(object value) => value == null ? 1 : Compare(this, (TimeSpan)value);

        public override bool Equals(object value) => value is TimeSpan other && other._ticks == _ticks;

        public override int GetHashCode() => (int)_ticks ^ (int)(_ticks >> 32);

        /// <summary>"[-][d.]hh:mm:ss[.fffffff]".</summary>
        public override string ToString()
        {
            TimeSpan positive = Duration();
            string text = string.Concat(positive.Hours.ToString("D2"), ":", positive.Minutes.ToString("D2"), ":")
                + positive.Seconds.ToString("D2");
            long fraction = positive._ticks % TicksPerSecond;
            string days = positive.Days == 0 ? string.Empty : positive.Days.ToString() + ".";
            return (_ticks < 0 ? "-" : string.Empty) + days + text + (fraction == 0 ? string.Empty : "." + fraction.ToString("D7"));
        }

        public static TimeSpan operator +(TimeSpan t) => t;

        public static TimeSpan operator -(TimeSpan t) => t.Negate();

        public static TimeSpan operator +(TimeSpan t1, TimeSpan t2) => t1.Add(t2);

        public static TimeSpan operator -(TimeSpan t1, TimeSpan t2) => t1.Subtract(t2);

        public static bool operator ==(TimeSpan t1, TimeSpan t2) => t1._ticks == t2._ticks;

        public static bool operator !=(TimeSpan t1, TimeSpan t2) => t1._ticks != t2._ticks;

        public static bool operator <(TimeSpan t1, TimeSpan t2) => t1._ticks < t2._ticks;

        public static bool operator <=(TimeSpan t1, TimeSpan t2) => t1._ticks <= t2._ticks;

        public static bool operator >(TimeSpan t1, TimeSpan t2) => t1._ticks > t2._ticks;

        public static bool operator >=(TimeSpan t1, TimeSpan t2) => t1._ticks >= t2._ticks;
    }
}
