// SPDX-License-Identifier: MIT
// The appliance's configuration: what it takes, and that each mistake is refused where it stands.

using Wardstone.Appliance;
using Wardstone.Tests.Host.Gates;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Hid;

public class ApplianceConfigTests
{
    [Theory]
    [InlineData("config | board: b\n-\n", false)]
    [InlineData("config\n+ console\n  pcrs: yes\n  board: b\n-\n", null)]
    [InlineData("config\n+ console\n  pcrs: yes\nboard: b\n-\n", true)]
    [InlineData("config | board: b\n+ console | pcrs: no\n-\n", false)]
    [InlineData("config | board: b\nx console | pcrs: maybe\n-\n", false)]
    public void TakesWhatItKnows(string text, bool? pcrs)
    {
        var config = new ApplianceConfig();
        Assert.Equal(pcrs is not null, config.TryRead(new TextRom(text), "b", out var reason));
        Assert.Equal(pcrs is not null, reason.Length == 0);
        Assert.Equal(pcrs ?? true, config.ConsolePcrs);
    }

    [Theory]
    [InlineData("", "line 1, column 1: the first line")]
    [InlineData("conf | board: b\n-\n", "line 1, column 1: the top-level node")]
    [InlineData("config\n-\n", "line 2, column 1: the attribute 'board'")]
    [InlineData("config | board: c\n-\n", "line 1, column 10: the configuration is for another board than b")]
    [InlineData("config b | board: b\n-\n", "line 1, column 1: there is no such attribute")]
    [InlineData("config | board: b | baud: 1\n-\n", "line 1, column 21: there is no such attribute")]
    [InlineData("config | board: b\n: text\n-\n", "line 2, column 1: there is no quoted content")]
    [InlineData("config | board: b\n+ consol\n-\n", "line 2, column 1: there is no such node")]
    [InlineData("config | board: b\n+ console\n+ console\n-\n", "line 3, column 1: there is no such node here, or")]
    [InlineData("config | board: b\n+ console\n  + pcrs\n-\n", "line 3, column 3: there is no such node")]
    [InlineData("config | board: b\n+ console\n  pcrs: maybe\n-\n", "line 3, column 3: 'pcrs' is yes or no")]
    [InlineData("config | board: b\n+ console\n  pcrs yes\n-\n", "line 3, column 3: expected")]
    [InlineData("config | board: b\n+ console", "line 2, column 10: the text ends")]
    public void RefusesWhatItDoesNotKnow(string text, string reason)
    {
        Assert.False(new ApplianceConfig().TryRead(new TextRom(text), "b", out var given));
        Assert.StartsWith("init.hid " + reason, given);
    }

    [Fact]
    public void EveryBoardsConfigurationIsValid()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "boards"), "init.hid", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var text = new TextRom(File.ReadAllBytes(file));
            Assert.InRange(text.Length, 1, 8192 - 4);
            var board = Path.GetFileName(Path.GetDirectoryName(file)!);
            Assert.True(new ApplianceConfig().TryRead(text, board, out var reason), $"{file}: {reason}");
        });
    }
}
