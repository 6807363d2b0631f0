// SPDX-License-Identifier: MIT
// The whole appliance on .NET, its TPM behind a simulated bus that fails somewhere in the middle of the boot: the console and
// the link then name the same state, and that is "ready" only if the PCRs are those of a genuine boot.

using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Runtime;
using Wardstone.Tests.Host.Drivers;
using Wardstone.Tests.Portable;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Tests.Host.Faults;

public sealed class ApplianceFaultTests : IDisposable
{
    private const int Steps = 24;
    private readonly ScratchDirectory _scratch = new();
    private readonly Swtpm _tpm;
    private SwtpmSession _session;

    public ApplianceFaultTests()
    {
        _tpm = Swtpm.StartDirect(_scratch.FullPath);
        _session = _tpm.Open();
    }

    public void Dispose()
    {
        _session.Dispose();
        _tpm.Dispose();
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
            Assert.StartsWith($"state {boot.State}", boot.Console[^1], StringComparison.Ordinal);
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
        Assert.StartsWith("state tpm-not-responding: ", boot.Console[^1], StringComparison.Ordinal);
    }

    // One boot from the power-on of the TPM, and what is to be seen of it afterwards.
    private (string State, string Reason, string[] Console, string[] Pcrs, int Messages) Boot(Action<TpmBench> disturb)
    {
        _session.Dispose();
        _tpm.PowerCycle();
        _session = _tpm.Open();
        using var bench = TpmBench.OnI2c(Execute);
        disturb(bench);
        var console = new Lines();
        var appliance = new Wardstone.Appliance.Appliance(new Wardstone.Appliance.Platform
        {
            Board = "net",
            Version = "1.0",
            BuildId = new byte[PcrPlan.BuildIdSize],
            Image = new TextRom(new byte[5000]),
            Config = new TextRom("config | board: net\n-\n"),
            Tpm = bench.Driver,
            Link = new DeadTerminal(),
            Log = console,
        });
        appliance.Boot();
        var status = new BoardStatus();
        _ = ((ILinkService)appliance).ReadStatus(status);
        return (LinkClient.Text(status.State), LinkClient.Text(status.Reason), [.. console.Written], Pcrs(), bench.Fault.Messages);
    }

    private byte[] Execute(byte[] command)
    {
        var response = new byte[4096];
        Assert.Equal(IoStatus.Ok, _session.Transmit(command, response, 5000, out var length));
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

    private sealed class Lines : ILogSession
    {
        public List<string> Written { get; } = [];

        public void Write(SpanByte line) => Written.Add(System.Text.Encoding.ASCII.GetString(line.ToArray()));
    }

    private sealed class DeadTerminal : ITerminalSession
    {
        public IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            count = 0;
            return IoStatus.Timeout;
        }

        public IoStatus Write(SpanByte data, int timeoutMs) => IoStatus.Timeout;
    }
}
