// SPDX-License-Identifier: MIT
// A simulated SPI bus: a byte clocked by the controller goes to the target whose chip select is low. Chip selects
// are simulated pins, so a driver may hold one over several transfers, or leave it to SpiDevice.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Device.Gpio;
using System.Threading;

namespace Wardstone.Simulation
{
    /// <summary>The far side of an SPI bus.</summary>
    public interface ISpiTarget
    {
        /// <summary>Its chip select went active (true) or inactive.</summary>
        void Select(bool active);

        /// <summary>Eight clocks while it is selected: takes a byte and gives one.</summary>
        byte Transfer(byte value);
    }

    /// <summary>An SPI bus that SpiDevice finds by its <see cref="Id"/>, which no other bus of the process has.</summary>
    public sealed class SpiBus : IDisposable
    {
        private static readonly ConcurrentDictionary<int, SpiBus> Buses = new();
        private static int _lastId;

        private readonly List<ISpiTarget> _selected = new();

        public SpiBus()
        {
            Id = Interlocked.Increment(ref _lastId);
            Buses[Id] = this;
        }

        public int Id { get; }

        /// <summary>How often a chip select went active so far.</summary>
        public int Frames { get; private set; }

        /// <summary>Bytes clocked so far.</summary>
        public int Bytes { get; private set; }

        /// <summary>Puts a device on the bus.</summary>
        /// <returns>The pin that is its chip select, active low.</returns>
        public int Attach(ISpiTarget target) => Pins.Add(level =>
        {
            var active = level == PinValue.Low;
            if (active)
            {
                _selected.Add(target);
                Frames++;
            }
            else
            {
                _ = _selected.Remove(target);
            }

            target.Select(active);
        });

        public void Dispose() => Buses.TryRemove(Id, out _);

        internal static SpiBus Find(int id) => Buses.TryGetValue(id, out var bus) ? bus : throw new ArgumentException($"no SPI bus {id}");

        internal void Transfer(int chipSelect, SpanByte write, SpanByte read)
        {
            if (chipSelect >= 0)
            {
                Pins.Write(chipSelect, PinValue.Low);
            }

            for (var i = 0; i < Math.Max(write.Length, read.Length); i++)
            {
                var value = Exchange(i < write.Length ? write[i] : (byte)0);
                if (i < read.Length)
                {
                    read[i] = value;
                }
            }

            if (chipSelect >= 0)
            {
                Pins.Write(chipSelect, PinValue.High);
            }
        }

        // Nobody selected leaves the line to its pull-up.
        private byte Exchange(byte value)
        {
            Bytes++;
            byte answer = 0xFF;
            foreach (var target in _selected)
            {
                answer &= target.Transfer(value);
            }

            return answer;
        }
    }
}
