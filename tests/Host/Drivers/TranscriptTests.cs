// SPDX-License-Identifier: MIT
// The same TPM driver three ways: called as it is, as a component without any file system, and as /dev/tpm0 of the VFS. Between the
// last two and the test are Init, its routes and its portals. What goes over the bus is the same, byte for byte.

using System.Device.Gpio;
using Wardstone.Components;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Drivers;

public sealed class TranscriptTests(SwtpmFixture swtpm) : IClassFixture<SwtpmFixture>
{
    private const int Ram = 64 * 1024;

    // With answers that are the same each time; the last two are refused, by the driver and by the TPM.
    private static readonly byte[][] s_commands =
    [
        Commands.GetCapability, Commands.GetLongCapability, Commands.PcrExtend, Commands.GetCapability[..9],
        [0x80, 0x01, 0, 0, 0, 10, 0xFF, 0xFF, 0xFF, 0xFF],
    ];

    private static readonly CharDriver[] s_drivers = [new TpmI2cDriver(), new TpmSpiDriver()];

    [Theory]
    [InlineData("tpm_i2c")]
    [InlineData("tpm_spi")]
    public void TheDriverDoesTheSameWithoutAFileSystemAndBehindOne(string driver)
    {
        var asItIs = Transcript(driver, null);
        Assert.True(asItIs.Length > 40, $"only {asItIs.Length} messages");
        Assert.Equal(asItIs, Transcript(driver, """
            + start way | binary: driver | ram: 8K
              + provides | + service Tpm
              + route | + any-service | + child bus
              + config | driver: DRIVER | label: tpm
            + start client | ram: 1K
              + route | + any-service | + child way
            """));
        Assert.Equal(asItIs, Transcript(driver, """
            + start way | binary: vfs | ram: 16K
              + provides | + service FileSystem
              + route | + any-service | + child bus
              + config
                + vfs | + dir dev | + dev tpm0 | driver: DRIVER | service: Bus | label: tpm | timeout_ms: 5000
                + policy client | + allow /dev/tpm0 | write: yes
            + start client | ram: 1K
              + route | + any-service | + child way
              + config | tpm: /dev/tpm0
            """));
    }

    /// <param name="way">Two components, the last one `client`; null for none.</param>
    private string[] Transcript(string driver, string? way)
    {
        var model = new TpmModel(swtpm.Execute);
        if (driver == "tpm_i2c")
        {
            using var bus = new I2cBus();
            bus.Attach(TpmBench.Address, new TpmI2cTarget(model));
            bus.Record();
            Run(driver, way, $"+ i2c tpm | bus: {bus.Id} | address: {TpmBench.Address}",
                () => new I2cBusDevice(new Bus(), new I2cSettings(bus.Id, TpmBench.Address)));
            return [.. bus.Transcript.Select(message => $"{message}")];
        }
        else
        {
            using var bus = new SpiBus();
            var pin = bus.Attach(new TpmSpiTarget(model));
            bus.Record();
            Run(driver, way, $"+ spi tpm | bus: {bus.Id} | chip_select: {pin}",
                () => new SpiBusDevice(new Bus(), new SpiSettings(bus.Id, pin)));
            return [.. bus.Transcript.Select(frame => $"{frame}")];
        }
    }

    private static void Run(string driver, string? way, string device, Func<IBusDevice> create)
    {
        if (way == null)
        {
            Exchange(CharDriver.Find(s_drivers, driver).Create(create()));
            return;
        }

        var kernel = new PlainKernel(Ram);
        var client = new ClientBinary();
        var text = $"config\n+ start bus | ram: 4K\n  + provides | + service Bus\n  + config\n    {device}\n"
            + way.Replace("DRIVER", driver) + "\n-\n";
        var log = new TextLog();
        var init = new Init(
            kernel, [new BusBinary(), new DriverBinary(s_drivers), new VfsBinary(s_drivers), client], [], new TextRom(text), log);
        Assert.True(init.TryRead(null, out var reason), reason);
        init.Start();
        Assert.True(client.Tpm != null, log.Text);
        Exchange(client.Tpm);
        kernel.Stop();
    }

    private static void Exchange(ICharDevice tpm)
    {
        var response = new byte[4096];
        foreach (var command in s_commands)
        {
            var expected = command.Length < 10 ? IoStatus.ProtocolError : IoStatus.Ok;
            Assert.Equal(expected, tpm.Transfer(command, response, 5000, out _));
        }
    }
}
