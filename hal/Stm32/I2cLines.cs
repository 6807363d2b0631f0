// SPDX-License-Identifier: MIT
// The two lines of an I2C bus as pins. The controllers of the STM32 do not show what level a line has, and cannot clock a device free
// that holds the data line: for that the pins are driven here, open-drain as they are, at less than 1 kHz.

using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>Both pins, in one port, connected to the controller as open-drain before.</summary>
    public sealed class I2cLines
    {
        private const int Mode = 0x00; // GPIOx_MODER, two bits a pin
        private const int Input = 0x10; // GPIOx_IDR
        private const int SetAndReset = 0x18; // GPIOx_BSRR: sets in the lower half, resets in the upper one
        private const uint IsOutput = 1;
        private const uint IsFunction = 2;
        private const int Clocks = 9; // a byte and its acknowledgement

        private readonly Registers _port;
        private readonly int _clock;
        private readonly int _data;
        private readonly Signal _pause = new Signal(); // which nobody sets

        /// <param name="port">The registers of the port that has both pins.</param>
        /// <param name="clock">SCL's pin in it, 0 to 15.</param>
        /// <param name="data">SDA's.</param>
        public I2cLines(Registers port, int clock, int data)
        {
            _port = port;
            _clock = clock;
            _data = data;
        }

        /// <summary>Whether nobody holds a line low.</summary>
        public bool AreFree => IsHigh(_clock) && IsHigh(_data);

        /// <summary>Gives the pins to the controller, wherever <see cref="Free"/> was.</summary>
        public void Connect() => SetMode(IsFunction);

        /// <summary>Clocks until the data line is high, and ends with a STOP. It takes 22 ms at most.</summary>
        public void Free()
        {
            Drive(_clock, true);
            Drive(_data, true);
            SetMode(IsOutput);
            for (var i = 0; i < Clocks && IsHigh(_clock) && !IsHigh(_data); i++)
            {
                Drive(_clock, false);
                Drive(_clock, true);
            }

            Drive(_clock, false);
            Drive(_data, false);
            Drive(_clock, true);
            Drive(_data, true);
            Connect();
        }

        private bool IsHigh(int pin) => (_port[Input] >> pin & 1) != 0;

        private void Drive(int pin, bool isHigh)
        {
            _port[SetAndReset] = 1u << pin << (isHigh ? 0 : 16);
            _ = _pause.Wait(1);
        }

        private void SetMode(uint mode)
        {
            var mask = (3u << (2 * _clock)) | (3u << (2 * _data));
            _port.Change(Mode, mask, (mode << (2 * _clock)) | (mode << (2 * _data)));
        }
    }
}
