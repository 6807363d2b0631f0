// SPDX-License-Identifier: MIT
// The simulated pins of the process: each has a level and may have someone who listens to its changes.

using System;
using System.Collections.Concurrent;
using System.Device.Gpio;
using System.Threading;

namespace Wardstone.Simulation
{
    /// <summary>Numbers and levels of simulated pins, which GpioController opens.</summary>
    public static class Pins
    {
        private static readonly ConcurrentDictionary<int, Pin> All = new();
        private static int _lastNumber;

        /// <summary>Makes a pin that is high, with a number that no other has.</summary>
        /// <param name="changed">Called with the new level whenever it changes; null for none.</param>
        public static int Add(Action<PinValue> changed)
        {
            var number = Interlocked.Increment(ref _lastNumber);
            All[number] = new Pin { Changed = changed, Level = PinValue.High };
            return number;
        }

        /// <summary>One more than the highest number.</summary>
        public static int Count => _lastNumber + 1;

        public static PinValue Read(int number) => Find(number).Level;

        /// <summary>Drives the pin, from either side.</summary>
        public static void Write(int number, PinValue level)
        {
            var pin = Find(number);
            if (pin.Level != level)
            {
                pin.Level = level;
                pin.Changed?.Invoke(level);
            }

            Tell(pin);
        }

        /// <summary>Has <paramref name="fell"/> called once: when the pin falls, or right away if it is low. The last who asked is
        /// told: these pins have no owners.</summary>
        internal static void Listen(int number, Action fell)
        {
            var pin = Find(number);
            _ = Interlocked.Exchange(ref pin.Fell, fell);
            Tell(pin);
        }

        internal static void StopListening(int number, Action fell) => Interlocked.CompareExchange(ref Find(number).Fell, null, fell);

        private static void Tell(Pin pin)
        {
            if (pin.Level == PinValue.Low)
            {
                Interlocked.Exchange(ref pin.Fell, null)?.Invoke();
            }
        }

        private static Pin Find(int number) => All.TryGetValue(number, out var pin) ? pin : throw new ArgumentException($"no pin {number}");

        private sealed class Pin
        {
            public PinValue Level;
            public Action<PinValue> Changed;
            public Action Fell;
        }
    }
}
