// SPDX-License-Identifier: MIT
// What System.Device.I2c asks of a chip's I2C controller. A controller is the only one on its bus and serves one
// thread at a time. Every wait in it is bounded, so a transfer ends whatever the bus and the device do.

using System;

namespace Wardstone.Controllers
{
    /// <summary>How a transfer ended. Each failure names its likely cause.</summary>
    public enum I2cOutcome
    {
        /// <summary>Every byte was transferred.</summary>
        Done,

        /// <summary>Nobody acknowledged the address: the device is absent, unpowered or busy.</summary>
        AddressNotAcknowledged,

        /// <summary>The device did not acknowledge a byte that was written to it.</summary>
        DataNotAcknowledged,

        /// <summary>The device holds the clock low for longer than the controller's bound, or the controller hangs.</summary>
        Timeout,

        /// <summary>Another controller, or noise, drove the bus at the same time.</summary>
        ArbitrationLost,

        /// <summary>A line is stuck low, and clocking the bus did not free it.</summary>
        BusStuck,
    }

    /// <summary>The controller of one I2C bus.</summary>
    public abstract class I2cController : Device
    {
        private static readonly I2cController[] Buses = new I2cController[16];

        /// <summary>Makes this controller the one of bus <paramref name="busId"/>, 0 to 15. Once, while the board starts.</summary>
        public void Attach(int busId) => Buses[busId] = this;

        /// <summary>The controller of a bus, which becomes that of the component that asks.</summary>
        /// <exception cref="ArgumentException">There is no such bus, or it is another component's.</exception>
        public static I2cController OfBus(int busId)
        {
            if ((uint)busId >= (uint)Buses.Length || Buses[busId] == null)
            {
                throw new ArgumentException("No such I2C bus.");
            }

            return Buses[busId].TryClaim(Devices.CurrentOwner)
                ? Buses[busId]
                : throw new ArgumentException("The I2C bus is another component's.");
        }

        /// <summary>
        /// START, address, the bytes of <paramref name="write"/>; then, if <paramref name="read"/> is not empty, a START
        /// (repeated if anything was written), address and the bytes read, the last one not acknowledged; STOP.
        /// With both empty only the address is sent, to see whether the device is there.
        /// </summary>
        /// <param name="address">Seven bits, not shifted.</param>
        /// <param name="clockHz">The fastest clock that the device allows, 100,000 or more.</param>
        /// <param name="write">Bytes to send.</param>
        /// <param name="read">Where received bytes go; after a failure its contents are not defined.</param>
        /// <param name="transferred">Bytes known to have been acknowledged or received, addresses not counted.</param>
        public abstract I2cOutcome Transfer(int address, int clockHz, SpanByte write, SpanByte read, out int transferred);
    }
}
