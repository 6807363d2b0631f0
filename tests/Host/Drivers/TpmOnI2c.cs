// SPDX-License-Identifier: MIT
using System.Device.I2c;
using Wardstone.Drivers;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Drivers;

/// <summary>A TPM model on a simulated I2C bus, and the driver at the other end.</summary>
public sealed class TpmOnI2c : IDisposable
{
    public const int Address = 0x2E;

    public TpmOnI2c(Func<byte[], byte[]> execute, TpmTimeouts? timeouts = null)
    {
        Model = new TpmModel(execute);
        Target = new TpmI2cTarget(Model);
        Bus = new I2cBus();
        Bus.Attach(Address, Target);
        var device = new I2cDevice(new I2cConnectionSettings(Bus.Id, Address));
        Driver = new TpmFifo(new TpmI2cRegisters(device), timeouts ?? new TpmTimeouts());
    }

    public TpmModel Model { get; }

    public TpmI2cTarget Target { get; }

    public I2cBus Bus { get; }

    public TpmFifo Driver { get; }

    public void Dispose() => Bus.Dispose();
}
