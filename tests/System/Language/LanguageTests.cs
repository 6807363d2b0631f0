// SPDX-License-Identifier: MIT
// The language suite (tests/Language) on the board, line by line against .NET.

using Wardstone.Tests.Language;

namespace Wardstone.Tests.SystemTests.Language;

public class LanguageTests
{
    [Fact]
    public void TheBoardSaysWhatDotNetSays()
    {
        var expected = OnDotNet();
        Assert.True(expected.Length > 500, "the suite has lost its lines");
        var actual = BareImage.Run("language-tests", "", TimeSpan.FromMinutes(1));
        for (var i = 0; i < expected.Length && i < actual.Length; i++)
        {
            Assert.Equal($"{i}: {expected[i]}", $"{i}: {actual[i]}");
        }

        Assert.Equal(expected.Length, actual.Length);
    }

    private static string[] OnDotNet()
    {
        var console = Console.Out;
        using var text = new StringWriter { NewLine = "\n" };
        Console.SetOut(text);
        try
        {
            Suite.Run();
        }
        finally
        {
            Console.SetOut(console);
        }

        return text.ToString().Split('\n')[..^1];
    }
}
