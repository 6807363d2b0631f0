// SPDX-License-Identifier: MIT
// The registers of the STM32F4's I2C controllers (RM0090 chapter 27). The controller acknowledges a byte before anybody can look at it,
// so a read has to say early which one is the last, differently for one, two and more bytes (RM0090 27.3.3).
//
// Bytes are moved at BTF alone: then the controller holds the clock until the handler has acted, whenever that is, and a byte that was
// sent has been acknowledged. That costs a stretch of the clock a byte.

using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>100 kHz and 400 kHz.</summary>
    public sealed class I2cF4 : I2c
    {
        private const int Control1 = 0x00; // I2C_CR1
        private const int Control2 = 0x04; // I2C_CR2
        private const int Data = 0x10; // I2C_DR
        private const int Status1 = 0x14; // I2C_SR1
        private const int Status2 = 0x18; // I2C_SR2
        private const int ClockControl = 0x1C; // I2C_CCR
        private const int RiseTime = 0x20; // I2C_TRISE

        private const uint Enable = 1u << 0; // CR1 PE
        private const uint StartCondition = 1u << 8; // START
        private const uint StopCondition = 1u << 9; // STOP
        private const uint Acknowledge = 1u << 10; // ACK
        private const uint AcknowledgeNext = 1u << 11; // POS: ACK is for the byte after the one that is being received
        private const uint SoftwareReset = 1u << 15; // SWRST

        private const uint ErrorInterrupt = 1u << 8; // CR2 ITERREN
        private const uint EventInterrupt = 1u << 9; // ITEVTEN
        private const uint BufferInterrupt = 1u << 10; // ITBUFEN: RXNE and TXE too

        private const uint Started = 1u << 0; // SR1 SB
        private const uint Addressed = 1u << 1; // ADDR; reading SR1 and then SR2 clears it and lets the clock go
        private const uint ByteFinished = 1u << 2; // BTF: the clock is held until the data register was used
        private const uint HasByte = 1u << 6; // RXNE
        private const uint NotAcknowledged = 1u << 10; // AF
        private const uint Disturbed = (1u << 8) | (1u << 9) | (1u << 11); // BERR, ARLO, OVR
        private const uint Busy = 1u << 1; // SR2 BUSY
        private const uint FastMode = 1u << 15; // CCR F/S: low for two thirds

        private readonly Registers _registers;
        private readonly int _peripheralHz;
        private bool _isAddressed;

        /// <param name="registers">The controller's registers.</param>
        /// <param name="events">Its event interrupt.</param>
        /// <param name="errors">Its error interrupt.</param>
        /// <param name="lines">Its pins.</param>
        /// <param name="peripheralHz">The clock of its bus, 4 to 50 MHz.</param>
        public I2cF4(Registers registers, InterruptLine events, InterruptLine errors, I2cLines lines, int peripheralHz)
            : base(events, errors, lines)
        {
            _registers = registers;
            _peripheralHz = peripheralHz;
            Start();
        }

        private protected override bool IsBusy =>
            (_registers[Status2] & Busy) != 0 || (_registers[Control1] & StopCondition) != 0;

        private uint Frequency => (uint)(_peripheralHz / 1_000_000); // CR2 FREQ

        /// <inheritdoc/>
        public override void HandleInterrupt()
        {
            var status = _registers[Status1];
            if ((status & Disturbed) != 0)
            {
                _registers[Status1] = ~Disturbed;
                Finish(I2cStep.ArbitrationLost);
            }
            else if ((status & NotAcknowledged) != 0)
            {
                _registers[Status1] = ~NotAcknowledged;
                _registers[Control1] = Enable | StopCondition;
                Finish(_isAddressed ? I2cStep.DataRefused : I2cStep.AddressRefused);
            }
            else if ((status & Started) != 0)
            {
                _registers[Data] = (uint)Target;
            }
            else if ((status & Addressed) != 0)
            {
                _isAddressed = true;
                HandleAddressed();
            }
            else if (!_isAddressed)
            {
                return; // what is left of the message before
            }
            else if (!IsRead && (status & ByteFinished) != 0)
            {
                Send();
            }
            else if (IsRead)
            {
                Receive(status);
            }
        }

        private protected override void Reset(int clockHz)
        {
            _registers[Control1] = SoftwareReset;
            _registers[Control1] = 0;
            _registers[Control2] = Frequency;
            var isFast = clockHz >= 400_000;
            var divider = isFast ? 3 * 400_000 : 2 * 100_000;
            _registers[ClockControl] = (uint)((_peripheralHz + divider - 1) / divider) | (isFast ? FastMode : 0);
            _registers[RiseTime] = (isFast ? Frequency * 3 / 10 : Frequency) + 1; // 300 ns, 1000 ns
            _registers[Control1] = Enable;
        }

        private protected override void Begin()
        {
            _isAddressed = false;
            var acknowledge = !IsRead ? 0 : Left == 2 ? Acknowledge | AcknowledgeNext : Acknowledge;
            _registers[Control1] = Enable | StartCondition | acknowledge;
            _registers[Control2] = Frequency | EventInterrupt | ErrorInterrupt;
        }

        private protected override void GoOn() => _registers[Control2] = Frequency | EventInterrupt | ErrorInterrupt;

        private void HandleAddressed()
        {
            if (!IsRead)
            {
                _ = _registers[Status2];
                Send();
            }
            else if (Left == 1)
            {
                _registers[Control1] = Enable;
                _ = _registers[Status2];
                _registers[Control1] = Enable | StopCondition;
                _registers[Control2] = Frequency | EventInterrupt | ErrorInterrupt | BufferInterrupt; // one byte makes no BTF
            }
            else
            {
                _ = _registers[Status2];
                if (Left == 2)
                {
                    _registers[Control1] = Enable | AcknowledgeNext;
                }
            }
        }

        private void Send()
        {
            if (Left > 0 && Moved < Chunk)
            {
                _registers[Data] = NextToSend();
            }
            else if (Left > 0)
            {
                Finish(I2cStep.NextChunk);
            }
            else
            {
                if (EndsWithStop)
                {
                    _registers[Control1] = Enable | StopCondition;
                }
                else
                {
                    _ = _registers[Data]; // clears BTF, which would stand until the next START
                }

                Finish(I2cStep.Done);
            }
        }

        private void Receive(uint status)
        {
            if (Left == 1 && (status & HasByte) != 0)
            {
                Received(_registers[Data]);
                Finish(I2cStep.Done);
            }
            else if ((status & ByteFinished) == 0)
            {
                return;
            }
            else if (Left == 2)
            {
                _registers[Control1] = Enable | StopCondition;
                Received(_registers[Data]);
                Received(_registers[Data]);
                Finish(I2cStep.Done);
            }
            else if (Left > 3 && Moved >= Chunk)
            {
                Finish(I2cStep.NextChunk);
            }
            else
            {
                // Two are in the controller, and the third from the end is the last that is acknowledged.
                if (Left == 3)
                {
                    _registers[Control1] = Enable;
                }

                Received(_registers[Data]);
            }
        }

        private void Finish(I2cStep step)
        {
            _registers[Control2] = Frequency;
            Tell(step);
        }
    }
}
