// SPDX-License-Identifier: MIT
// firmware/Drivers/README.md, taken at its word.

namespace Wardstone.Tests.Host.Composition;

[Collection(nameof(FollowedPages))]
public class AddingADriverTests(FollowedPages pages)
{
    [Fact]
    public void TheStepsOfThePageLeadToAFileThatCanBeRead() =>
        Assert.Contains("[reader] -10.5 C", pages.Output, StringComparison.Ordinal);

    [Fact]
    public void ItIsOneFileAndItsLines() => Assert.Equal(
        [FollowedPages.InitHid, FollowedPages.CharDrivers, $"{FollowedPages.Drivers}/Lm75.cs"], pages.ChangedForDriver);
}
