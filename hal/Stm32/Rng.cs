// SPDX-License-Identifier: MIT
// The random number generator of the STM32F4 and F7 (RM0090 chapter 24, RM0410 chapter 23): noise of oscillators behind a shift register
// that is stepped by the 48 MHz clock. Nothing is mixed or conditioned here, and its quality is the chip's word.
//
// As the manuals ask, after FIPS 140-2: the first value after a start is for comparison only, and one that equals that
// before it is no value. An error of clock or seed starts it anew.

using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>The generator.</summary>
    public sealed class Rng
    {
        private const int Control = 0x00; // RNG_CR
        private const int Status = 0x04; // RNG_SR
        private const int Data = 0x08; // RNG_DR

        private const uint Enable = 1u << 2; // CR RNGEN
        private const uint DataReady = 1u << 0; // SR DRDY
        private const uint Errors = (1u << 1) | (1u << 2) | (1u << 5) | (1u << 6); // SR CECS, SECS; CEIS and SEIS stay until 0 is written

        // A value takes 40 periods of 48 MHz, less than a microsecond; a read tens of nanoseconds at least.
        private const int ReadyBound = 10_000;
        private const int Attempts = 3;

        private readonly Registers _registers;
        private readonly object _turn = new object();
        private uint _last;
        private bool _isStarted;

        /// <param name="registers">Its registers.</param>
        public Rng(Registers registers) => _registers = registers;

        /// <summary>A random number, within a millisecond.</summary>
        /// <returns>false if the generator's clock or seed fails, or it repeats itself, and starting it anew did not help. Then
        /// <paramref name="value"/> is 0.</returns>
        public bool TryRead(out uint value)
        {
            lock (_turn)
            {
                for (var i = 0; i < Attempts; i++)
                {
                    if ((_isStarted || TryBegin()) && TryTake(out value) && value != _last)
                    {
                        _last = value;
                        return true;
                    }

                    _isStarted = false;
                }
            }

            value = 0;
            return false;
        }

        private bool TryBegin()
        {
            _registers[Control] = 0;
            _registers[Status] = 0;
            _registers[Control] = Enable;
            _isStarted = TryTake(out _last);
            return _isStarted;
        }

        private bool TryTake(out uint value)
        {
            value = 0;
            for (var i = 0; i < ReadyBound; i++)
            {
                var status = _registers[Status];
                if ((status & Errors) != 0)
                {
                    return false;
                }

                if ((status & DataReady) != 0)
                {
                    // The seed may have failed since: what it gives then is 0.
                    value = _registers[Data];
                    return value != 0 && (_registers[Status] & Errors) == 0;
                }
            }

            return false;
        }
    }
}
