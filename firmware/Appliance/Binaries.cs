// SPDX-License-Identifier: MIT
// What init.hid can start: one line for each component in Components/. None of them runs unless init.hid says so.

using Wardstone.Components;
using Wardstone.Runtime;

namespace Wardstone.Appliance
{
    /// <summary>The binaries of the product.</summary>
    public static class Binaries
    {
        public static Binary[] All() => new Binary[]
        {
            new BusBinary(),
            new DriverBinary(CharDrivers.All()),
            new EntropyBinary(),
            new HostLinkBinary(),
            new MeasuredBootBinary(),
            new ReportBinary(),
            new UartLogBinary(),
            new VfsBinary(CharDrivers.All()),
        };
    }
}
