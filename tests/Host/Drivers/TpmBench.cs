// SPDX-License-Identifier: MIT
// A TPM model on a simulated bus, a fault between them, and the driver at the other end.

using System.Device.Gpio;
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

    /// <summary>TIMEOUT_A of a bench that is not patient, in milliseconds.</summary>
    public const int TimeoutA = 50;

    private static readonly TpmTimeouts Short = new(TimeoutA, 100, 50, 25);
    private static readonly TpmTimeouts Long = new(5000, 5000, 5000, 5000);

    private TpmBench(TpmModel model) => Model = model;

    public TpmModel Model { get; }

    /// <summary>Bound on a command's execution, in milliseconds.</summary>
    public required int TimeoutMs { get; init; }

    public required TpmFifo Driver { get; init; }

    public required Fault Fault { get; init; }

    public I2cBus? I2cBus { get; private init; }

    public TpmI2cTarget? I2c { get; private init; }

    public SpiBus? SpiBus { get; private init; }

    public TpmSpiTarget? Spi { get; private init; }

    /// <param name="bus">Which bus.</param>
    /// <param name="execute">What executes commands.</param>
    /// <param name="patient">Long bounds, for a TPM that takes several looks at something, on a machine that may be busy; short
    /// ones are for failures, and for what a single look shows.</param>
    public static TpmBench Create(TpmBus bus, Func<byte[], byte[]> execute, bool patient = false) =>
        bus == TpmBus.I2c ? OnI2c(execute, patient) : OnSpi(execute, patient);

    public static TpmBench OnI2c(Func<byte[], byte[]> execute, bool patient = false, I2cBus? bus = null)
    {
        var model = new TpmModel(execute);
        var target = new TpmI2cTarget(model);
        var fault = new Fault((II2cTarget)target, target.Reset);
        bus ??= new I2cBus();
        bus.Attach(Address, fault);
        var registers = new TpmI2cRegisters(new I2cBusDevice(new Bus(), new I2cSettings(bus.Id, Address)));
        return new TpmBench(model)
        {
            Driver = new TpmFifo(registers, patient ? Long : Short),
            TimeoutMs = patient ? 5000 : 100,
            Fault = fault,
            I2cBus = bus,
            I2c = target,
        };
    }

    public static TpmBench OnSpi(Func<byte[], byte[]> execute, bool patient = false, Wakeup? interrupt = null)
    {
        var model = new TpmModel(execute);
        var target = new TpmSpiTarget(model);
        var fault = new Fault((ISpiTarget)target, model.Reset);
        var bus = new SpiBus();
        var settings = new SpiSettings(bus.Id, bus.Attach(fault)) { Interrupt = interrupt == null ? -1 : InterruptPin(model) };
        var registers = new TpmSpiRegisters(new SpiBusDevice(new Bus(), settings));
        return new TpmBench(model)
        {
            Driver = new TpmFifo(registers, patient ? Long : Short, interrupt),
            TimeoutMs = patient ? 5000 : 100,
            Fault = fault,
            SpiBus = bus,
            Spi = target,
        };
    }

    /// <summary>A pin that the TPM's interrupt is wired to.</summary>
    public static int InterruptPin(TpmModel model)
    {
        var pin = Pins.Add(null);
        model.Interrupts.Changed += active => Pins.Write(pin, active ? PinValue.Low : PinValue.High);
        return pin;
    }

    public IoStatus Transmit(byte[] command, out byte[] response)
    {
        var buffer = new byte[4096];
        var status = Driver.Transfer(command, buffer, TimeoutMs, out var length);
        response = buffer[..length];
        return status;
    }

    public void Dispose()
    {
        I2cBus?.Dispose();
        SpiBus?.Dispose();
    }
}
