// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>tpm_i2c: a TPM on I2C; a command and its response.</summary>
    public sealed class TpmI2cDriver : CharDriver
    {
        /// <inheritdoc/>
        public override string Name => "tpm_i2c";

        /// <inheritdoc/>
        public override bool IsTransactional => true;

        /// <inheritdoc/>
        public override ICharDevice Create(IBusDevice bus) => Create(bus, null);

        /// <inheritdoc/>
        public override ICharDevice Create(IBusDevice bus, Wakeup wakeup) =>
            new TpmFifo(new TpmI2cRegisters(bus), new TpmTimeouts(), wakeup);
    }
}
