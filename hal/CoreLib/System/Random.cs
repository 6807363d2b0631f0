// SPDX-License-Identifier: MIT
// Numbers that look random (xorshift, Marsaglia 2003). Not for secrets: who sees some knows the next.

namespace System
{
    /// <summary>A sequence of numbers; the same one from the same seed.</summary>
    public class Random
    {
        private uint _state;

        /// <summary>A sequence that begins with the time since the reset.</summary>
        public Random()
            : this((int)DateTime.UtcNow.Ticks)
        {
        }

        public Random(int seed) => _state = seed == 0 ? 0x9E3779B9u : (uint)seed; // zero would stay zero

        /// <summary>From 0 to <see cref="int.MaxValue"/>.</summary>
        public virtual int Next() => (int)(Step() >> 1);

        /// <summary>From 0 to <paramref name="maxValue"/> - 1.</summary>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxValue"/> is not positive.</exception>
        public virtual int Next(int maxValue) =>
            maxValue > 0 ? (int)(((ulong)Step() * (uint)maxValue) >> 32) : throw new ArgumentOutOfRangeException();

        public virtual void NextBytes(byte[] buffer)
        {
            for (int i = 0; i < buffer.Length; i++)
            {
                buffer[i] = (byte)(Step() >> 24);
            }
        }

        private uint Step()
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return _state;
        }
    }
}
