// SPDX-License-Identifier: MIT
// Gives devices on I2C buses to who may have them: a session's label names one of the devices of the configuration, so the routes
// decide who reaches which, and nobody reaches an address that is not listed. It moves bytes and knows nothing of what they mean.

using System;
using System.Device.I2c;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="BusBinary"/>.</summary>
    /// <remarks>
    /// config
    ///   + device NAME          as often as there are devices, at most 8
    ///     bus: NUMBER          required
    ///     address: 8 to 0x77   required; 7 bits, without the bit for reading
    ///     clock_khz: 100, 400 or 1000    400 unless it is set
    /// </remarks>
    public sealed class BusComponent : Component
    {
        private const int MaxDevices = 8;
        private const int MaxBus = 0xFFFF;
        private const int MinAddress = 0x08;
        private const int MaxAddress = 0x77;

        private readonly string[] _names = new string[MaxDevices];
        private readonly IBusDevice[] _devices = new IBusDevice[MaxDevices];
        private readonly Bus _bus = new Bus();
        private int _count;

        public override void Construct(Env env)
        {
            HidReader config = env.Config();
            string problem = Read(config);
            if (problem.Length != 0)
            {
                env.Refuse(config, problem);
            }
        }

        public override object Open(string service, string label) => Find(SessionLabel.Last(label));

        // Each of these reads one node to its end, and returns what is wrong where the reader stands.
        private string Read(HidReader config)
        {
            for (HidToken token = config.Read(); token != HidToken.NodeEnd && token != HidToken.End; token = config.Read())
            {
                string problem = token == HidToken.Node && HidText.Is(config.Tag, "device")
                    ? ReadDevice(config)
                    : HidErrorWords.Unexpected(config, token);
                if (problem.Length != 0)
                {
                    return problem;
                }
            }

            return "";
        }

        private string ReadDevice(HidReader config)
        {
            string name = "";
            int bus = -1;
            int address = 0;
            I2cBusSpeed speed = I2cBusSpeed.FastMode;
            for (HidToken token = config.Read(); token != HidToken.NodeEnd; token = config.Read())
            {
                string problem = "";
                if (token != HidToken.Attribute)
                {
                    problem = HidErrorWords.Unexpected(config, token);
                }
                else if (HidText.Is(config.Tag, "name"))
                {
                    name = HidText.String(config.Value);
                    problem = Find(name) == null ? "" : "there is a device of this name already";
                }
                else if (HidText.Is(config.Tag, "bus"))
                {
                    problem = HidText.TryNumber(config.Value, MaxBus, out bus) ? "" : "'bus' is the number of a bus";
                }
                else if (HidText.Is(config.Tag, "address"))
                {
                    bool good = HidText.TryNumber(config.Value, MaxAddress, out address) && address >= MinAddress;
                    problem = good ? "" : "'address' is 0x08 to 0x77";
                }
                else if (HidText.Is(config.Tag, "clock_khz"))
                {
                    problem = TrySpeed(config.Value, out speed) ? "" : "'clock_khz' is 100, 400 or 1000";
                }
                else
                {
                    problem = HidErrorWords.Unexpected(config, token);
                }

                if (problem.Length != 0)
                {
                    return problem;
                }
            }

            bool complete = name.Length != 0 && bus >= 0 && address != 0;
            return complete ? Add(name, bus, address, speed) : "a device needs a name, 'bus' and 'address'";
        }

        private string Add(string name, int bus, int address, I2cBusSpeed speed)
        {
            if (_count == MaxDevices)
            {
                return "there are more than 8 devices";
            }

            try
            {
                _devices[_count] = new I2cBusDevice(_bus, new I2cSettings(bus, address) { Speed = speed });
            }
            catch (ArgumentException)
            {
                return "the board has no I2C bus of this number";
            }

            _names[_count] = name;
            _count++;
            return "";
        }

        private IBusDevice Find(string name)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_names[i] == name)
                {
                    return _devices[i];
                }
            }

            return null;
        }

        private static bool TrySpeed(SpanByte text, out I2cBusSpeed speed)
        {
            speed = HidText.Is(text, "100") ? I2cBusSpeed.StandardMode
                : HidText.Is(text, "400") ? I2cBusSpeed.FastMode
                : I2cBusSpeed.FastModePlus;
            return speed != I2cBusSpeed.FastModePlus || HidText.Is(text, "1000");
        }
    }
}
