// SPDX-License-Identifier: MIT
// What a TPM's command costs on SPI, against the least that the protocol allows; and what a transfer costs the STM32's processor, by DMA
// and polled, against the register model. No board and no emulator: swtpm computes.

using Wardstone.Drivers;
using Wardstone.Emulation;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Stm32;
using Wardstone.Tests.Host.Stm32;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Tests.Bench;

/// <summary>Counts frames, bytes and accesses.</summary>
internal static class SpiFigures
{
    private const int Header = 4;
    private const int FrameData = 64;
    private const int ResponseHeader = 10;
    private const int ClockHz = 10_000_000;

    /// <summary>Chip-select frames and bytes of some commands.</summary>
    /// <param name="directory">For swtpm.</param>
    public static FigureTable Commands(string directory)
    {
        var table = new FigureTable(
            "spi", "TPM commands on SPI: chip-select frames and bytes on the wire, and the least",
            "command", "command's bytes", "response's bytes", "frames", "least frames", "bytes", "least bytes");
        using var tpm = Swtpm.StartDirect(directory);
        using var session = tpm.Open();
        var measured = new Exchange();
        var model = new TpmModel(command => measured.Note(command, Execute(session, command)));
        using var bus = new SpiBus();
        var settings = new SpiSettings(bus.Id, bus.Attach(new TpmSpiTarget(model)));
        var client = new TpmClient(new TpmFifo(new TpmSpiRegisters(new SpiBusDevice(new Bus(), settings))));
        Check(TpmStartup.Run(client, out _));
        var digests = new TpmlDigestValues(1);
        digests.Add(TpmAlgId.Sha256);
        var selection = new TpmlPcrSelection(1);
        selection.TryAdd(TpmAlgId.Sha256, 1);
        uint key = 0;
        Measure("GetRandom, 32 bytes", () => GetRandom.Execute(client, new byte[32]));
        Measure("PCR_Extend, SHA-256", () => PcrExtend.Execute(client, 16, digests));
        Measure("PCR_Read, one PCR", () => PcrRead.Execute(client, selection, new byte[32], out _));
        Measure("CreatePrimary", () =>
        {
            var rc = CreatePrimary.Execute(client, AttestationKey.Hierarchy, AttestationKey.Template(), out var created);
            key = created.Handle;
            return rc;
        });
        Measure("Quote", () => Quote.Execute(client, key, new byte[32], selection, out _, out _));
        return table;

        void Measure(string name, Func<TpmRc> command)
        {
            var (frames, bytes) = (bus.Frames, bus.Bytes);
            Check(command());
            var (leastFrames, leastBytes) = Least(measured.Command, measured.Response);
            table.Add(name, measured.Command, measured.Response, bus.Frames - frames, leastFrames, bus.Bytes - bytes, leastBytes);
        }
    }

    /// <summary>Register accesses of the processor by length, of an F4 at 10 MHz, and the time in which it does nothing else.</summary>
    public static FigureTable Transfers()
    {
        var table = new FigureTable(
            "spi-transfers", "A transfer on SPI at 10 MHz (register model): accesses to registers, microseconds on the wire",
            "bytes", "polled", "by DMA", "on the wire");
        foreach (var length in new[] { 1, 4, 8, 9, 16, 32, 64, 128, 512, 4096 })
        {
            table.Add($"{length}", Polled(length), length > Spi.PolledMost ? ByDma(length) : null, length * 8e6 / ClockHz);
        }

        return table;
    }

    // The least for a TPM that is ready at each first look: commandReady, a status, the command, a status (it is whole), go, a status (it
    // has an answer), the answer, whose length only its first ten bytes tell, a status (nothing is left), commandReady. A status comes
    // with its burst count in one frame of four bytes, a frame has at most 64 bytes of data, and a header of four.
    private static (int Frames, int Bytes) Least(int command, int response)
    {
        const int Writes = 3;
        const int Looks = 4;
        var frames = Writes + Looks + Frames(command) + 1 + Frames(response - ResponseHeader);
        return (frames, (frames * Header) + Writes + (Looks * 4) + command + response);
    }

    private static int Frames(int bytes) => (bytes + FrameData - 1) / FrameData;

    private static int Polled(int length) => Accesses(rig =>
    {
        for (var rest = length; rest > 0; rest -= Spi.PolledMost)
        {
            _ = rig.Driver.Transfer(-1, ClockHz, 0, new byte[Math.Min(rest, Spi.PolledMost)], SpanByte.Empty);
        }
    });

    private static int ByDma(int length) => Accesses(rig => rig.Driver.Transfer(-1, ClockHz, 0, new byte[length], SpanByte.Empty));

    private static int Accesses(Action<SpiRig> transfer)
    {
        var rig = new SpiRig(hasFifo: false) { Model = { HasLog = false } };
        transfer(rig); // sets the clock
        var before = rig.Model.Accesses + rig.Model.Dma.Accesses;
        transfer(rig);
        return rig.Model.Accesses + rig.Model.Dma.Accesses - before;
    }

    private static byte[] Execute(SwtpmSession tpm, byte[] command)
    {
        var response = new byte[4096];
        return tpm.Transfer(command, response, 10_000, out var length) == IoStatus.Ok
            ? response[..length]
            : throw new IOException("swtpm does not answer");
    }

    private static void Check(TpmRc rc) => _ = rc == TpmRc.Success ? rc : throw new IOException($"the TPM says {rc}");

    private sealed class Exchange
    {
        public int Command { get; private set; }

        public int Response { get; private set; }

        public byte[] Note(byte[] command, byte[] response)
        {
            (Command, Response) = (command.Length, response.Length);
            return response;
        }
    }
}
