// SPDX-License-Identifier: MIT
using System;
using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.NanoFramework
{
    /// <summary>The TPM for the measured boot. nanoFramework gives a chip select to one at a time, so the boot's driver lets go of it
    /// before the component that has the bus starts.</summary>
    internal sealed class HeldTpm : CharDevice, IDisposable
    {
        private readonly TpmFifo _tpm;
        private readonly IDisposable _device;

        public HeldTpm(TpmFifo tpm, IDisposable device)
        {
            _tpm = tpm;
            _device = device;
        }

        /// <inheritdoc/>
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count) =>
            _tpm.Transfer(write, read, timeoutMs, out count);

        public void Dispose() => _device.Dispose();
    }
}
