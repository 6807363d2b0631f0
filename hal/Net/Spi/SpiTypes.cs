// SPDX-License-Identifier: MIT
// nanoFramework's System.Device.Spi for .NET: how a device is connected.

using System.Device.Gpio;

namespace System.Device.Spi
{
    public enum SpiMode
    {
        Mode0,
        Mode1,
        Mode2,
        Mode3,
    }

    public enum DataFlow
    {
        MsbFirst,
        LsbFirst,
    }

    public enum SpiBusConfiguration
    {
        FullDuplex,
        HalfDuplex,
        Simplex,
    }

    public enum SpiSharingMode
    {
        Exclusive,
        Shared,
    }

    public sealed class SpiBusInfo
    {
        internal SpiBusInfo(int minClockFrequency, int maxClockFrequency)
        {
            MinClockFrequency = minClockFrequency;
            MaxClockFrequency = maxClockFrequency;
        }

        /// <summary>In hertz.</summary>
        public int MaxClockFrequency { get; }

        /// <inheritdoc cref="MaxClockFrequency"/>
        public int MinClockFrequency { get; }
    }

    public sealed class SpiConnectionSettings
    {
        /// <param name="busId">Number of the bus.</param>
        /// <param name="chipSelectLine">The pin that the device drives during each transfer; -1 leaves it to its user.</param>
        public SpiConnectionSettings(int busId, int chipSelectLine = -1)
        {
            BusId = busId;
            ChipSelectLine = chipSelectLine;
        }

        internal SpiConnectionSettings(SpiConnectionSettings other)
            : this(other.BusId, other.ChipSelectLine)
        {
            Mode = other.Mode;
            DataBitLength = other.DataBitLength;
            ClockFrequency = other.ClockFrequency;
            DataFlow = other.DataFlow;
            ChipSelectLineActiveState = other.ChipSelectLineActiveState;
            Configuration = other.Configuration;
        }

        public int BusId { get; set; }

        public int ChipSelectLine { get; set; }

        public SpiMode Mode { get; set; }

        public int DataBitLength { get; set; } = 8;

        /// <summary>In hertz.</summary>
        public int ClockFrequency { get; set; } = 500_000;

        public DataFlow DataFlow { get; set; }

        public PinValue ChipSelectLineActiveState { get; set; }

        public SpiBusConfiguration Configuration { get; set; }
    }

    public class SpiDeviceAlreadyInUseException : Exception
    {
        public override string ToString() => "another SpiDevice uses this chip select";
    }
}
