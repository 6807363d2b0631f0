// SPDX-License-Identifier: MIT
using Wardstone.Drivers;

namespace Wardstone.Components
{
    /// <summary>The devices of the configuration, and the buses that they are on.</summary>
    internal sealed class BusTable
    {
        public const int MaxDevices = 16;
        private const int MaxBuses = 8;

        private readonly BusEntry[] _entries = new BusEntry[MaxDevices];
        private readonly Bus[] _buses = new Bus[MaxBuses];
        private readonly string[] _kinds = new string[MaxBuses];
        private readonly int[] _ids = new int[MaxBuses];
        private int _count;
        private int _busCount;

        /// <summary>Of all buses that are made from now on.</summary>
        public int HoldMs { get; set; } = 100;

        public bool IsFull => _count == MaxDevices;

        public bool IsEmpty => _count == 0;

        public int BusCount => _busCount;

        /// <summary>Another one whenever the report is.</summary>
        public long Version
        {
            get
            {
                long version = 0;
                for (int i = 0; i < _busCount; i++)
                {
                    version += _buses[i].Statistics.Version;
                }

                return version;
            }
        }

        public void Add(BusEntry entry)
        {
            _entries[_count] = entry;
            _count++;
        }

        /// <summary>null if there is none of this name.</summary>
        public BusEntry Find(string name)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_entries[i].Name == name)
                {
                    return _entries[i];
                }
            }

            return null;
        }

        /// <summary>The device that has this number already; null if there is none. Pins are the board's, other numbers a bus's.</summary>
        public BusEntry Find(BusEntryKind kind, int busId, int number)
        {
            for (int i = 0; i < _count; i++)
            {
                BusEntry entry = _entries[i];
                bool sameBus = kind == BusEntryKind.SpiPin || entry.BusId == busId;
                if (entry.Kind == kind && entry.Number == number && sameBus)
                {
                    return entry;
                }
            }

            return null;
        }

        /// <summary>The bus of this number, made for its first device; null if there are too many.</summary>
        /// <param name="kind">i2c or spi.</param>
        public Bus BusOf(string kind, int busId)
        {
            for (int i = 0; i < _busCount; i++)
            {
                if (_kinds[i] == kind && _ids[i] == busId)
                {
                    return _buses[i];
                }
            }

            if (_busCount == MaxBuses)
            {
                return null;
            }

            Bus bus = new Bus(HoldMs);
            _buses[_busCount] = bus;
            _kinds[_busCount] = kind;
            _ids[_busCount] = busId;
            _busCount++;
            return bus;
        }

        /// <summary>When all are known: raw access reaches none of the devices.</summary>
        public void CloseAddresses()
        {
            for (int i = 0; i < _count; i++)
            {
                RawI2cBus raw = _entries[i].Device as RawI2cBus;
                for (int j = 0; raw != null && j < _count; j++)
                {
                    if (_entries[j].Kind == BusEntryKind.I2c && _entries[j].BusId == _entries[i].BusId)
                    {
                        raw.Close(_entries[j].Number);
                    }
                }
            }
        }

        /// <summary>Adds all buses to a report.</summary>
        public void WriteTo(BusReport report)
        {
            for (int i = 0; i < _busCount; i++)
            {
                report.Add(_kinds[i], _ids[i], _buses[i].Statistics);
            }
        }
    }
}
