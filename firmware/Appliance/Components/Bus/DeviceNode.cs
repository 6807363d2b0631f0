// SPDX-License-Identifier: MIT
using Wardstone.Drivers;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>A node of the configuration that makes a device: what all of them have in common, and how they are read. What is wrong is
    /// found at the attribute that makes it wrong, so that line and column point there.</summary>
    internal abstract class DeviceNode
    {
        private const int MaxBus = 0xFFFF;

        private readonly string _busKind;
        private string _name = "";

        /// <param name="table">Has the devices before this one, and gets it.</param>
        /// <param name="busKind">i2c or spi.</param>
        protected DeviceNode(BusTable table, string busKind)
        {
            Table = table;
            _busKind = busKind;
        }

        protected BusTable Table { get; }

        protected Bus Bus { get; private set; }

        protected int BusId { get; private set; } = -1;

        protected abstract BusEntryKind Kind { get; }

        /// <summary>Address, pin or line; -1 as long as it is not known.</summary>
        protected abstract int Number { get; }

        /// <summary>What is said of a node that lacks something.</summary>
        protected abstract string Needs { get; }

        public string Read(HidReader config)
        {
            for (HidToken token = config.Read(); token != HidToken.NodeEnd; token = config.Read())
            {
                string problem = token != HidToken.Attribute ? HidErrorWords.Unexpected(config, token)
                    : HidText.Is(config.Tag, "name") ? ReadName(config)
                    : HidText.Is(config.Tag, "bus") ? ReadBus(config)
                    : ReadAttribute(config);
                problem = problem.Length == 0 && BusId >= 0 && Number >= 0 ? FindConflict() : problem;
                if (problem.Length != 0)
                {
                    return problem;
                }
            }

            if (_name.Length == 0 || BusId < 0 || Number < 0)
            {
                return Needs;
            }

            Table.Add(new BusEntry { Name = _name, Kind = Kind, BusId = BusId, Number = Number, Device = Create() });
            return "";
        }

        /// <summary>An attribute of this kind of device.</summary>
        protected abstract string ReadAttribute(HidReader config);

        /// <summary>Whether the board has a bus of this number for this component.</summary>
        protected abstract bool HasBus(int busId);

        /// <summary>Everything is known and fits.</summary>
        protected abstract BusDevice Create();

        private string ReadName(HidReader config)
        {
            _name = HidText.String(config.Value);
            return Table.Find(_name) == null ? "" : "there is a device of this name already";
        }

        private string ReadBus(HidReader config)
        {
            if (!HidText.TryNumber(config.Value, MaxBus, out int busId))
            {
                return "'bus' is the number of a bus";
            }

            if (!HasBus(busId))
            {
                return "the board has no such bus here, or it is another component's";
            }

            BusId = busId;
            Bus = Table.BusOf(_busKind, busId);
            return Bus != null ? "" : "there are more than 8 buses";
        }

        private string FindConflict()
        {
            BusEntry other = Table.Find(Kind, BusId, Number);
            return other == null ? "" : "'" + other.Name + "' is there already";
        }
    }
}
