// SPDX-License-Identifier: MIT
// What the board runs or reads is not what was built: it is never trusted, and every run ends within a bound.

using System.Text;
using Wardstone.Emulation;
using Wardstone.Link;

namespace Wardstone.Tests.SystemTests;

public sealed class TamperTests : IDisposable
{
    private const int Seed = 20261122;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);
    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void AConfigurationWithASyntaxErrorIsNamedWithItsPlace()
    {
        using var board = EmulatedBoard.Start(BootedBoard.Files.WithConfigText("config\n+ !broken\n"), _scratch.FullPath);
        var status = board.WaitForBoot(Bound);
        Assert.Equal(BoardPhase.Failed, status.Phase);
        Assert.Equal("config-invalid", LinkClient.Text(status.State));
        Assert.Contains("line ", LinkClient.Text(status.Reason), StringComparison.Ordinal);
        Assert.Contains("state config-invalid: " + LinkClient.Text(status.Reason), board.Console.Text, StringComparison.Ordinal);
        AssertPcrsAreNotTheReferences(board);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(8189u)]
    [InlineData(0x80000000u)]
    [InlineData(0xFFFFFFFFu)]
    public void AConfigurationWithAWrongLengthIsNamed(uint length)
    {
        var files = BootedBoard.Files with { Config = [.. BitConverter.GetBytes(length), .. Encoding.ASCII.GetBytes("config\n-\n")] };
        using var board = EmulatedBoard.Start(files, _scratch.FullPath);
        var status = board.WaitForBoot(Bound);
        Assert.Equal("config-missing", LinkClient.Text(status.State));
        AssertPcrsAreNotTheReferences(board);
    }

    [Fact]
    public void AComponentWithAnotherStanzaIsNamed()
    {
        var component = Evidences.Reference.Components[1];
        var text = Encoding.UTF8.GetString(BootedBoard.Files.Config.AsSpan(sizeof(uint)));
        var stanza = Encoding.UTF8.GetString(component.Stanza);
        var files = BootedBoard.Files.WithConfigText(text.Replace(stanza, stanza.Replace(" ram: ", " limit_ms: 1500 | ram: ")));
        AssertNotTrustedFor(files, "configuration", $"component:{component.Name}", "pcr-reference");
    }

    // The digest in the component table; its code would have to differ as well for a build that came by it.
    [Fact]
    public void AComponentWithOtherCodeIsNamed()
    {
        var component = Evidences.Reference.Components[1];
        var files = BootedBoard.Files.WithImageByte(BootedBoard.Files.Image.AsSpan().IndexOf(component.Code), 1);
        AssertNotTrustedFor(files, "firmware", $"component:{component.Name}", "pcr-reference");
    }

    [Theory]
    [MemberData(nameof(Bytes), 12)]
    public void AnyByteOfTheImage(int offset, byte mask) => AssertNeverTrusted(offset, mask);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Bytes), 100)]
    public void AnyByteOfTheImageOften(int offset, byte mask) => AssertNeverTrusted(offset, mask);

    public static TheoryData<int, byte> Bytes(int count)
    {
        var random = new Random(Seed);
        var bytes = new TheoryData<int, byte>();
        for (var i = 0; i < count; i++)
        {
            bytes.Add(random.Next(BootedBoard.Files.Image.Length), (byte)(1 << random.Next(8)));
        }

        return bytes;
    }

    private void AssertNeverTrusted(int offset, byte mask)
    {
        using var board = EmulatedBoard.Start(BootedBoard.Files.WithImageByte(offset, mask), _scratch.FullPath);
        try
        {
            var trusted = board.WaitForBoot(Bound).Phase == BoardPhase.Ready && board.Judge().Trusted;
            Assert.False(trusted, $"trusted with byte 0x{offset:x} changed by 0x{mask:x}");
        }
        catch (Exception e) when (e is LinkException or TimeoutException)
        {
            // It runs wild, or stands still after a fault: there is nobody to trust.
        }
    }

    private void AssertNotTrustedFor(BoardFiles files, params string[] checks)
    {
        using var board = EmulatedBoard.Start(files, _scratch.FullPath);
        Assert.Equal(BoardPhase.Ready, board.WaitForBoot(Bound).Phase);
        Assert.Equal(checks, board.Judge().Failed.Select(check => check.Name));
    }

    private static void AssertPcrsAreNotTheReferences(EmulatedBoard board)
    {
        var pcrs = board.Pcrs();
        foreach (var (bank, pcr, value) in Evidences.Reference.Pcrs.All)
        {
            Assert.NotEqual(Convert.ToHexString(value), Convert.ToHexString(pcrs[bank, pcr]!));
        }
    }
}
