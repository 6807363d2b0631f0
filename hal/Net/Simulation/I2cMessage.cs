// SPDX-License-Identifier: MIT
using System.Collections.Generic;
using System.Device.I2c;
using System.Text;

namespace Wardstone.Simulation
{
    /// <summary>One message as it went over a simulated I2C bus.</summary>
    public sealed class I2cMessage
    {
        /// <summary>It followed the one before without a STOP.</summary>
        public bool IsRepeatedStart { get; init; }

        /// <summary>Seven bits, without the bit for reading.</summary>
        public int Address { get; init; }

        public bool IsRead { get; init; }

        public I2cBusSpeed Speed { get; init; }

        /// <summary>Whoever sent them; the last one may not have been acknowledged.</summary>
        public List<byte> Bytes { get; } = new();

        /// <summary>The target did not acknowledge the last of Bytes, or, without any, its address.</summary>
        public bool IsRefused { get; internal set; }

        /// <summary>A STOP followed; else a repeated START, or nothing, since the bus failed.</summary>
        public bool HasStop { get; internal set; }

        /// <summary>S (Sr when repeated), address, r or w, the bytes, N if the last of all that was refused, P for a STOP.</summary>
        public override string ToString()
        {
            var text = new StringBuilder($"{(IsRepeatedStart ? "Sr" : "S")}{Address:X2}{(IsRead ? 'r' : 'w')}");
            foreach (var value in Bytes)
            {
                text.Append($" {value:X2}");
            }

            return text.Append(IsRefused ? " N" : "").Append(HasStop ? " P" : "").ToString();
        }
    }
}
