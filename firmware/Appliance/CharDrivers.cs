// SPDX-License-Identifier: MIT
// The drivers that a file of the VFS or a component `driver` can be made of: one line for each. None of them runs unless init.hid says so.

using Wardstone.Drivers;

namespace Wardstone.Appliance
{
    /// <summary>The character drivers of the product.</summary>
    public static class CharDrivers
    {
        public static CharDriver[] All() => new CharDriver[]
        {
            new Tmp105Driver(),
            new TpmI2cDriver(),
            new TpmSpiDriver(),
        };
    }
}
