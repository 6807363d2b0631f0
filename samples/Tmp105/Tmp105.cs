// SPDX-License-Identifier: MIT
// The temperature sensor TI TMP105 on I2C (datasheet SLLS648D), and others with the registers of an LM75 and twelve bits: TMP75, TMP175.
// It measures all the time; a read gives what it measured last. Alert pin, thresholds and one-shot mode are not here.
//
// Nothing in the sensor says what it is. Each call is one or two transfers and allocates nothing; one thread at a time.

using System;
using System.Device.I2c;

namespace Samples.Tmp105
{
    /// <summary>A TMP105.</summary>
    public class Tmp105 : IDisposable
    {
        /// <summary>How long the first measurement after power-up may take ("Electrical Characteristics", twelve bits); until then the
        /// sensor reads 0.</summary>
        public const int FirstMeasurementMs = 320;

        // "Serial Bus Address": 1001xxx.
        private const int LowestAddress = 0x48;
        private const int HighestAddress = 0x4F;

        // Table 2, the pointer register: which register a transfer is about.
        private const byte Temperature = 0;
        private const byte Configuration = 1;

        // "Configuration Register": R1 and R0 set are twelve bits; SD clear, it measures all the time; all else as after power-up.
        private const byte TwelveBits = 0x60;

        private readonly I2cDevice _device;
        private readonly byte[] _setup = { Configuration, TwelveBits };
        private readonly byte[] _pointer = { Temperature };
        private readonly byte[] _value = new byte[2];

        /// <param name="device">Address 0x48 to 0x4F, at up to 400 kHz. It is the sensor's from now on.</param>
        /// <exception cref="ArgumentNullException">There is none.</exception>
        /// <exception cref="ArgumentException">No such sensor has its address.</exception>
        public Tmp105(I2cDevice device)
        {
            if (device == null)
            {
                throw new ArgumentNullException();
            }

            int address = device.ConnectionSettings.DeviceAddress;
            if (address < LowestAddress || address > HighestAddress)
            {
                throw new ArgumentException("A TMP105 has an address from 0x48 to 0x4F.");
            }

            _device = device;
        }

        /// <summary>Has it measure with twelve bits. After power-up it does so with nine.</summary>
        /// <returns>FullTransfer, or how the bus failed: SlaveAddressNotAcknowledged if nobody is there.</returns>
        public I2cTransferStatus Start()
        {
            return _device.Write(_setup).Status;
        }

        /// <summary>Reads what it measured last.</summary>
        /// <param name="milliCelsius">Thousandths of a degree, towards zero; 0 if the bus failed.</param>
        /// <returns>FullTransfer, or how the bus failed.</returns>
        public I2cTransferStatus Read(out int milliCelsius)
        {
            milliCelsius = 0;
            I2cTransferStatus status = _device.WriteRead(_pointer, _value).Status;
            if (status == I2cTransferStatus.FullTransfer)
            {
                // Tables 3 to 5: sixteenths of a degree in bits 15 to 4, two's complement.
                int sixteenths = (short)((_value[0] << 8) | _value[1]) >> 4;
                milliCelsius = sixteenths * 125 / 2;
            }

            return status;
        }

        /// <summary>Disposes of the device. The sensor goes on measuring.</summary>
        public void Dispose()
        {
            _device.Dispose();
        }
    }
}
