// SPDX-License-Identifier: MIT
using System.Runtime;
using Wardstone.Kernel;

namespace Wardstone.Controllers
{
    /// <summary>The devices of the board, for the kernel.</summary>
    internal static class Devices
    {
        private const int Most = 24;

        private static Device[] s_all;
        private static int s_count;
        private static PinController s_pins;

        /// <summary>The domain that the current thread is in; 0 is the system.</summary>
        public static int CurrentOwner => DeviceOwners.Current;

        /// <summary>While the board starts.</summary>
        public static void Add(Device device)
        {
            s_all ??= new Device[Most];
            s_all[s_count] = device;
            s_count++;
        }

        /// <inheritdoc cref="Add(Device)"/>
        public static void Add(PinController pins) => s_pins = pins;

        // Controllers first: whoever drives a chip select has stopped before that goes up.
        [RuntimeExport("Devices_QuietAllOf")]
        private static void QuietAllOf(int owner)
        {
            for (var i = 0; i < s_count; i++)
            {
                if (s_all[i].Owner == owner)
                {
                    s_all[i].Quiet();
                }
            }

            s_pins?.QuietAllOf(owner);
        }
    }
}
