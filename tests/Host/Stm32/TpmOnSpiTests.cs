// SPDX-License-Identifier: MIT
// From the TPM's commands to the pins without a chip: client, FIFO, frames and bus as on the board, over the chip's driver and the models
// of its registers, DMA and pins; behind them the model of a TPM that a real swtpm computes for.

using Wardstone.Drivers;
using Wardstone.Emulation;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Tests.Host.Drivers;
using Wardstone.Tests.Host.Tpm;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Tests.Host.Stm32;

public class TpmOnSpiTests
{
    // F7, bursts, bytes of wait state, the clock in kHz, what the controller moves at once.
    public static TheoryData<bool, int, int, int, int> Chips => new()
    {
        { false, 4096, 0, 10_000, 4096 }, { true, 4096, 0, 10_000, 4096 }, { false, 64, 1, 18_000, 64 }, { true, 32, 3, 24_000, 64 },
        { false, 7, 2, 1000, 16 }, { true, 5, 1, 500, 3 },
    };

    [Theory]
    [MemberData(nameof(Chips))]
    public void CommandsRunFromTheClientToThePins(bool hasFifo, int burst, int wait, int clockKhz, int most)
    {
        using var fixture = new TpmFixture();
        var tpm = new TpmModel(command => Execute(fixture.Session, command)) { Bursts = [burst] };
        var target = new TpmSpiTarget(tpm) { WaitStates = [wait, 0] };
        var rig = new SpiRig(hasFifo, target: target);
        rig.Model.HasLog = false;
        using var wires = new SpiWires(rig);
        var settings = new SpiSettings(wires.Id, wires.ChipSelect) { ClockHz = clockKhz * 1000, MaxTransfer = most };
        var client = new TpmClient(new TpmFifo(new TpmSpiRegisters(new SpiBusDevice(new Bus(), settings)), s_patient));

        Assert.Equal(TpmRc.Success, TpmStartup.Run(client, out var state));
        Assert.Equal(TpmStartupState.Started, state);
        var random = new byte[200];
        Assert.Equal(TpmRc.Success, GetRandom.Execute(client, random));
        Assert.True(random.Distinct().Count() > 50);
        var digests = new TpmlDigestValues(1);
        new SpanByte(new byte[32]).CopyTo(digests.Add(TpmAlgId.Sha256));
        Assert.Equal(TpmRc.Success, PcrExtend.Execute(client, 16, digests));
        Assert.Equal(TpmRc.Success, CreatePrimary.Execute(client, AttestationKey.Hierarchy, AttestationKey.Template(), out var key));
        var handle = key.Handle;
        var selection = TpmFixture.Select((TpmAlgId.Sha256, 1u << 16));
        byte[] nonce = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        Assert.Equal(TpmRc.Success, Quote.Execute(client, handle, nonce, selection, out var attest, out _));
        Assert.Equal(TpmRc.Success, TpmsAttest.Read(attest, new TpmlPcrSelection(4), out var quote));
        Assert.Equal(nonce, quote.ExtraData.ToArray());

        // What went over the wires is what swtpm has.
        var direct = new TpmClient(fixture.Session);
        byte[] there = new byte[32], here = new byte[32];
        Assert.Equal(TpmRc.Success, PcrRead.Execute(direct, selection, there, out _));
        Assert.Equal(TpmRc.Success, PcrRead.Execute(client, selection, here, out _));
        Assert.Equal(there, here);
        Assert.Contains(here, value => value != 0);
        Assert.Empty(tpm.Violations);
        Assert.False(rig.Model.IsCutShort);
    }

    // The controller fails at any byte of a command: it runs once, or the caller is told; the next one works.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ControllerThatFailsAtAnyByteIsSurvived(bool hasFifo)
    {
        byte[] answer = [0x80, 0x01, 0, 0, 0, 44, 0, 0, 0, 0, 0, 32, .. new byte[32]];
        for (var at = 0; ; at++)
        {
            var tpm = new TpmModel(_ => answer);
            var rig = new SpiRig(hasFifo, target: new TpmSpiTarget(tpm));
            using var wires = new SpiWires(rig);
            var settings = new SpiSettings(wires.Id, wires.ChipSelect);
            var driver = new TpmFifo(new TpmSpiRegisters(new SpiBusDevice(new Bus(), settings)), s_short);
            var response = new byte[64];
            Assert.Equal(IoStatus.Ok, driver.Transfer(Commands.GetRandom, response, 100, out _));
            rig.Model.LoseAt = at;
            var status = driver.Transfer(Commands.GetRandom, response, 100, out var length);
            Assert.True(status == IoStatus.BusError || length == answer.Length, $"{status}, {length} bytes");
            Assert.InRange(tpm.Executions, 1, 2);
            var isOver = rig.Model.LoseAt >= 0;
            rig.Model.LoseAt = null;
            Assert.Equal(IoStatus.Ok, driver.Transfer(Commands.GetRandom, response, 100, out length));
            Assert.Equal(answer, response[..length]);
            Assert.Empty(tpm.Violations);
            if (isOver)
            {
                Assert.InRange(at, 80, 300);
                return;
            }
        }
    }

    private static readonly TpmTimeouts s_short = new(50, 100, 50, 25);
    private static readonly TpmTimeouts s_patient = new(5000, 5000, 5000, 5000);

    private static byte[] Execute(SwtpmSession tpm, byte[] command)
    {
        var response = new byte[4096];
        return tpm.Transfer(command, response, 5000, out var length) == IoStatus.Ok ? response[..length] : SwtpmFixture.Failure;
    }
}
