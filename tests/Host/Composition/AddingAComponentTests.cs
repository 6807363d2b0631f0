// SPDX-License-Identifier: MIT
// firmware/Appliance/Components/README.md, taken at its word.

namespace Wardstone.Tests.Host.Composition;

[Collection(nameof(FollowedPages))]
public class AddingAComponentTests(FollowedPages pages)
{
    [Fact]
    public void TheStepsOfThePageLeadToARunningComponent() =>
        Assert.Contains("[beat] the first period is over", pages.Output, StringComparison.Ordinal);

    [Fact]
    public void NothingOutsideItsFolderChangesButALineAndAStanza() => Assert.Equal(
        [FollowedPages.InitHid, FollowedPages.Binaries],
        pages.ChangedForComponent.Where(file => !file.StartsWith($"{FollowedPages.Components}/Beat/", StringComparison.Ordinal)));
}
