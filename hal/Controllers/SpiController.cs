// SPDX-License-Identifier: MIT
// What System.Device.Spi asks of a chip's SPI controller. Every wait in it is bounded, so a transfer ends whatever happens.

using System;

namespace Wardstone.Controllers
{
    /// <summary>How a transfer ended. A device has no say in it: it is there, or what comes is whatever the line's pull gives.</summary>
    public enum SpiOutcome
    {
        /// <summary>Every byte was clocked.</summary>
        Done,

        /// <summary>A byte came before the one before it was fetched, and is lost.</summary>
        Overrun,

        /// <summary>Another controller has the bus.</summary>
        ModeFault,

        /// <summary>The DMA could not reach what it was to move.</summary>
        MemoryError,

        /// <summary>The controller hangs.</summary>
        Timeout,

        /// <summary>The controller has no such transfer, and clocked nothing: it may have one direction at a time only, fewer modes, or
        /// chip selects of its own.</summary>
        NotPossible,
    }

    /// <summary>The controller of one SPI bus.</summary>
    public abstract class SpiController : Device
    {
        private static readonly SpiController[] Buses = new SpiController[8];

        /// <summary>Slowest and fastest clock in hertz.</summary>
        public abstract int MinClockHz { get; }

        /// <inheritdoc cref="MinClockHz"/>
        public abstract int MaxClockHz { get; }

        /// <summary>Makes this controller the one of bus <paramref name="busId"/>, 1 to 7. Once, while the board starts.</summary>
        public void Attach(int busId) => Buses[busId] = this;

        /// <summary>The controller of a bus, which becomes that of the component that asks.</summary>
        /// <exception cref="ArgumentException">There is no such bus, or it is another component's.</exception>
        public static SpiController OfBus(int busId)
        {
            if ((uint)busId >= (uint)Buses.Length || Buses[busId] == null)
            {
                throw new ArgumentException("No such SPI bus.");
            }

            return Buses[busId].TryClaim(Devices.CurrentOwner)
                ? Buses[busId]
                : throw new ArgumentException("The SPI bus is another component's.");
        }

        /// <summary>
        /// Selects, clocks as many bytes as the longer one has, deselects. Where <paramref name="write"/> is shorter zeros
        /// go out; where <paramref name="read"/> is shorter what comes is dropped.
        /// </summary>
        /// <param name="chipSelect">The pin to drive low meanwhile; -1 leaves it to the caller.</param>
        /// <param name="clockHz">The fastest clock that the device allows.</param>
        /// <param name="mode">Clock polarity in bit 1, phase in bit 0.</param>
        /// <param name="write">Bytes to send.</param>
        /// <param name="read">Where received bytes go; after a failure its contents are not defined.</param>
        public abstract SpiOutcome Transfer(int chipSelect, int clockHz, int mode, SpanByte write, SpanByte read);
    }
}
