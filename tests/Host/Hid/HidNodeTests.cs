// SPDX-License-Identifier: MIT
using System.Text;
using Wardstone.Hid;

namespace Wardstone.Tests.Host.Hid;

public sealed class HidNodeTests
{
    [Fact]
    public void ATextBecomesATree()
    {
        var root = HidNode.Parse(
            "report | a: 1\n+ child first | b: x y\n  + part\n    : one\n    : two\nx child off\n+ child\n-\n"u8.ToArray());
        Assert.Equal("report", root.Type);
        Assert.Equal("", root.Name);
        Assert.Equal("1", root["a"]);
        Assert.Null(root["b"]);
        Assert.Equal(["first", ""], root.Children.Select(child => child.Name));
        Assert.Equal([new("name", "first"), new("b", "x y")], root.Children[0].Attributes);
        Assert.Equal(["one", "two"], root.Children[0].Children.Single().Content);
    }

    [Theory]
    [InlineData("", "line 1, column 1: the first line must start")]
    [InlineData("report\n+ a | b: 1\n", "line 3, column 1: the text ends without its '-' line")]
    [InlineData("report\n+ a | b: \u001b[2J\n-\n", "line 2, column 10: this is no printable UTF-8 character")]
    public void WhatIsNotHidIsRefusedWithItsPlace(string text, string reason)
    {
        var e = Assert.Throws<InvalidDataException>(() => HidNode.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.StartsWith(reason, e.Message, StringComparison.Ordinal);
    }
}
