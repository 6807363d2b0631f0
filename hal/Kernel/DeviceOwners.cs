// SPDX-License-Identifier: MIT
// Between domains, which the kernel knows, and devices, which hal/Controllers knows. A domain's number is its address.

using System.Runtime;
using System.Runtime.CompilerServices;

namespace Wardstone.Kernel
{
    internal static unsafe class DeviceOwners
    {
        /// <summary>The number of the domain that the current thread is in; 0 is the system.</summary>
        public static int Current => ThreadBlock.Current->IsInDomain ? (int)ThreadBlock.Current->Portal->Domain : 0;

        /// <summary>A domain died: its devices are quieted, and nobody's. For handlers too. Without drivers, devices.S.</summary>
        [RuntimeImport("*", "Devices_QuietAllOf")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern void QuietAllOf(int owner);

        /// <summary>In the handler of interrupt <paramref name="number"/>, whose line is off already: its device interrupts without end.
        /// That ends the domain it belongs to, or the board if it is the system's.</summary>
        public static void OnStorm(int owner, int number)
        {
            if (owner != 0)
            {
                Deaths.Doom((Domain*)owner, FaultCode.InterruptStorm);
                return;
            }

            Fault.Stop("interrupt-storm", (uint)number, FaultCode.InterruptStorm);
        }
    }
}
