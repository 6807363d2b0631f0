// SPDX-License-Identifier: MIT
// A simulated SPI bus: a byte clocked by the controller goes to the target whose chip select is low. Chip selects
// are simulated pins, so a driver may hold one over several transfers, or leave it to SpiDevice. It notes what no bus bears.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Device.Gpio;
using System.Device.Spi;
using System.IO;
using System.Threading;

namespace Wardstone.Simulation
{
    /// <summary>An SPI bus that SpiDevice finds by its <see cref="Id"/>, which no other bus of the process has.</summary>
    public class SpiBus : IDisposable
    {
        private static readonly ConcurrentDictionary<int, SpiBus> Buses = new();
        private static int _lastId;

        private readonly List<ISpiTarget> _targets = new();
        private readonly List<ISpiTarget> _selected = new();
        private List<SpiFrame> _transcript;
        private SpiFrame _frame;
        private readonly IOException _failure = new();
        private SpiMode _mode;
        private int _faultAt;
        private int _faults;

        public SpiBus()
            : this(Interlocked.Increment(ref _lastId))
        {
        }

        /// <param name="id">Its number, for a configuration that stays the same. Far above those that are given away.</param>
        public SpiBus(int id)
        {
            Id = id;
            if (!Buses.TryAdd(id, this))
            {
                throw new ArgumentException($"there is an SPI bus {id}");
            }
        }

        public int Id { get; }

        /// <summary>How often a chip select went active so far.</summary>
        public int Frames { get; private set; }

        /// <summary>Bytes clocked so far.</summary>
        public int Bytes { get; private set; }

        /// <summary>Most bytes that the controller moves at once.</summary>
        public int MaxTransfer { get; set; } = int.MaxValue;

        /// <summary>Has the controller fail: the transfer ends within a byte, and throws.</summary>
        /// <param name="position">At which byte from now on; 0 is the next one.</param>
        /// <param name="count">At how many bytes in a row.</param>
        public void FailAt(int position, int count = 1) => (_faultAt, _faults) = (position, count);

        /// <summary>What would have disturbed a transfer on a real bus.</summary>
        public List<string> Violations { get; } = new();

        /// <summary>The frames since <see cref="Record"/>.</summary>
        public IReadOnlyList<SpiFrame> Transcript => _transcript;

        /// <summary>Puts a device on the bus.</summary>
        /// <returns>The pin that is its chip select, active low.</returns>
        public int Attach(ISpiTarget target)
        {
            _targets.Add(target);
            return Pins.Add(level => Select(target, level == PinValue.Low));
        }

        /// <summary>Begins a new transcript.</summary>
        public void Record() => (_transcript, _frame) = (new(), null);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing) => Buses.TryRemove(Id, out _);

        internal static SpiBus Find(int id) => Buses.TryGetValue(id, out var bus) ? bus : throw new ArgumentException($"no SPI bus {id}");

        /// <summary>What the controller does.</summary>
        /// <exception cref="IOException">It failed.</exception>
        protected internal virtual void Transfer(SpiConnectionSettings settings, SpanByte write, SpanByte read)
        {
            var length = Math.Max(write.Length, read.Length);
            if (length > MaxTransfer)
            {
                throw new ArgumentException($"the controller moves {MaxTransfer} bytes at once, and not {length}");
            }

            if (_mode != settings.Mode && _selected.Count > 0)
            {
                Violations.Add("the clock's idle level changed while a target was selected");
            }

            _mode = settings.Mode;
            if (settings.ChipSelectLine >= 0)
            {
                Pins.Write(settings.ChipSelectLine, PinValue.Low);
            }

            var hasFailed = false;
            for (var i = 0; i < length; i++)
            {
                var position = _faultAt--;
                hasFailed = position <= 0 && position > -_faults;
                if (hasFailed)
                {
                    break;
                }

                var value = Exchange(settings, i < write.Length ? write[i] : (byte)0);
                if (i < read.Length)
                {
                    read[i] = value;
                }
            }

            if (settings.ChipSelectLine >= 0)
            {
                Pins.Write(settings.ChipSelectLine, PinValue.High);
            }

            if (hasFailed)
            {
                throw _failure;
            }
        }

        private void Select(ISpiTarget target, bool active)
        {
            _frame = null;
            if (active)
            {
                _selected.Add(target);
                Frames++;
                if (_selected.Count > 1)
                {
                    Violations.Add("two targets are selected");
                }
            }
            else
            {
                _ = _selected.Remove(target);
            }

            target.Select(active);
        }

        // Nobody selected leaves the line to its pull-up.
        private byte Exchange(SpiConnectionSettings settings, byte value)
        {
            Bytes++;
            byte answer = 0xFF;
            foreach (var target in _selected)
            {
                answer &= target.Transfer(value);
            }

            if (_transcript != null)
            {
                Note(settings, value, answer);
            }

            return answer;
        }

        private void Note(SpiConnectionSettings settings, byte written, byte read)
        {
            if (_frame == null)
            {
                _frame = new SpiFrame
                {
                    Target = _selected.Count > 0 ? _targets.IndexOf(_selected[0]) : -1,
                    Mode = settings.Mode,
                    ClockHz = settings.ClockFrequency,
                };
                _transcript.Add(_frame);
            }

            _frame.Written.Add(written);
            _frame.Read.Add(read);
        }
    }
}
