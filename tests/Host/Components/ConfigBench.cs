// SPDX-License-Identifier: MIT
using Wardstone.Runtime;
using Wardstone.Tests.Portable;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Host.Components;

/// <summary>Reads configurations that are never started.</summary>
internal static class ConfigBench
{
    public const int Ram = 64 * 1024;

    /// <summary>Why a configuration is refused; empty if it is not.</summary>
    public static string Read(byte[] text, IConfigExtension? extension = null) => Read(new TextRom(text), extension, out _);

    /// <inheritdoc cref="Read(byte[], IConfigExtension)"/>
    public static string Read(string text, IConfigExtension? extension = null) => Read(new TextRom(text), extension, out _);

    public static string Read(IRomSession text, IConfigExtension? extension, out Init init)
    {
        var probe = new Probe();
        Binary[] binaries = [new CounterBinary(probe), new UserBinary(probe), new ReportsBinary(probe)];
        ParentSession[] parents = [new("Terminal", "link", new object()), new("Watchdog", "", new NoWatchdog())];
        init = new Init(new PlainKernel(Ram), binaries, parents, text, new NoLog());
        var isRead = init.TryRead(extension, out var reason);
        Assert.Equal(isRead, reason.Length == 0);
        return reason;
    }

    private sealed class NoLog : ILogSession
    {
        public void Write(SpanByte line)
        {
        }
    }

    private sealed class NoWatchdog : IWatchdogSession
    {
        public IoStatus Start(int timeoutMs) => IoStatus.Ok;

        public void Feed()
        {
        }
    }
}
