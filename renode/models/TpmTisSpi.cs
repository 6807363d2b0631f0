// SPDX-License-Identifier: MIT
// A TPM 2.0 on SPI for Renode (PC Client PTP, TIS over SPI): the repository's model of a TPM on an SPI controller, with swtpm behind it.
//
//     tpm: Wardstone.TpmTisSpi @ spi1
//         port: 2321
//         IRQ -> gpioPortF@12
//     gpioPortD:
//         14 -> tpm@0
//         15 -> tpm@1

using Antmicro.Renode.Core;
using Antmicro.Renode.Peripherals;
using Antmicro.Renode.Peripherals.SPI;
using Wardstone.Simulation;

namespace Antmicro.Renode.Peripherals.Wardstone
{
    /// <summary>Inputs: 0 is CS#, 1 is RST#, both active low. Only CS# frames: controllers end transfers as they like.</summary>
    public class TpmTisSpi : TpmPart, ISPIPeripheral
    {
        private const int ChipSelectInput = 0;
        private const byte PulledUp = 0xFF;

        private readonly TpmSpiTarget _spi;
        private bool _selectWasHigh;
        private bool _isSelected;

        /// <param name="machine">Given by Renode.</param>
        /// <param name="port">swtpm's port for commands; the next one is its control channel.</param>
        /// <param name="host">Where swtpm listens.</param>
        /// <param name="waitStates">Bytes of wait state in each frame.</param>
        public TpmTisSpi(IMachine machine, int port, string host = "127.0.0.1", int waitStates = 0)
            : base(machine, port, host)
        {
            _spi = new TpmSpiTarget(Model) { WaitStates = new[] { waitStates } };
            AddKnobs(new TpmKnobs(Model, _spi));
        }

        /// <summary>Eight clocks.</summary>
        public byte Transmit(byte data) => _isSelected ? _spi.Transfer(data) : PulledUp;

        /// <summary>Means nothing: chip select frames.</summary>
        public void FinishTransmission()
        {
        }

        /// <inheritdoc/>
        public override void OnGPIO(int number, bool value)
        {
            base.OnGPIO(number, value);
            if (number == ChipSelectInput && (value || _selectWasHigh))
            {
                _selectWasHigh = true;
                _isSelected = !value;
                _spi.Select(_isSelected);
            }
        }

        /// <inheritdoc/>
        protected override void Deselect()
        {
            (_selectWasHigh, _isSelected) = (false, false);
            _spi.Select(false);
        }
    }
}
