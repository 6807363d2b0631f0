// SPDX-License-Identifier: MIT
// The temperature sensor TI TMP105 on I2C, and whatever else has the registers of an LM75 with twelve bits. It measures all the time;
// each read gives what it measured last, as a line of text in degrees Celsius: "23.5000 C", "-0.0625 C".
// It sets nothing but the resolution, and leaves the alert pin alone.
//
// There is no register that says what it is, so a wrong device at its address is found only where it sets bits that a sensor never sets.

using System;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>`driver: tmp105`.</summary>
    public sealed class Tmp105Driver : CharDriver
    {
        /// <inheritdoc/>
        public override string Name => "tmp105";

        /// <inheritdoc/>
        public override ICharDevice Create(IBusDevice bus) => new Tmp105(bus);
    }

    /// <summary>A TMP105. Bound of a read: two transfers of the device below.</summary>
    public sealed class Tmp105 : CharDevice
    {
        // The pointer register's values: which register a transfer is about.
        private const byte Temperature = 0;
        private const byte Configuration = 1;

        // R1 and R0 set, all else as after power-up: it measures all the time, and takes up to 320 ms for each value.
        private const byte TwelveBits = 0x60;

        // The register holds 1/16 degree from bit 4 on; the bits below are always 0.
        private const int NoBits = 0x0F;
        private const int Sixteenth = 625; // 0.0625

        private readonly ICharDevice _device;
        private readonly byte[] _pointer = { Temperature };
        private readonly byte[] _setup = { Configuration, TwelveBits };
        private readonly byte[] _value = new byte[2];
        private bool _isSetUp;

        /// <param name="device">The sensor on its bus, at 0x48 to 0x4f.</param>
        public Tmp105(ICharDevice device) => _device = device;

        /// <inheritdoc/>
        /// <returns>Ok; ProtocolError if what answers is no such sensor; TooLong if the line does not fit; what the bus says.</returns>
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            count = 0;
            IoStatus status = Measured(timeoutMs, out int sixteenths);

            // One that failed may have been without power, and then measures with nine bits.
            _isSetUp = status == IoStatus.Ok;
            return status == IoStatus.Ok ? FixedPoint.PutLine(buffer, sixteenths * Sixteenth, 4, "C", out count) : status;
        }

        private IoStatus Measured(int timeoutMs, out int sixteenths)
        {
            sixteenths = 0;
            IoStatus status = _isSetUp ? IoStatus.Ok : _device.Write(_setup, timeoutMs);
            if (status != IoStatus.Ok)
            {
                return status;
            }

            status = _device.Transfer(_pointer, _value, timeoutMs, out int count);
            if (status == IoStatus.Ok && (count != _value.Length || (_value[1] & NoBits) != 0))
            {
                return IoStatus.ProtocolError;
            }

            sixteenths = (short)((_value[0] << 8) | _value[1]) >> 4;
            return status;
        }
    }
}
