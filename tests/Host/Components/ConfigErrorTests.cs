// SPDX-License-Identifier: MIT
// Whatever is wrong in a configuration is refused before anything starts, with the line and the column where it stands.

namespace Wardstone.Tests.Host.Components;

public class ConfigErrorTests
{
    private const string Counter = "+ start counter | ram: 4K\n  + provides | + service Counter\n";

    [Theory]
    [InlineData("", "line 2, column 1: the text ends without")]
    [InlineData("+ strat counter\n-\n", "line 2, column 1: there is no such node here")]
    [InlineData("colour: red\n-\n", "line 2, column 1: there is no such attribute here")]
    [InlineData(": text\n-\n", "line 2, column 1: there is no quoted content here")]
    [InlineData("+ start | ram: 4K\n-\n", "line 2, column 1: this child has no name")]
    [InlineData("+ start counter\n-\n", "line 2, column 1: the attribute 'ram' of 'start' is missing")]
    [InlineData("+ start counter | ram: 4k\n-\n", "line 2, column 19: 'ram' is a number of bytes")]
    [InlineData("+ start counter | ram: 0\n-\n", "line 2, column 19: 'ram' is a number of bytes")]
    [InlineData("+ start counter | ram: 4096M\n-\n", "line 2, column 19: 'ram' is a number of bytes")]
    [InlineData("+ start counter | ram: 4K | stack: -1\n-\n", "line 2, column 29: 'stack' is a number of bytes")]
    [InlineData("+ start counter | ram: 4K | priority: 8\n-\n", "line 2, column 29: 'priority' is a number from 0 to 7")]
    [InlineData("+ start counter | ram: 4K | limit_ms: 0\n-\n", "line 2, column 29: 'limit_ms' is a number from 1 to 3600000")]
    [InlineData("+ start a/b | binary: counter | ram: 4K\n-\n", "line 2, column 1: 'name' is at most 63 letters")]
    [InlineData("+ start nobody | ram: 4K\n-\n", "line 2, column 1: there is no binary 'nobody'")]
    [InlineData("+ start counter | binary: nobody | ram: 4K\n-\n", "line 2, column 1: there is no binary 'nobody'")]
    [InlineData("+ start counter | ram: 4K\n+ start counter | ram: 4K\n-\n", "line 3, column 1: there is a child 'counter' already")]
    [InlineData("+ start counter | ram: 4K\n  + config\n  + config\n-\n", "line 4, column 3: there is no such node here, or there is one")]
    [InlineData("+ start counter | ram: 4K\n  + heartbeat | period_ms: 100\n-\n", "line 2, column 1: a heartbeat is for a component with")]
    [InlineData("+ start counter | ram: 4K | priority: 1\n  + heartbeat\n-\n", "line 3, column 3: the attribute 'period_ms' of")]
    [InlineData("+ start counter | ram: 4K | priority: 1\n  + heartbeat | period_ms: 9\n-\n", "line 3, column 17: 'period_ms' is a number")]
    [InlineData("+ start counter | ram: 4K\n  + restart | limit: many\n-\n", "line 3, column 15: 'limit' is a number from 0")]
    [InlineData("+ start counter | ram: 4K\n  + restart | limits: 1\n-\n", "line 3, column 15: there is no such attribute")]
    [InlineData("+ start counter | ram: 4K\n  + provides | + service Nothing\n-\n",
        "line 3, column 16: the binary 'counter' has no service")]
    [InlineData("+ start counter | ram: 4K\n  + provides | + service\n-\n", "line 3, column 16: the service has no name")]
    [InlineData("+ start counter | ram: 4K\n  + config\n    k v\n-\n", "line 4, column 5: expected '+'")]
    [InlineData("+ report | delay_ms: soon\n-\n", "line 2, column 12: 'delay_ms' is a number from 10")]
    [InlineData("+ report\n+ report\n-\n", "line 3, column 1: there is no such node here, or there is one already")]
    [InlineData("+ watchdog\n-\n", "line 2, column 1: the attribute 'timeout_ms' of 'watchdog' is missing")]
    [InlineData("+ watchdog | timeout_ms: 2000\n+ start counter | ram: 4K | limit_ms: 2000\n-\n",
        "line 2, column 1: the watchdog would come before")]
    [InlineData("+ start user | ram: 40K\n+ start counter | ram: 25K\n-\n",
        "line 3, column 1: with 'counter', the children take 65.0K, and there is 64.0K")]
    [InlineData("+ start counter | ram: 4K | stack: 100M\n-\n", "line 2, column 1: a call of 'counter' takes more than 16M of stack")]
    [InlineData("+ start counter | ram: 4K | stack: 60K | priority: 1\n-\n", "line 2, column 1: with 'counter', the children take 64.7K")]
    public void IsRefusedWhereItStands(string nodes, string reason) => AssertRefused(nodes, reason);

    [Theory]
    [InlineData("+ service Counter", "line 4, column 5: this goes to no 'child' and not to the 'parent'")]
    [InlineData("+ service | + parent", "line 4, column 5: the service has no name")]
    [InlineData("+ any-service x | + parent", "line 4, column 5: 'any-service' has no name")]
    [InlineData("+ service Counter | + child", "line 4, column 25: the child has no name")]
    [InlineData("+ service Counter | + child nobody", "line 4, column 25: there is no child 'nobody' beside 'user'")]
    [InlineData("+ service Log | + child counter", "line 4, column 21: the child 'counter' does not provide 'Log'")]
    [InlineData("+ service Log | + parent", "line 4, column 21: the board provides no 'Log'")]
    [InlineData("+ service Log | + parent x", "line 4, column 21: there is no such attribute here")]
    [InlineData("+ service Log | + parent | + parent", "line 4, column 32: there is no such node here")]
    [InlineData("+ service Counter | label: a | label_prefix: b | + parent", "line 4, column 36: there is a condition on the label")]
    [InlineData("+ service Counter | unlabelled: no | + parent", "line 4, column 25: 'unlabelled' is yes")]
    [InlineData("+ service Counter | label: \u00c3\u00a9 | + parent", "line 4, column 25: 'label' is at most 63 printable ASCII")]
    [InlineData("+ services Counter | + parent", "line 4, column 5: there is no such node here")]
    public void ARouteIsRefusedWhereItStands(string route, string reason) =>
        AssertRefused($"+ start user | ram: 4K\n  + route\n    {route}\n{Counter}-\n", reason);

    [Theory]
    [InlineData("+ start a | binary: init | ram: 8K\n-\n", "line 2, column 1: a subsystem without a 'config'")]
    [InlineData("+ start a | binary: init | ram: 8K\n  + config\n-\n", "line 3, column 3: a subsystem has at least one child")]
    [InlineData("+ start a | binary: init | ram: 8K | stack: 1K\n  + config\n-\n", "line 2, column 1: a subsystem has no 'stack'")]
    [InlineData("+ start a | binary: init | ram: 3K\n  + config\n    + start counter | ram: 4K\n-\n",
        "line 2, column 1: the children of 'a' take 4.0K, and its 'ram' is 3.0K")]
    [InlineData("+ start a | binary: init | ram: 8K\n  + config\n    + report\n-\n", "line 4, column 5: there is no such node here")]
    [InlineData("+ start a | binary: init | ram: 8K\n  + provides | + service Counter\n  + config\n    + start counter | ram: 4K\n-\n",
        "line 3, column 16: the 'config' of 'a' does not say where 'Counter' comes from")]
    [InlineData("+ start a | binary: init | ram: 8K\n  + config\n    + service Counter | + child x\n    + start counter | ram: 4K\n-\n",
        "line 4, column 5: there is no child 'x' in 'a'")]
    [InlineData("+ start a | binary: init | ram: 8K\n  + config\n    + service Counter | + child counter\n"
        + "    + start counter | ram: 4K\n-\n",
        "line 4, column 5: the child 'a/counter' does not provide 'Counter'")]
    [InlineData("+ start a | binary: init | ram: 8K\n  + config\n    + start user | ram: 4K\n"
        + "      + route | + service Terminal | + parent\n-\n",
        "line 5, column 38: 'a' has no route for 'Terminal'")]
    [InlineData("+ start counter | ram: 4K\n+ start a | binary: init | ram: 8K\n  + config\n    + start user | ram: 4K\n"
        + "      + route | + any-service | + child counter\n-\n", "line 6, column 33: there is no child 'counter' beside 'a/user'")]
    public void ASubsystemIsRefusedWhereItIsWrong(string nodes, string reason) => AssertRefused(nodes, reason);

    [Theory]
    [InlineData("a>a", 3, "a -> a")]
    [InlineData("a>b b>a", 3, "a -> b -> a")]
    [InlineData("c>a a>b b>a d", 7, "b -> a -> b")]
    [InlineData("a>b b>c c>d d>b", 5, "b -> c -> d -> b")]
    public void ACircleOfRoutesIsNamed(string graph, int line, string circle)
    {
        var nodes = graph.Split(' ').Select(edge => edge.Split('>')).Select(edge =>
            $"+ start {edge[0]} | binary: counter | ram: 4K | + provides | + service Counter\n"
            + (edge.Length == 1 ? "" : $"  + route | + any-service | + child {edge[1]}\n"));
        AssertRefused(string.Concat(nodes) + "-\n", $"line {line}, column 29: the routes go in a circle: {circle}");
    }

    [Fact]
    public void ACircleThroughASubsystemIsFoundToo() => AssertRefused(
        "+ start a | binary: init | ram: 8K\n  + provides | + service Counter\n  + route | + service Counter | + child x\n"
            + "  + config\n    + service Counter | + child inner\n    + start inner | binary: counter | ram: 4K\n"
            + "      + provides | + service Counter\n      + route | + any-service | + parent\n"
            + "+ start x | binary: counter | ram: 4K\n  + provides | + service Counter\n  + route | + service Counter | + child a\n-\n",
        "line 12, column 33: the routes go in a circle: x -> a/inner -> x");

    private static void AssertRefused(string nodes, string reason) =>
        Assert.StartsWith("init.hid " + reason, ConfigBench.Read("config\n" + nodes), StringComparison.Ordinal);
}
