// SPDX-License-Identifier: MIT
// The configuration in firmware/Vfs/README.md is one.
using System.Text.RegularExpressions;
using Wardstone.Appliance;
using Wardstone.Components;
using Wardstone.Runtime;
using Wardstone.Tests.Host.Gates;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Vfs;

public partial class ReadmeTests
{
    [Fact]
    public void TheExampleIsTaken()
    {
        var lines = Example().Match(Repository.ReadText("firmware/Vfs/README.md")).Groups[1].Value.Split('\n');
        var reports = new ReportComponent();
        reports.Construct(new TestEnv());
        var env = new TestEnv(string.Concat(lines.Select(line => line.Length < 2 ? "" : line[2..] + "\n")))
            .With("Bus", "tpm", new NoDevice()).With("Bus", "temp", new NoDevice()).With("Bus", "i2c1", new NoDevice())
            .With("ReportReader", "", reports.Open("ReportReader", "vfs")).With("Rom", "config", new TextRom("text"));
        var files = Tests.Portable.Files.Of(Tests.Portable.Files.Component(env, CharDrivers.All()), "host_link");
        Assert.Equal("dev/ log report/ init.hid tmp/ motd", files.List("/"));
        Assert.Equal("tpm0 temp0 null zero", files.List("/dev"));
        Assert.Equal("a line\n", files.Content("/motd"));
    }

    [GeneratedRegex(@"```hid\n\+ config\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    private sealed class NoDevice : CharDevice, IBusDevice
    {
        public IoStatus Begin() => IoStatus.Busy;

        public IoStatus Exchange(SpanByte write, SpanByte read) => IoStatus.NotSupported;

        public IoStatus End() => IoStatus.Interrupted;
    }
}
