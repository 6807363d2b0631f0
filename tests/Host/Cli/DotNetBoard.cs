// SPDX-License-Identifier: MIT
using Wardstone.Emulation;
using Wardstone.Runtime;
using Wardstone.Tests.Host.Composition;
using Wardstone.Tests.Host.Drivers;
using Wardstone.Tests.Host.MeasuredBoot;

namespace Wardstone.Tests.Host.Cli;

/// <summary>A board that booted with a real software TPM, and the build output that it says it booted from.</summary>
public sealed class DotNetBoard : IDisposable
{
    private readonly ScratchDirectory _directory = new();
    private readonly Swtpm _tpm;
    private readonly SwtpmSession _session;
    private readonly TpmBench _bench;
    private readonly TestBuild _build;
    private readonly NetAppliance _appliance;

    public DotNetBoard()
        : this(config => config)
    {
    }

    /// <param name="edit">What becomes of the configuration on its way from the build output to the board.</param>
    internal DotNetBoard(Func<string, string> edit)
    {
        _tpm = Swtpm.StartDirect(_directory.Subdirectory("tpm"));
        _session = _tpm.Open();
        _bench = TpmBench.OnI2c(Execute, patient: true);
        var config = NetAppliance.Config(_bench.I2cBus!.Id);
        _build = new TestBuild(config);
        _appliance = new NetAppliance(_build, edit(config), _bench.Driver, LinkPath);
    }

    public byte[] BuildId => _build.BuildId;

    public string LinkPath => Path.Combine(_directory.FullPath, "link");

    public string BuildOutput => _build.Directory;

    /// <summary>Takes the TPM off its bus.</summary>
    public void RemoveTpm() => _bench.Fault.Kind = FaultKind.Vanish;

    public void Dispose()
    {
        _appliance.Dispose();
        _bench.Dispose();
        _session.Dispose();
        _tpm.Dispose();
        _directory.Dispose();
        _build.Dispose();
    }

    private byte[] Execute(byte[] command)
    {
        var response = new byte[4096];
        Assert.Equal(IoStatus.Ok, _session.Transfer(command, response, 30_000, out var length));
        return response[..length];
    }
}
