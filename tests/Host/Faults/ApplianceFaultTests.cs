// SPDX-License-Identifier: MIT
// The whole appliance on .NET, its TPM behind a simulated bus that fails somewhere in the middle of the boot: the console and
// the link then name the same state, and that is "ready" only if the PCRs are those of a genuine boot.

using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Tests.Host.Composition;
using Wardstone.Tests.Host.Drivers;
using Wardstone.Tests.Host.MeasuredBoot;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Tests.Host.Faults;

public sealed class ApplianceFaultTests : IDisposable
{
    private const int Steps = 24;
    private const int Bus = 50_000;
    private readonly ScratchDirectory _scratch = new();
    private readonly TestBuild _build = new();
    private readonly Swtpm _tpm;
    private SwtpmSession _session;
    private int _boots;

    public ApplianceFaultTests()
    {
        _tpm = Swtpm.StartDirect(_scratch.Subdirectory("tpm"));
        _session = _tpm.Open();
    }

    public void Dispose()
    {
        _session.Dispose();
        _tpm.Dispose();
        _build.Dispose();
        _scratch.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(int.MaxValue)]
    public void ATpmThatStopsAcknowledgingMidwayHasAName(int refusedMessages)
    {
        var genuine = Boot(bench => { });
        Assert.Equal("ready", genuine.State);
        for (var step = 0; step < Steps; step++)
        {
            var position = step * genuine.Messages / Steps;
            var boot = Boot(bench =>
            {
                bench.Fault.Kind = FaultKind.RefuseMessages;
                bench.Fault.Position = position;
                bench.Fault.Count = refusedMessages;
            });
            Assert.NotEqual("starting", boot.State);
            AssertConsoleNames(boot.State, boot.Console);
            Assert.True(boot.State == "ready" || boot.Reason.Length > 0, boot.State);
            Assert.True(boot.State != "ready" || boot.Pcrs.SequenceEqual(genuine.Pcrs));
            Assert.True(boot.State != "ready" || refusedMessages < int.MaxValue);
        }
    }

    [Fact]
    public void ATpmThatNeverEndsACommandHasAName()
    {
        var boot = Boot(bench => bench.Model.ExecutionPolls = int.MaxValue);
        Assert.Equal("tpm-not-responding", boot.State);
        AssertConsoleNames("tpm-not-responding", boot.Console);
    }

    [Theory]
    [InlineData(0, "ready", 1)]
    [InlineData(int.MaxValue, "tpm-not-responding", 0)]
    public void ATpmThatComponentsCannotShareIsLetGoOfWhenTheyStart(int polls, string state, int times)
    {
        HeldTpm? held = null;
        var boot = Boot(bench => bench.Model.ExecutionPolls = polls, driver => held = new HeldTpm(driver));
        Assert.Equal(state, boot.State);
        Assert.Equal(times, held!.TimesLetGo);
        Assert.False(held.WasUsedAfter);
    }

    // Said by the boot, or later by the component that asks the TPM.
    private static void AssertConsoleNames(string state, string[] console)
    {
        var last = console.Last(line => line.StartsWith("state ", StringComparison.Ordinal)
            || line.StartsWith("[measured_boot] state ", StringComparison.Ordinal));
        Assert.Contains("state " + state, last, StringComparison.Ordinal);
    }

    // One boot from the power-on of the TPM, and what is to be seen of it afterwards.
    private (string State, string Reason, string[] Console, string[] Pcrs, int Messages) Boot(
        Action<TpmBench> disturb, Func<ICharDevice, ICharDevice>? around = null)
    {
        _session.Dispose();
        _tpm.PowerCycle();
        _session = _tpm.Open();
        using var bench = TpmBench.OnI2c(Execute, bus: new I2cBus(Bus));
        disturb(bench);
        var link = Path.Combine(_scratch.FullPath, $"link{_boots++}");
        using var appliance = new NetAppliance(_build, NetAppliance.Config(Bus), around?.Invoke(bench.Driver) ?? bench.Driver, link);
        var messages = bench.Fault.Messages;
        using var host = SocketTerminal.Connect(link);
        var status = new LinkClient(host).ReadStatus();
        return (LinkClient.Text(status.State), LinkClient.Text(status.Reason), appliance.Console.Lines, Pcrs(), messages);
    }

    private byte[] Execute(byte[] command)
    {
        var response = new byte[4096];
        Assert.Equal(IoStatus.Ok, _session.Transfer(command, response, 5000, out var length));
        return response[..length];
    }

    // Asked of the TPM itself, past the bus.
    private string[] Pcrs()
    {
        var client = new TpmClient(_session);
        _ = Startup.Execute(client, TpmSu.Clear);
        var selection = new TpmlPcrSelection(1);
        Assert.True(selection.TryAdd(TpmAlgId.Sha256, PcrPlan.Pcrs));
        var bytes = new byte[selection.ValuesSize()];
        Assert.Equal(TpmRc.Success, PcrRead.Execute(client, selection, bytes, out _));
        return [.. bytes.Chunk(32).Select(Convert.ToHexString)];
    }

    private sealed class HeldTpm(ICharDevice tpm) : CharDevice, IDisposable
    {
        public int TimesLetGo { get; private set; }

        public bool WasUsedAfter { get; private set; }

        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            WasUsedAfter |= TimesLetGo > 0;
            return tpm.Transfer(write, read, timeoutMs, out count);
        }

        public void Dispose() => TimesLetGo++;
    }
}
