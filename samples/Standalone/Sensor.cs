// SPDX-License-Identifier: MIT
// The temperature of a TMP105, in its finest resolution: TI's SBOS265, tables 3 to 8.

using System.Device.I2c;
using System.Threading;

namespace Standalone
{
    /// <summary>What the sensor last said, or why it did not. Read and shown by two threads.</summary>
    public class Sensor
    {
        private const byte TemperatureRegister = 0;
        private const byte ConfigurationRegister = 1;
        private const byte Resolution = 0x60; // R1 and R0: 12 bits, a sixteenth of a degree

        private readonly I2cDevice _device;
        private readonly byte[] _register = { TemperatureRegister };
        private readonly byte[] _data = new byte[2];
        private readonly AutoResetEvent _isNew = new AutoResetEvent(false);
        private I2cTransferStatus _status;
        private int _sixteenths;

        public Sensor(I2cDevice device)
        {
            _device = device;
            _status = device.Write(new byte[] { ConfigurationRegister, Resolution }).Status;
        }

        /// <summary>Asks the sensor.</summary>
        public void Read()
        {
            var status = _device.WriteRead(_register, _data).Status;
            lock (_isNew)
            {
                _status = status;
                _sixteenths = (short)((_data[0] << 8) | _data[1]) >> 4;
            }

            _isNew.Set();
        }

        /// <summary>Returns after the next Read.</summary>
        public void WaitForNext() => _isNew.WaitOne();

        /// <summary>In degrees Celsius.</summary>
        public string Text()
        {
            lock (_isNew)
            {
                if (_status != I2cTransferStatus.FullTransfer)
                {
                    return "no answer, I2cTransferStatus " + (int)_status;
                }

                var magnitude = _sixteenths < 0 ? -_sixteenths : _sixteenths;
                return (_sixteenths < 0 ? "-" : "") + (magnitude / 16) + "." + (magnitude % 16 * 10 / 16) + " C";
            }
        }
    }
}
