// SPDX-License-Identifier: MIT
// The TPM model against the specification: localities, interrupts, reset, and its knobs by name. What drivers make of it is elsewhere.

using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Drivers;

public class TpmModelTests
{
    private const byte Request = 0x02;
    private const byte Release = 0x20;
    private const byte Seize = 0x08;

    private static readonly byte[] s_command = [0x80, 0x01, 0, 0, 0, 10, 0, 0, 0, 0];

    private readonly TpmModel _model = new(command => command);

    [Fact]
    public void ALocalityThatAsksIsNextByItsNumber()
    {
        Write(0, TpmModel.Access, Request);
        Assert.Equal(0xA1, Access(0));
        Write(1, TpmModel.Access, Request);
        Write(3, TpmModel.Access, Request);
        Assert.Equal(0xA5, Access(0)); // somebody waits
        Assert.Equal(0x87, Access(1)); // it waits, as another does
        Write(0, TpmModel.Access, Release);
        Assert.Equal(3, _model.Localities.Active);
        Write(1, TpmModel.Access, Release); // takes its request back
        Write(3, TpmModel.Access, Release);
        Assert.Equal(TpmLocalities.Nobody, _model.Localities.Active);
        Assert.Empty(_model.Violations);
    }

    [Fact]
    public void AHigherLocalitySeizesAndALowerDoesNot()
    {
        Write(2, TpmModel.Access, Request);
        Receive(2);
        Write(1, TpmModel.Access, Seize);
        Write(2, TpmModel.Access, Seize);
        Assert.Equal((2, TpmModelState.Reception), (_model.Localities.Active, _model.State));
        Write(4, TpmModel.Access, Seize);
        Assert.Equal((4, TpmModelState.Idle), (_model.Localities.Active, _model.State)); // what was begun is gone
        Assert.Equal(0x91, Access(2));
        Write(2, TpmModel.Access, 0x10);
        Assert.Equal(0x81, Access(2));
        Assert.Empty(_model.Violations);
    }

    [Fact]
    public void OnlyTheLocalityThatHoldsTheTpmReachesIt()
    {
        Write(1, TpmModel.Access, Request);
        Assert.Equal(0xFF, _model.Read(0, TpmModel.Status));
        Write(0, TpmModel.Status, 0x40);
        Assert.Equal(TpmModelState.Idle, _model.State);
        Assert.Single(_model.Violations);
        Assert.Equal(0x57, _model.Read(0, TpmModel.DeviceVendor));
        Assert.Equal(1, _model.Read(0, TpmModel.RevisionId));
        Write(0, TpmModel.Access, Request | Release);
        Assert.Equal(2, _model.Violations.Count);
    }

    [Fact]
    public void AnInterruptIsActiveFromItsEventUntilItIsCleared()
    {
        var changes = new List<bool>();
        _model.Interrupts.Changed += changes.Add;
        Write(0, TpmModel.Access, Request);
        Enable(TpmInterrupts.CommandReady | TpmInterrupts.DataAvailable | TpmInterrupts.StatusValid | TpmInterrupts.LocalityChange);
        Receive(0);
        Assert.Equal(TpmInterrupts.CommandReady | TpmInterrupts.StatusValid, _model.Read(0, TpmInterrupts.Status));
        Clear(TpmInterrupts.CommandReady);
        Assert.Equal([true], changes);
        Clear(0xFF);
        Assert.Equal([true, false], changes);
        _model.After = (_, done) => done();
        Write(0, TpmModel.Status, 0x20);
        Assert.Equal(TpmInterrupts.DataAvailable | TpmInterrupts.StatusValid, _model.Read(0, TpmInterrupts.Status));
        Assert.Equal(TpmModelState.Completion, _model.State); // nobody looked
        Clear(0xFF);
        _model.HoldBy(2);
        Write(0, TpmModel.Access, Request);
        Write(2, TpmModel.Access, Release);
        Assert.Equal(TpmInterrupts.LocalityChange, _model.Read(0, TpmInterrupts.Status));
        Assert.Equal([true, false, true, false, true], changes);
        _model.Reset();
        Assert.False(_model.Interrupts.IsActive);
        Assert.Empty(_model.Violations);
    }

    [Fact]
    public void WhatIsNotEnabledIsNoInterrupt()
    {
        Write(0, TpmModel.Access, Request);
        Enable(0);
        Receive(0);
        Write(0, TpmInterrupts.Enable, 0xFF);
        Write(0, TpmInterrupts.Enable + 3, 0); // without globalIntEnable
        Write(0, TpmModel.Status, 0x40);
        Assert.Equal((0, 0), (_model.Read(0, TpmInterrupts.Status), _model.Interrupts.Occurred));
    }

    [Theory]
    [InlineData(TpmInterruptLine.Lost, false)]
    [InlineData(TpmInterruptLine.Stuck, true)]
    public void ALineMayLoseItsEventsOrBeStuck(TpmInterruptLine line, bool active)
    {
        Write(0, TpmModel.Access, Request);
        Enable(TpmInterrupts.CommandReady);
        _model.Interrupts.Line = line;
        Assert.Equal(active, _model.Interrupts.IsActive);
        Write(0, TpmModel.Status, 0x40);
        Assert.Equal(active, _model.Interrupts.IsActive);
        Clear(0xFF);
        Assert.Equal(active, _model.Interrupts.IsActive);
        _model.Interrupts.Line = TpmInterruptLine.Works;
        Assert.False(_model.Interrupts.IsActive);
    }

    [Fact]
    public void AResetTakesAllAndCutsThePowerBehind()
    {
        var cycles = 0;
        _model.PowerCycle = () => cycles++;
        (_model.SelfTestPolls, _model.Localities.StartPolls) = (2, 1);
        Write(0, TpmModel.Access, Request);
        Receive(0);
        _model.IsHeldInReset = true;
        Assert.True(_model.IsSilent);
        Assert.Equal(0, cycles);
        _model.IsHeldInReset = false;
        Assert.Equal((1, TpmModelState.Idle, TpmLocalities.Nobody), (cycles, _model.State, _model.Localities.Active));
        Assert.Equal([0x01, 0x81], new[] { Access(0), Access(0) });
        Write(0, TpmModel.Access, Request);
        Assert.Equal([0x80, 0x80, 0x84], new[] { Status(), Status(), Status() });
    }

    [Fact]
    public void KnobsHaveNames()
    {
        var spi = new TpmSpiTarget(_model);
        var knobs = new TpmKnobs(_model, spi, new TpmI2cTarget(_model));
        knobs.Set("hang", "ready, Execution");
        Assert.Equal(TpmHangs.Ready | TpmHangs.Execution, _model.Faults.Hanging);
        knobs.Set("hang", "none");
        Assert.Equal(TpmHangs.None, _model.Faults.Hanging);
        knobs.Set("wait_states", "1 0 0x10");
        Assert.Equal([1, 0, 16], spi.WaitStates);
        knobs.Set("identity", "0x001B15D1");
        Assert.Equal(0x001B_15D1u, _model.Identity);
        knobs.Set("execution_polls", "never");
        Assert.Equal(int.MaxValue, _model.ExecutionPolls);
        knobs.Set("floating", "0x5A");
        Assert.Equal((true, 0x5A), (_model.IsSilent, _model.Silence));
        knobs.Set("clear", "");
        Assert.False(_model.IsSilent);
        knobs.Set("interrupt", "stuck");
        Assert.True(_model.Interrupts.IsActive);
        knobs.Set("interrupt", "works");
        knobs.Set("execution_polls", "0");
        knobs.Set("flip", "response 1 0x02");
        Write(0, TpmModel.Access, Request);
        Receive(0);
        Write(0, TpmModel.Status, 0x20);
        _ = Status();
        Assert.Equal([0x80, 0x03], new[] { Data(), Data() });
        Assert.Equal(1, _model.Faults.Happened);
    }

    [Theory]
    [InlineData("hagn", "ready")]
    [InlineData("hang", "reday")]
    [InlineData("hang", "2")]
    [InlineData("hold", "5")]
    [InlineData("flip", "response")]
    [InlineData("flip", "nobody 1")]
    [InlineData("floating", "256")]
    [InlineData("identity", "-1")]
    [InlineData("bursts", "")]
    [InlineData("absent", "perhaps")]
    [InlineData("wait_states", "1")] // on SPI alone
    public void WhatNoKnobCanBeIsRefused(string name, string value) =>
        Assert.Throws<ArgumentException>(() => new TpmKnobs(_model).Set(name, value));

    private void Write(int locality, int register, byte value) => _model.Write(locality, register, value);

    private byte Access(int locality) => _model.Read(locality, TpmModel.Access);

    private byte Status() => _model.Read(0, TpmModel.Status);

    private byte Data() => _model.Read(0, TpmModel.DataFifo);

    private void Enable(int causes)
    {
        Write(0, TpmInterrupts.Enable, (byte)causes);
        Write(0, TpmInterrupts.Enable + 3, 0x80);
    }

    private void Clear(byte causes) => Write(0, TpmInterrupts.Status, causes);

    private void Receive(int locality)
    {
        Write(locality, TpmModel.Status, 0x40);
        _ = _model.Read(locality, TpmModel.Status);
        foreach (var value in s_command)
        {
            Write(locality, TpmModel.DataFifo, value);
        }
    }
}
