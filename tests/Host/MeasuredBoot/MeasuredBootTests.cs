// SPDX-License-Identifier: MIT
// The firmware's measured boot against a real swtpm: that four independent ways lead to the same PCRs, and that every way
// in which a boot can break ends in a named state with PCRs that no good boot has.

using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Reference;
using Wardstone.Runtime;
using Wardstone.Tests.Host.Tpm;
using Wardstone.Tests.Portable;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Tests.Host.MeasuredBoot;

public sealed class MeasuredBootTests : IDisposable
{
    // Version, image, board, configuration, three components, three separators.
    private const int Events = 10;

    private readonly TestBuild _build = new();
    private readonly TestBoard _board;

    public MeasuredBootTests()
    {
        _board = new TestBoard(_build);
    }

    public void Dispose()
    {
        _board.Dispose();
        _build.Dispose();
    }

    [Fact]
    public void PcrsAreTheLogsReplayAndTheReferenceAndAFreshTpms()
    {
        Assert.Equal(MeasuredBootState.Measured, _board.Boot());
        var pcrs = _board.Pcrs();
        Assert.Equal(6, pcrs.All.Count());
        Assert.DoesNotContain(pcrs.All, v => v.Value.All(b => b == 0));

        var log = Parse(_board.Log);
        Assert.Equal([TpmAlgId.Sha256, TpmAlgId.Sha384], log.Banks);
        Assert.Equal(pcrs.All, log.Replay().All);
        Assert.Equal(pcrs.All, _build.Reference.Pcrs.All);
        Assert.Equal(pcrs.All, ReplayedIntoAFreshTpm(log).All);
    }

    // The layout of firmware/MeasuredBoot/README.md, written out.
    [Fact]
    public void EachComponentHasAnEventWithNameCodeAndStanza()
    {
        Assert.Equal(MeasuredBootState.Measured, _board.Boot());
        (string Name, string Binary, string Stanza)[] components =
        [
            (
                "uart_log", "uart_log",
                "+ start uart_log | binary: uart_log | ram: 4K\n  + route | + any-service | + parent\n. what the worker is for\n"),
            ("sub", "init", TestBuild.DefaultConfig[TestBuild.DefaultConfig.IndexOf("+ start sub", StringComparison.Ordinal)..^2]),
            ("sub/worker", "worker", "+ start worker | binary: worker | . of the subsystem\n      + config | + start no_component\n"),
        ];
        var events = Parse(_board.Log).Events.Where(e => e.Type == TcgEventType.EventTag).ToList();
        Assert.Equal(components.Length, events.Count);
        foreach (var (e, (name, binary, stanza)) in events.Zip(components))
        {
            byte[] content =
                [(byte)name.Length, .. Encoding.ASCII.GetBytes(name), .. TestBuild.CodeOf(binary), .. Encoding.ASCII.GetBytes(stanza)];
            byte[] data = [.. "WCMP"u8, (byte)content.Length, (byte)(content.Length >> 8), 0, 0, .. content];
            Assert.Equal(2, e.Pcr);
            Assert.Equal(data, e.Data);
            Assert.All(e.Digests, digest => Assert.Equal(Hash.Of(digest.Key, data), digest.Value));
        }
    }

    [Theory]
    [InlineData("config\n+ start a | binary: missing\n-\n", MeasuredBootState.ComponentUnknown)]
    [InlineData("config\n+ start a | + b\n  binary: worker\n-\n", MeasuredBootState.ComponentUnknown)]
    [InlineData("config\n", MeasuredBootState.ComponentUnknown)]
    public void AComponentThatCannotBeMeasuredCondemnsTheBoot(string config, MeasuredBootState state) =>
        AssertCondemned(config, state);

    [Fact]
    public void StanzasThatDoNotFitInTheLogCondemnTheBoot() =>
        AssertCondemned($"config\n+ start a | binary: worker\n. {new string('x', 20_000)}\n-\n", MeasuredBootState.LogFull);

    [Fact]
    public void AsManyComponentsAsThereCanBeFitInTheLog()
    {
        var stanzas = Enumerable.Range(0, 32).Select(i => $"+ start component_number_{i:00} | binary: worker\n. {new string('x', 200)}\n");
        using var build = new TestBuild($"config\n{string.Concat(stanzas)}-\n");
        using var board = new TestBoard(build);
        Assert.Equal(MeasuredBootState.Measured, board.Boot());
        Assert.Equal(7 + 32, Parse(board.Log).Events.Count);
        Assert.Equal(build.Reference.Pcrs.All, board.Pcrs().All);
    }

    [Fact]
    public void Tpm2EventlogReadsTheLogAndComputesThePcrs()
    {
        Assert.Equal(MeasuredBootState.Measured, _board.Boot());
        var path = Path.Combine(_build.Directory, "log");
        File.WriteAllBytes(path, _board.Log);
        var start = new ProcessStartInfo("tpm2_eventlog", path) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var tool = Process.Start(start)!;
        var output = tool.StandardOutput.ReadToEnd();
        Assert.Equal("", tool.StandardError.ReadToEnd());
        tool.WaitForExit();
        Assert.Equal(0, tool.ExitCode);
        Assert.Equal(Events, output.Split("EventNum:").Length - 2);
        Assert.All(_board.Pcrs().All, v => Assert.Contains(Convert.ToHexStringLower(v.Value), output, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void AResetOfTheBoardAloneCondemnsThePcrsUntilTheTpmIsResetToo()
    {
        Assert.Equal(MeasuredBootState.Measured, _board.Boot());
        var good = _board.Pcrs();
        Assert.Equal(MeasuredBootState.TpmNotReset, _board.Boot());
        Assert.All(_board.Pcrs().All, v => Assert.NotEqual(good[v.Bank, v.Pcr], v.Value));
        Assert.All(Parse(_board.Log).Events, e => Assert.Equal<byte>([1, 0, 0, 0], e.Data));

        _board.Tpm.PowerCycle();
        Assert.Equal(MeasuredBootState.Measured, _board.Boot());
        Assert.Equal(good.All, _board.Pcrs().All);
    }

    [Fact]
    public void WithoutASha384BankOneBankIsMeasured()
    {
        Allocate(TpmAlgId.Sha384, 0);
        Assert.Equal(MeasuredBootState.Measured, _board.Boot());
        Assert.Equal([TpmAlgId.Sha256], Parse(_board.Log).Banks);
        Assert.Equal(_build.Reference.Pcrs.All.Where(v => v.Bank == TpmAlgId.Sha256), _board.Pcrs().All);
    }

    [Fact]
    public void WithoutASha256BankNothingIsMeasured()
    {
        Allocate(TpmAlgId.Sha256, 0);
        Assert.Equal(MeasuredBootState.BankMissing, _board.Boot());
        Assert.Empty(_board.Log);
    }

    [Theory]
    [InlineData(0, MeasuredBootState.ConfigMissing)]
    [InlineData(32768, MeasuredBootState.ConfigMissing)]
    [InlineData(-1, MeasuredBootState.ConfigMissing)]
    public void AConfigurationThatCannotBeReadCondemnsTheBoot(int length, MeasuredBootState state)
    {
        Assert.Equal(TpmRc.Success, TpmStartup.Run(_board.Tpm.Client, out _));
        var measurement = new BootMeasurement(_board.Tpm.Client);
        var config = length < 0 ? null : new TextRom(new byte[length]);
        Assert.Equal(state, measurement.Measure("b", "v", new byte[32], new TextRom("image"), config));
        Assert.Equal(state, measurement.Close());
        Assert.Equal(ErrorSeparators().All, TestBoard.Pcrs(_board.Tpm.Client, measurement.Banks).All);
    }

    [Fact]
    public void ALogThatIsTooSmallCondemnsTheBoot()
    {
        Assert.Equal(MeasuredBootState.LogFull, _board.Boot(logCapacity: 600));
        Assert.Equal(4, Parse(_board.Log).Events.Count);
        Assert.All(_board.Pcrs().All, v => Assert.NotEqual(_build.Reference.Pcrs[v.Bank, v.Pcr], v.Value));
    }

    [Fact]
    public void ABootCondemnedAfterItWasMeasuredStaysSo()
    {
        Assert.Equal(TpmRc.Success, TpmStartup.Run(_board.Tpm.Client, out _));
        var measurement = new BootMeasurement(_board.Tpm.Client);
        Assert.Equal(
            MeasuredBootState.Measured,
            measurement.Measure(TestBuild.Board, TestBuild.Version, _build.BuildId, new TextRom(_build.Image), new TextRom(_build.Config)));
        measurement.Condemn();
        Assert.Equal(MeasuredBootState.Condemned, measurement.Close());
        var pcrs = TestBoard.Pcrs(_board.Tpm.Client, measurement.Banks);
        Assert.All(pcrs.All, v => Assert.NotEqual(_build.Reference.Pcrs[v.Bank, v.Pcr], v.Value));
        Assert.Equal(Parse(measurement.Log.Bytes(0, measurement.Log.Length).ToArray()).Replay().All, pcrs.All);
    }

    /// <summary>Each command of the boot is lost once, on its way to the TPM or on the way back.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhicheverCommandIsLostTheBootIsNeverGood(bool afterExecution)
    {
        var position = 0;
        for (; ; position++)
        {
            var session = new LossySession(_board.Tpm.Session, position, afterExecution);
            var state = _board.Boot(session);
            if (!session.Lost)
            {
                Assert.Equal(MeasuredBootState.Measured, state);
                break;
            }

            Assert.True(state is MeasuredBootState.TpmFailed or MeasuredBootState.ExtendFailed, $"{state} at {position}");
            Assert.Equal(TpmRc.IoTimeout, _board.Measurement.Rc);
            if (_board.Measurement.Banks.Count != 0)
            {
                Assert.All(_board.Pcrs().All, v => Assert.NotEqual(_build.Reference.Pcrs[v.Bank, v.Pcr], v.Value));
            }

            _board.Tpm.PowerCycle();
        }

        // GetCapability, PCR_Read, and the events.
        Assert.True(position >= 2 + Events);
    }

    private static void AssertCondemned(string config, MeasuredBootState state)
    {
        using var build = new TestBuild(config);
        using var board = new TestBoard(build);
        Assert.Equal(state, board.Boot());
        Assert.Equal(TpmRc.Success, board.Measurement.Rc);
        for (var pcr = 0; pcr < 3; pcr++)
        {
            var last = Parse(board.Log).Events.Last(e => e.Pcr == pcr);
            Assert.Equal<byte>([1, 0, 0, 0], last.Data);
        }
    }

    private static TcgEventLog Parse(byte[] bytes)
    {
        Assert.True(TcgEventLog.TryRead(bytes, out var log, out var reason), reason);
        return log;
    }

    private static PcrValues ErrorSeparators()
    {
        byte[] data = [1, 0, 0, 0];
        var digests = ReferenceManifest.Banks.ToDictionary(b => b, b => Hash.Of(b, data));
        return PcrValues.After(digests.Keys, Enumerable.Range(0, 3).Select(pcr => (pcr, (IReadOnlyDictionary<TpmAlgId, byte[]>)digests)));
    }

    private static PcrValues ReplayedIntoAFreshTpm(TcgEventLog log)
    {
        using var fresh = new TpmFixture();
        Assert.Equal(TpmRc.Success, TpmStartup.Run(fresh.Client, out _));
        var digests = new TpmlDigestValues(log.Banks.Count);
        foreach (var e in log.Events)
        {
            digests.Clear();
            foreach (var bank in log.Banks)
            {
                new SpanByte(e.Digests[bank]).CopyTo(digests.Add(bank));
            }

            Assert.Equal(TpmRc.Success, PcrExtend.Execute(fresh.Client, e.Pcr, digests));
        }

        return TestBoard.Pcrs(fresh.Client, TpmFixture.Select([.. log.Banks.Select(b => (b, PcrPlan.Pcrs))]));
    }

    // TPM2_PCR_Allocate (Part 3, section 22.5) takes effect at the next TPM reset.
    private void Allocate(TpmAlgId bank, byte pcrs)
    {
        Assert.Equal(TpmRc.Success, TpmStartup.Run(_board.Tpm.Client, out _));
        byte[] command =
        [
            0x80, 0x02, 0, 0, 0, 0, 0, 0, 0x01, 0x2B, 0x40, 0, 0, 0x0C, 0, 0, 0, 9, 0x40, 0, 0, 9, 0, 0, 1, 0, 0,
            0, 0, 0, 1, (byte)((ushort)bank >> 8), (byte)bank, 3, pcrs, 0, 0,
        ];
        BinaryPrimitives.WriteInt32BigEndian(command.AsSpan(2), command.Length);
        var response = new byte[64];
        Assert.Equal(IoStatus.Ok, _board.Tpm.Session.Transfer(command, response, 2000, out _));
        Assert.Equal(0u, BinaryPrimitives.ReadUInt32BigEndian(response.AsSpan(6)));
        Assert.Equal(TpmRc.Success, Shutdown.Execute(_board.Tpm.Client, TpmSu.Clear));
        _board.Tpm.PowerCycle();
    }

    /// <summary>A way to a real TPM on which one command, or its answer, is lost.</summary>
    private sealed class LossySession(ICharDevice tpm, int position, bool afterExecution) : CharDevice
    {
        // TpmStartup's two commands come first.
        private int _left = position + 2;

        public bool Lost { get; private set; }

        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            var lost = _left-- == 0;
            Lost |= lost;
            var status = lost && !afterExecution ? IoStatus.Timeout : tpm.Transfer(write, read, timeoutMs, out count);
            count = lost ? 0 : count;
            return lost ? IoStatus.Timeout : status;
        }
    }
}
