// SPDX-License-Identifier: MIT
// The demo from outside: its exit status, what it says, and that nothing is left of it.

using System.Diagnostics;
using System.Text.Json;

namespace Wardstone.Tests.SystemTests;

public class DemoTests
{
    private const int Trusted = 0;
    private const int NotTrusted = 3;
    private static readonly TimeSpan RunBound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(10);

    [Fact]
    public void AGenuineBoardIsTrusted()
    {
        using var demo = new DemoProcess("--json");
        var (status, output, messages) = demo.WaitForEnd(RunBound);
        Assert.True(status == Trusted, messages + output);
        using var report = JsonDocument.Parse(output);
        Assert.True(report.RootElement.GetProperty("trusted").GetBoolean());
        Assert.Empty(demo.Alive());
    }

    [Theory]
    [InlineData("image", "firmware")]
    [InlineData("config", "configuration")]
    [InlineData("log", "log-replay")]
    public void ATamperedBoardIsNotTrustedAndTheCheckIsNamed(string what, string check)
    {
        using var demo = new DemoProcess("--tamper", what, "--json");
        var (status, output, messages) = demo.WaitForEnd(RunBound);
        Assert.True(status == NotTrusted, messages + output);
        using var report = JsonDocument.Parse(output);
        Assert.False(report.RootElement.GetProperty("trusted").GetBoolean());
        var failed = report.RootElement.GetProperty("checks").EnumerateArray().Where(c => !c.GetProperty("passed").GetBoolean());
        Assert.Contains(check, failed.Select(c => c.GetProperty("name").GetString()));
    }

    [Fact]
    public void ACommandRunsBesideTheBoardAndItsStatusIsReturned()
    {
        using var demo = new DemoProcess("--exec", "wardstone status >/dev/null && wardstone attest >/dev/null && echo done && exit 7");
        var (status, output, messages) = demo.WaitForEnd(RunBound);
        Assert.True(output == "done\n", messages + output);
        Assert.Equal(7, status);
        Assert.Empty(demo.Alive());
    }

    [Fact]
    public void TheComponentsAreShownWithTheirState()
    {
        using var demo = new DemoProcess();
        var (status, output, messages) = demo.WaitForEnd(RunBound);
        Assert.True(status == Trusted, messages + output);
        var tree = output[output.IndexOf("TRUSTED", StringComparison.Ordinal)..];
        string[] components = ["uart_log", "i2c", "vfs", "measured_boot", "host_link", "report"];
        Assert.All(components, name => Assert.Matches($@"\n +{name} +running +", tree));
        Assert.All(output.Split('\n'), line => Assert.InRange(line.Length, 0, 100));

        using var exec = new DemoProcess(
            "--exec",
            "wardstone report init > /dev/null " // waits for the report, which the file does not
            + "&& wardstone ls /dev && wardstone cat /report/init && wardstone report init && wardstone faults");
        var (_, text, _) = exec.WaitForEnd(RunBound);
        Assert.StartsWith("tpm0\ntemp0\ni2c0\ni2c1\ni2c2\nnull\nzero\ninit | ", text, StringComparison.Ordinal);
        Assert.Matches(@"\n +host_link +running +", text);
        Assert.EndsWith("no faults on record\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoRunSideBySide()
    {
        using var first = new DemoProcess();
        using var second = new DemoProcess("--tamper", "config");
        Assert.Equal(Trusted, first.WaitForEnd(RunBound).Status);
        Assert.Equal(NotTrusted, second.WaitForEnd(RunBound).Status);
    }

    [Fact]
    public void ABoardThatIsNotThereIsAnError()
    {
        using var demo = new DemoProcess("--board", "nosuch");
        var (status, output, messages) = demo.WaitForEnd(RunBound);
        Assert.Equal(2, status);
        Assert.Empty(output);
        Assert.Contains("nosuch", messages, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public void NoProcessIsLeftAfterASignal(string signal)
    {
        using var demo = new DemoProcess("--exec", "sleep 300");
        WaitUntil(() => demo.Alive() is var alive && alive.Contains("sleep") && alive.Contains("swtpm"), RunBound);
        demo.Signal(signal);
        WaitUntil(() => demo.Alive().Length == 0, EndBound);
        Assert.NotEqual(Trusted, demo.WaitForEnd(EndBound).Status);

        void WaitUntil(Func<bool> condition, TimeSpan bound)
        {
            var watch = Stopwatch.StartNew();
            while (!condition())
            {
                Assert.True(watch.Elapsed < bound, $"alive: {string.Join(' ', demo.Alive())}");
                Thread.Sleep(50);
            }
        }
    }
}
