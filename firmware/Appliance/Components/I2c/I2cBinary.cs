// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>i2c: provides I2c, one device a label.</summary>
    public sealed class I2cBinary : Binary
    {
        public override string Name => "i2c";

        public override Component Create() => new I2cComponent();

        public override Portal CreatePortal(string service) => service == "I2c" ? new I2cPortal() : null;
    }
}
