// SPDX-License-Identifier: MIT
// Reads the configuration of the component into its table of devices. Each method here reads one node or attribute, and returns what is
// wrong where the reader stands.

using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    internal sealed class BusConfig
    {
        private const int MinHoldMs = 10;
        private const int MaxHoldMs = 10000;
        private const int MinPeriodMs = 100;
        private const int MaxPeriodMs = 3600000;

        private readonly BusTable _table;

        public BusConfig(BusTable table) => _table = table;

        /// <summary>0 if there is to be no report.</summary>
        public int ReportPeriodMs { get; private set; }

        /// <summary>null: the component's name.</summary>
        public string ReportLabel { get; private set; }

        public string Read(HidReader config)
        {
            for (HidToken token = config.Read(); token != HidToken.NodeEnd && token != HidToken.End; token = config.Read())
            {
                string problem = token == HidToken.Node ? ReadNode(config)
                    : token == HidToken.Attribute && HidText.Is(config.Tag, "hold_ms") ? ReadHold(config)
                    : HidErrorWords.Unexpected(config, token);
                if (problem.Length != 0)
                {
                    return problem;
                }
            }

            return "";
        }

        private string ReadNode(HidReader config)
        {
            if (HidText.Is(config.Tag, "report") && ReportPeriodMs == 0)
            {
                return ReadReport(config);
            }

            DeviceNode node = HidText.Is(config.Tag, "i2c") ? new I2cNode(_table)
                : HidText.Is(config.Tag, "spi") ? new SpiNode(_table)
                : HidText.Is(config.Tag, "i2c_bus") ? new BusNode(_table, "i2c")
                : HidText.Is(config.Tag, "spi_bus") ? new BusNode(_table, "spi")
                : (DeviceNode)null;
            return node == null ? HidErrorWords.Unexpected(config, HidToken.Node)
                : _table.IsFull ? "there are more than 16 devices"
                : node.Read(config);
        }

        private string ReadHold(HidReader config)
        {
            if (!_table.IsEmpty)
            {
                return "'hold_ms' stands before the devices";
            }

            bool good = HidText.TryNumber(config.Value, MinHoldMs, MaxHoldMs, out int holdMs);
            _table.HoldMs = holdMs;
            return good ? "" : "'hold_ms' is 10 to 10000";
        }

        private string ReadReport(HidReader config)
        {
            for (HidToken token = config.Read(); token != HidToken.NodeEnd; token = config.Read())
            {
                if (token == HidToken.Attribute && HidText.Is(config.Tag, "period_ms"))
                {
                    bool good = HidText.TryNumber(config.Value, MinPeriodMs, MaxPeriodMs, out int periodMs);
                    ReportPeriodMs = periodMs;
                    if (!good)
                    {
                        return "'period_ms' is 100 to 3600000";
                    }
                }
                else if (token == HidToken.Attribute && HidText.Is(config.Tag, "label"))
                {
                    ReportLabel = HidText.String(config.Value);
                }
                else
                {
                    return HidErrorWords.Unexpected(config, token);
                }
            }

            return ReportPeriodMs != 0 ? "" : "a report needs 'period_ms'";
        }
    }
}
