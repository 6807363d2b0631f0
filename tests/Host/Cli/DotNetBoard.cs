// SPDX-License-Identifier: MIT
// The appliance of firmware/ on .NET, with a real software TPM and its link on a UNIX socket: all of the product but the chip.

using Wardstone.Appliance;
using Wardstone.Emulation;
using Wardstone.Runtime;
using Wardstone.Tests.Host.Link;
using Wardstone.Tests.Host.MeasuredBoot;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Cli;

/// <summary>A board that booted, and the build output that it says it booted from.</summary>
public sealed class DotNetBoard : IDisposable
{
    public const string Config = "config | board: test-board\n-\n";

    private readonly TestBuild _build = new(Config);
    private readonly ScratchDirectory _directory = new();
    private readonly Swtpm _tpm;
    private readonly SwtpmSession _session;
    private readonly ListeningTerminal _link;
    private readonly Thread _thread;
    private volatile bool _stop;

    public DotNetBoard()
        : this(Config)
    {
    }

    /// <param name="config">The configuration that the board boots with; its build output has <see cref="Config"/>.</param>
    internal DotNetBoard(string config)
    {
        _tpm = Swtpm.StartDirect(_directory.Subdirectory("tpm"));
        _session = _tpm.Open();
        _link = new ListeningTerminal(LinkPath);
        var appliance = new Appliance.Appliance(new Platform
        {
            Board = TestBuild.Board,
            Version = TestBuild.Version,
            BuildId = _build.BuildId,
            Image = new TextRom(_build.Image),
            Components = new TextRom(_build.Components),
            Config = new TextRom(config),
            Tpm = _session,
            Link = _link,
            Log = new Silence(),
        });
        appliance.Boot();
        _thread = new Thread(() =>
        {
            while (!_stop)
            {
                appliance.Serve(20);
            }
        });
        _thread.Start();
    }

    public byte[] BuildId => _build.BuildId;

    public string LinkPath => Path.Combine(_directory.FullPath, "link");

    public string BuildOutput => _build.Directory;

    /// <summary>Ends the TPM at once.</summary>
    public void KillTpm() => _tpm.Kill();

    public void Dispose()
    {
        _stop = true;
        _thread.Join();
        _link.Dispose();
        _session.Dispose();
        _tpm.Dispose();
        _directory.Dispose();
        _build.Dispose();
    }

    private sealed class Silence : ILogSession
    {
        public void Write(SpanByte line)
        {
        }
    }
}
