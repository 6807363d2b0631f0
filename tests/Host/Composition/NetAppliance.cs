// SPDX-License-Identifier: MIT
// The appliance of firmware/ on .NET: its components on the plain kernel, a TPM behind a simulated I2C bus, and its link on a UNIX
// socket. All of the product but the chip.

using System.Text;
using Wardstone.Appliance;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Tests.Host.Link;
using Wardstone.Tests.Host.MeasuredBoot;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Composition;

/// <summary>A board that boots when it is made, and runs until it is disposed of.</summary>
internal sealed class NetAppliance : IDisposable
{
    private const int Ram = 384 * 1024;

    private readonly PlainKernel _kernel = new(Ram);
    private readonly ListeningTerminal _link;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _booted = new();
    private volatile Exception? _crash;

    /// <param name="build">What it says it booted from.</param>
    /// <param name="config">The text that it boots with.</param>
    /// <param name="tpm">The driver that the boot uses.</param>
    /// <param name="linkPath">Where its link listens.</param>
    public NetAppliance(TestBuild build, string config, ICharDevice tpm, string linkPath)
    {
        _link = new ListeningTerminal(linkPath);
        var platform = new Platform
        {
            Board = TestBuild.Board,
            Version = TestBuild.Version,
            BuildId = build.BuildId,
            Image = new TextRom(build.Image),
            Components = new TextRom(build.Components),
            Config = new TextRom(config),
            Tpm = tpm,
            Log = Console,
            Kernel = _kernel,
            Parents =
            [
                new ParentSession("Terminal", "console", Console),
                new ParentSession("Terminal", "link", _link),
                new ParentSession("Log", "ring", new LineKeeper()),
                new ParentSession("Rom", "log", new TextRom("")),
            ],
        };
        _thread = new Thread(() => Run(platform));
        _thread.Start();
        _booted.Wait();
        Assert.Null(_crash);
    }

    /// <summary>What the console shows.</summary>
    public LineKeeper Console { get; } = new();

    /// <summary>Init, once it has started what there is to start.</summary>
    public Init Init { get; private set; } = null!;

    /// <summary>The product's components, as init.hid of a board has them, with the TPM on this bus.</summary>
    public static string Config(int bus) => $"""
        config | board: {TestBuild.Board}
        + start uart_log | ram: 4K
          + provides | + service Log
          + route | + any-service | + parent
        + start i2c | binary: bus | ram: 4K
          + provides | + service Bus
          + config | + i2c tpm | bus: {bus} | address: 0x2e
        + start vfs | ram: 32K
          + provides | + service FileSystem
          + route | + service Bus | + child i2c
          + config
            + vfs
              + dir dev | + dev tpm0 | driver: tpm_i2c | service: Bus | label: tpm | timeout_ms: 40000
            + policy measured_boot | + allow /dev/tpm0 | write: yes
            + policy entropy | + allow /dev/tpm0 | write: yes
            + policy host_link | + allow /
        + start measured_boot | ram: 8K
          + provides | + service MeasuredBoot
          + route
            + service Log | + child uart_log
            + service FileSystem | + child vfs
            + service BootRecord | + parent
          + config | tpm: /dev/tpm0
        + start entropy | ram: 4K
          + provides | + service Entropy
          + route | + service FileSystem | + child vfs
          + config | tpm: /dev/tpm0
        + start report | ram: 24K
          + provides
            + service Report
            + service ReportReader
          + config
            + report init | size: 8K
            + report heaps | size: 4K
            + report threads | size: 2K
            + report faults | size: 6K
        + start host_link | ram: 16K | priority: 3
          + route
            + service MeasuredBoot | + child measured_boot
            + service ReportReader | + child report
            + service FileSystem | + child vfs
            + service Terminal | + parent
        -

        """;

    public void Dispose()
    {
        _kernel.Stop();
        _thread.Join();
        _link.Dispose();
        _booted.Dispose();
        Assert.Null(_crash);
    }

    private void Run(Platform platform)
    {
        try
        {
            Init = new Wardstone.Appliance.Appliance(platform).Boot();
            Init.Start();
            _booted.Set();
            for (; ; )
            {
                Init.Serve(-1);
            }
        }
        catch (KernelStoppedException)
        {
            // This is how it is to end.
        }
        catch (Exception exception)
        {
            _crash = exception;
            _booted.Set();
        }
    }

    /// <summary>Keeps lines, whichever way they come.</summary>
    public sealed class LineKeeper : CharDevice, ILogSession
    {
        private readonly List<string> _lines = [];

        public string[] Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public void Write(SpanByte line)
        {
            lock (_lines)
            {
                _lines.Add(Encoding.ASCII.GetString(line.ToArray()).TrimEnd());
            }
        }

        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            Write(data);
            return IoStatus.Ok;
        }

        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            count = 0;
            return IoStatus.Timeout;
        }
    }
}
