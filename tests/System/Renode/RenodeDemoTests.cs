// SPDX-License-Identifier: MIT
// The demo of the boards that run in Renode, as its user runs it.

using System.Text.Json;
using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests.Renode;

public class RenodeDemoTests
{
    private const int Trusted = 0;
    private const int NotTrusted = 3;
    private static readonly TimeSpan RunBound = TimeSpan.FromMinutes(4);

    public static TheoryData<string> Boards => [.. RenodeBoard.Names];

    [SkippableTheory]
    [MemberData(nameof(Boards))]
    public void AGenuineBoardIsTrustedAndNothingIsLeftOfTheRun(string board)
    {
        RenodeRun.SkipWithoutRenode();
        using var demo = new DemoProcess("--board", board, "--json");
        var (status, output, messages) = demo.WaitForEnd(RunBound);
        Assert.True(status == Trusted, messages + output);
        using var report = JsonDocument.Parse(output);
        Assert.True(report.RootElement.GetProperty("trusted").GetBoolean());
        Assert.Empty(demo.Alive());
    }

    [SkippableTheory]
    [InlineData("nucleo-f767zi", "image", "firmware")]
    [InlineData("stm32f4-discovery", "config", "configuration")]
    [InlineData("nucleo-f767zi", "log", "log-replay")]
    public void ATamperedBoardIsNotTrustedAndTheCheckIsNamed(string board, string what, string check)
    {
        RenodeRun.SkipWithoutRenode();
        using var demo = new DemoProcess("--board", board, "--tamper", what, "--json");
        var (status, output, messages) = demo.WaitForEnd(RunBound);
        Assert.True(status == NotTrusted, messages + output);
        using var report = JsonDocument.Parse(output);
        var failed = report.RootElement.GetProperty("checks").EnumerateArray().Where(c => !c.GetProperty("passed").GetBoolean());
        Assert.Contains(check, failed.Select(c => c.GetProperty("name").GetString()));
    }

    [SkippableTheory]
    [MemberData(nameof(Boards))]
    public void ComponentsAndFilesAreReached(string board)
    {
        RenodeRun.SkipWithoutRenode();
        using var demo = new DemoProcess("--board", board, "--exec", "wardstone report init && wardstone ls /dev && wardstone faults");
        var (status, output, messages) = demo.WaitForEnd(RunBound);
        Assert.True(status == Trusted, messages + output);
        Assert.Matches(@"\n +measured_boot +running +", output);
        Assert.Contains("\ntpm0\n", output, StringComparison.Ordinal);
        Assert.EndsWith("no faults on record\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutRenodeItSaysWhatToSet()
    {
        using var demo = new DemoProcess(new Dictionary<string, string> { ["RENODE"] = "/nowhere" }, "--board", "nucleo-f767zi");
        var (status, output, messages) = demo.WaitForEnd(RunBound);
        Assert.Equal(1, status);
        Assert.Empty(output);
        Assert.Contains("no Renode at RENODE=/nowhere", messages, StringComparison.Ordinal);
    }
}
