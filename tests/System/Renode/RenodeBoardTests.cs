// SPDX-License-Identifier: MIT
// The boards with the TPM on SPI, in Renode, and a TPM with which something is wrong: whatever it is, the board comes up, or names it on
// console and link within the bound, and goes on answering.

using System.Globalization;
using Wardstone.Hid;
using Wardstone.Link;

namespace Wardstone.Tests.SystemTests.Renode;

public abstract class RenodeBoardTests(RenodeRun run)
{
    [SkippableFact]
    public void AGenuineBootIsTrusted()
    {
        var before = run.Board.AskTpm("Violations"); // of a test before, in which bytes were wrong
        AssertReady(run.Boot());
        AssertTrusted();
        Assert.Equal(before, run.Board.AskTpm("Violations"));
    }

    [SkippableFact]
    public void AResetBringsItUpAgain()
    {
        for (var i = 0; i < 3; i++)
        {
            AssertReady(run.Boot());
            AssertTrusted();
        }
    }

    [SkippableTheory]
    [InlineData("wait_states", "0, 3, 1, 20")]
    [InlineData("bursts", "1, 2, 33, 64")]
    [InlineData("not_valid_polls", "3")]
    [InlineData("self_test_polls", "20")]
    [InlineData("execution_ms", "25")]
    [InlineData("interrupt", "lost")]
    [InlineData("interrupt", "stuck")]
    [InlineData("flip", "response 3 0x40 1")] // bits of a length, of a command code, of a header, of a status
    [InlineData("flip", "command 9 0x01 1")]
    [InlineData("flip", "header 9 0x10 1")]
    [InlineData("flip", "data 7 0x80 1")]
    [InlineData("flip", "wait 3 0x01 1")]
    public void WhatPassesOrIsSlowIsGotOver(string knob, string value)
    {
        AssertNamed(run.Boot((knob, value)));
        if (knob != "flip")
        {
            AssertTrusted();
        }

        AssertReady(run.Boot()); // and leaves nothing behind
    }

    // By the pin, the chip's interrupt and the bus's component, to the driver in the VFS; one is of the driver's start.
    [SkippableTheory]
    [InlineData("works", 6, 200)]
    [InlineData("lost", 0, 1)]
    [InlineData("stuck", 2, 30)]
    public void TheTpmInterruptsTheBoard(string line, int least, int most)
    {
        AssertReady(run.Boot(("execution_ms", "25"), ("interrupt", line)));
        Assert.NotEmpty(run.Quote());
        Assert.NotEmpty(run.Quote());
        var interrupts = -1;
        for (var until = DateTime.UtcNow + RenodeRun.Bound; interrupts < least && DateTime.UtcNow < until; Thread.Sleep(500))
        {
            var report = HidNode.Parse(run.Board.Ask(client => client.ReadReport("bus"), RenodeRun.Bound));
            interrupts = int.Parse(report.Children[0]["interrupts"]!, CultureInfo.InvariantCulture);
        }

        Assert.InRange(interrupts, least, most);
    }

    [SkippableTheory]
    [InlineData("absent", "yes", "tpm-absent")]
    [InlineData("floating", "0", "tpm-")]
    [InlineData("identity", "0x00000000", "")]
    [InlineData("hang", "grant", "tpm-")]
    [InlineData("hang", "ready", "tpm-")]
    [InlineData("hang", "valid", "tpm-")]
    [InlineData("hang", "burst", "tpm-")]
    [InlineData("hang", "expect", "tpm-")]
    [InlineData("hang", "execution", "tpm-")]
    [InlineData("hang", "data", "tpm-")]
    [InlineData("hang", "waitstate", "tpm-")]
    [InlineData("vanish", "command 5", "tpm-")]
    [InlineData("vanish", "response 5", "tpm-")]
    public void WhatStaysIsNamed(string knob, string value, string state)
    {
        var status = run.Boot((knob, value));
        AssertNamed(status);
        Assert.StartsWith(state, LinkClient.Text(status.State), StringComparison.Ordinal);
        if (state.Length > 0)
        {
            Assert.Equal(BoardPhase.Failed, status.Phase);
            Assert.Throws<BoardRefusedException>(() => run.Quote());
        }

        AssertReady(run.Boot());
    }

    [SkippableTheory]
    [InlineData("hang", "execution", true)]
    [InlineData("hang", "data", true)]
    [InlineData("vanish", "command 20", true)]
    [InlineData("brown_out", "command 20", false)]
    [InlineData("brown_out", "response 20", false)]
    public void ATpmThatFailsUnderAQuoteIsNamed(string knob, string value, bool keepsPcrs)
    {
        AssertReady(run.Boot());
        run.Board.Knob(knob, value);
        Assert.Throws<BoardRefusedException>(() => run.Quote());
        AssertNamed(run.Board.WaitForBoot(RenodeRun.Bound));
        run.Board.Knob("clear", "");
        Assert.True(keepsPcrs || !IsTrusted());
        AssertReady(run.Boot());
        AssertTrusted();
    }

    // RST# for a moment, by somebody else than the board: the PCRs are gone, and no verdict says otherwise.
    [SkippableFact]
    public void ATpmThatIsResetBehindItsBackIsNotTrusted()
    {
        AssertReady(run.Boot());
        run.Board.Knob("reset", "yes");
        run.Board.Knob("reset", "no");
        Assert.False(IsTrusted());
        AssertNamed(run.Board.WaitForBoot(RenodeRun.Bound));
        AssertReady(run.Boot());
    }

    private static void AssertReady(BoardStatus status) =>
        Assert.True(status.Phase == BoardPhase.Ready, $"{LinkClient.Text(status.State)}: {LinkClient.Text(status.Reason)}");

    private static void AssertNamed(BoardStatus status)
    {
        Assert.NotEqual("", LinkClient.Text(status.State));
        Assert.Equal(status.Phase == BoardPhase.Ready, LinkClient.Text(status.State) == "ready");
        Assert.Equal(status.Phase == BoardPhase.Ready, LinkClient.Text(status.Reason).Length == 0);
    }

    private void AssertTrusted() => Assert.Empty(run.Judge());

    private bool IsTrusted()
    {
        try
        {
            return run.Judge().Length == 0;
        }
        catch (LinkException)
        {
            return false;
        }
    }
}

public sealed class NucleoTests(NucleoRun run) : RenodeBoardTests(run), IClassFixture<NucleoRun>;

public sealed class DiscoveryTests(DiscoveryRun run) : RenodeBoardTests(run), IClassFixture<DiscoveryRun>;
