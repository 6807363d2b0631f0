// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>tpm_spi: a TPM on SPI, its chip select a pin; a command and its response.</summary>
    public sealed class TpmSpiDriver : CharDriver
    {
        /// <inheritdoc/>
        public override string Name => "tpm_spi";

        /// <inheritdoc/>
        public override bool IsTransactional => true;

        /// <inheritdoc/>
        public override ICharDevice Create(IBusDevice bus) => Create(bus, null);

        /// <inheritdoc/>
        public override ICharDevice Create(IBusDevice bus, Wakeup wakeup) =>
            new TpmFifo(new TpmSpiRegisters(bus), new TpmTimeouts(), wakeup);
    }
}
