// SPDX-License-Identifier: MIT
// A TPM model on a simulated bus, a fault between them, and the driver at the other end.

using System.Device.Gpio;
using System.Device.I2c;
using System.Device.Spi;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Drivers;

public enum TpmBus
{
    I2c,
    Spi,
}

public sealed class TpmBench : IDisposable
{
    public const int Address = 0x2E;

    /// <summary>Bound on execution that the tests give, in milliseconds.</summary>
    public const int TimeoutMs = 100;

    /// <summary>Short enough to test what happens after them, long enough for a machine that is busy with other tests.</summary>
    public static readonly TpmTimeouts Timeouts = new(50, 100, 50, 25);

    private TpmBench(TpmModel model) => Model = model;

    public TpmModel Model { get; }

    public required TpmFifo Driver { get; init; }

    public required Fault Fault { get; init; }

    public I2cBus? I2cBus { get; private init; }

    public TpmI2cTarget? I2c { get; private init; }

    public SpiBus? SpiBus { get; private init; }

    public TpmSpiTarget? Spi { get; private init; }

    public static TpmBench Create(TpmBus bus, Func<byte[], byte[]> execute) => bus == TpmBus.I2c ? OnI2c(execute) : OnSpi(execute);

    public static TpmBench OnI2c(Func<byte[], byte[]> execute)
    {
        var model = new TpmModel(execute);
        var target = new TpmI2cTarget(model);
        var fault = new Fault((II2cTarget)target, target.Reset);
        var bus = new I2cBus();
        bus.Attach(Address, fault);
        var registers = new TpmI2cRegisters(new I2cDevice(new I2cConnectionSettings(bus.Id, Address)));
        return new TpmBench(model) { Driver = new TpmFifo(registers, Timeouts), Fault = fault, I2cBus = bus, I2c = target };
    }

    public static TpmBench OnSpi(Func<byte[], byte[]> execute)
    {
        var model = new TpmModel(execute);
        var target = new TpmSpiTarget(model);
        var fault = new Fault((ISpiTarget)target, model.Reset);
        var bus = new SpiBus();
        var pin = new GpioController().OpenPin(bus.Attach(fault), PinMode.Output);
        var registers = new TpmSpiRegisters(new SpiDevice(new SpiConnectionSettings(bus.Id)), pin);
        return new TpmBench(model) { Driver = new TpmFifo(registers, Timeouts), Fault = fault, SpiBus = bus, Spi = target };
    }

    public IoStatus Transmit(byte[] command, out byte[] response)
    {
        var buffer = new byte[4096];
        var status = Driver.Transmit(command, buffer, TimeoutMs, out var length);
        response = buffer[..length];
        return status;
    }

    public void Dispose()
    {
        I2cBus?.Dispose();
        SpiBus?.Dispose();
    }
}
