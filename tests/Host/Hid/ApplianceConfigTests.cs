// SPDX-License-Identifier: MIT
// The appliance's own part of the configuration: what it takes, and that each mistake is refused where it stands; and that the
// configurations of the boards are right as a whole.

using Wardstone.Appliance;
using Wardstone.Runtime;
using Wardstone.Tests.Host.Composition;
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
        var config = new ApplianceConfig("b");
        Assert.Equal(pcrs is not null, TryRead(config, text, out var reason));
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
        Assert.False(TryRead(new ApplianceConfig("b"), text, out var given));
        Assert.StartsWith("init.hid " + reason, given);
    }

    [Fact]
    public void EveryBoardsConfigurationIsValid()
    {
        var files = Repository.Files
            .Where(file => file.StartsWith("boards/", StringComparison.Ordinal) && Path.GetFileName(file) == "init.hid")
            .Select(file => Path.Combine(Repository.Root, file)).ToArray();
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var text = new TextRom(File.ReadAllBytes(file));
            Assert.InRange(text.Length, 1, 8192 - 4);
            var board = Path.GetFileName(Path.GetDirectoryName(file)!);
            string[] parents = ["Terminal/console", "Terminal/link", "Log/ring", "Rom/log", "BootRecord/", "Watchdog/"];
            Assert.True(TryRead(new ApplianceConfig(board), File.ReadAllText(file), out var reason, parents), $"{file}: {reason}");
        });
    }

    private static bool TryRead(ApplianceConfig config, string text, out string reason, params string[] parents)
    {
        ParentSession[] sessions = [.. parents.Select(name => name.Split('/')).Select(name => new ParentSession(name[0], name[1], new()))];
        var init = new Init(new PlainKernel(256 * 1024), Binaries.All(), sessions, new TextRom(text), new NetAppliance.LineKeeper());
        return init.TryRead(config, out reason);
    }
}
