// SPDX-License-Identifier: MIT
// The registers of the STM32F7's I2C controllers (RM0410 chapter 33). The controller counts the bytes of a message, up to 255 at once, and
// ends it by itself, also when it is refused.

using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>100 kHz, 400 kHz, and 1 MHz where the board has strong pull-ups and the pins' fast mode.</summary>
    public sealed class I2cF7 : I2c
    {
        private const int Control1 = 0x00; // I2C_CR1
        private const int Control2 = 0x04; // I2C_CR2
        private const int Timing = 0x10; // I2C_TIMINGR
        private const int Status = 0x18; // I2C_ISR
        private const int StatusClear = 0x1C; // I2C_ICR, the same bits
        private const int ReceivedData = 0x24; // I2C_RXDR
        private const int DataToSend = 0x28; // I2C_TXDR

        private const uint Enable = 1u << 0; // CR1 PE
        private const uint Interrupts = 0xF6; // CR1 ERRIE, TCIE, STOPIE, NACKIE, RXIE, TXIE

        private const uint ReadTransfer = 1u << 10; // CR2 RD_WRN
        private const uint StartCondition = 1u << 13; // START
        private const int CountShift = 16; // NBYTES
        private const uint Reload = 1u << 24; // there is more after these
        private const uint AutomaticStop = 1u << 25; // AUTOEND

        private const uint SendEmpty = 1u << 0; // ISR TXE; writing it drops what is in TXDR
        private const uint WantsByte = 1u << 1; // TXIS
        private const uint HasByte = 1u << 2; // RXNE
        private const uint NotAcknowledged = 1u << 4; // NACKF
        private const uint Stopped = 1u << 5; // STOPF
        private const uint CountDone = (1u << 6) | (1u << 7); // TC, TCR
        private const uint Errors = (1u << 8) | (1u << 9) | (1u << 10); // BERR, ARLO, OVR
        private const uint Busy = 1u << 15;

        private readonly Registers _registers;
        private readonly int _peripheralKhz;
        private bool _isRefused;
        private bool _isAddressed; // by a chunk before

        /// <param name="registers">The controller's registers.</param>
        /// <param name="events">Its event interrupt.</param>
        /// <param name="errors">Its error interrupt.</param>
        /// <param name="lines">Its pins.</param>
        /// <param name="peripheralHz">Its kernel clock, that of its bus unless the board chose another.</param>
        public I2cF7(Registers registers, InterruptLine events, InterruptLine errors, I2cLines lines, int peripheralHz)
            : base(events, errors, lines)
        {
            _registers = registers;
            _peripheralKhz = peripheralHz / 1000;
            Start();
        }

        private protected override bool IsBusy => (_registers[Status] & Busy) != 0;

        /// <inheritdoc/>
        public override void HandleInterrupt()
        {
            var status = _registers[Status];
            if ((status & Errors) != 0)
            {
                _registers[StatusClear] = Errors;
                Finish(I2cStep.ArbitrationLost);
                return;
            }

            while (!IsRead && (status & WantsByte) != 0 && Moved < Chunk && Left > 0)
            {
                _registers[DataToSend] = NextToSend();
                status = _registers[Status];
            }

            while (IsRead && (status & HasByte) != 0 && Moved < Chunk && Left > 0)
            {
                Received(_registers[ReceivedData]);
                status = _registers[Status];
            }

            if ((status & NotAcknowledged) != 0)
            {
                _registers[StatusClear] = NotAcknowledged;
                _isRefused = true; // the controller sends the STOP
            }

            if ((status & Stopped) != 0)
            {
                _registers[StatusClear] = Stopped;
                _registers[Status] = SendEmpty;
                Finish(!_isRefused ? I2cStep.Done : _isAddressed || Moved > 0 ? I2cStep.DataRefused : I2cStep.AddressRefused);
            }
            else if ((status & CountDone) != 0)
            {
                Finish(Left == 0 ? I2cStep.Done : I2cStep.NextChunk);
            }
        }

        private protected override void Reset(int clockHz)
        {
            _registers[Control1] = 0;
            _ = _registers[Control1]; // off for three periods of its clock
            _ = _registers[Control1];
            _registers[Timing] = TimingFor(clockHz, _peripheralKhz);
            _registers[Control1] = Enable;
        }

        private protected override void Begin()
        {
            _isRefused = false;
            _isAddressed = false;
            Go(StartCondition);
        }

        private protected override void GoOn()
        {
            _isAddressed = true;
            Go(0);
        }

        /// <summary>I2C_TIMINGR for the fastest of the three I2C speeds that is not above <paramref name="clockHz"/>. Edges and the
        /// controller's filters come on top, so the clock is some percent slower.</summary>
        internal static uint TimingFor(int clockHz, int peripheralKhz) =>
            clockHz >= 1_000_000 ? TimingOf(1000, 18, 170, 0, peripheralKhz)
            : clockHz >= 400_000 ? TimingOf(2500, 25, 400, 195, peripheralKhz)
            : TimingOf(10_000, 80, 1250, 195, peripheralKhz);

        // A unit of time that the fields can hold; SCL is low for 11/20 of the period; data is set up for as long as edge and
        // specification want (UM10204, table 10: tr + tSU;DAT), and held for as long as an edge may take (tf).
        private static uint TimingOf(int periodNs, int unitNs, int setUpNs, int holdNs, int peripheralKhz)
        {
            var prescaler = RoundUp(unitNs * peripheralKhz, 1_000_000);
            var periods = RoundUp(periodNs * (peripheralKhz / 100), prescaler * 10_000);
            var low = RoundUp(periods * 11, 20);
            var setUp = RoundUp(setUpNs * (peripheralKhz / 100), prescaler * 10_000);
            var hold = RoundUp(holdNs * (peripheralKhz / 100), prescaler * 10_000);
            return ((uint)(prescaler - 1) << 28)
                | ((uint)(setUp - 1) << 20)
                | ((uint)hold << 16)
                | ((uint)(periods - low - 1) << 8)
                | (uint)(low - 1);
        }

        private static int RoundUp(int a, int b) => (a + b - 1) / b;

        private void Go(uint start)
        {
            var count = Left < Chunk ? Left : Chunk;
            _registers[Control2] = start
                | ((uint)(Target >> 1) << 1)
                | (IsRead ? ReadTransfer : 0)
                | ((uint)count << CountShift)
                | (count < Left ? Reload : EndsWithStop ? AutomaticStop : 0);
            _registers[Control1] = Enable | Interrupts;
        }

        private void Finish(I2cStep step)
        {
            _registers[Control1] = Enable;
            Tell(step);
        }

    }
}
