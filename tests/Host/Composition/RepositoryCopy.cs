// SPDX-License-Identifier: MIT
// A copy of what a build of firmware/ for .NET reads, in which a page's steps can be done as they stand there.

using System.Text.RegularExpressions;
using Wardstone.Emulation;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.Composition;

internal sealed class RepositoryCopy : IDisposable
{
    private readonly ScratchDirectory _copy = new();

    public RepositoryCopy()
    {
        string[] folders = ["firmware/", "hal/", "boards/"];
        foreach (var file in Repository.Files.Where(file => !file.Contains('/') || folders.Any(file.StartsWith)))
        {
            var target = FullPath(file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, file), target);
        }
    }

    public void Dispose() => _copy.Dispose();

    public string FullPath(string path) => Path.Combine(_copy.FullPath, path);

    /// <summary>Every file and its text.</summary>
    public IReadOnlyDictionary<string, string> Snapshot() =>
        Directory.GetFiles(_copy.FullPath, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(_copy.FullPath, file), File.ReadAllText);

    /// <summary>The files that are other ones than before, in order.</summary>
    public string[] ChangedSince(IReadOnlyDictionary<string, string> before)
    {
        var after = Snapshot();
        var all = after.Keys.Union(before.Keys);
        return [.. all.Where(file => after.GetValueOrDefault(file) != before.GetValueOrDefault(file)).Order()];
    }

    /// <summary>Adds a file.</summary>
    public void Add(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FullPath(path))!);
        File.WriteAllText(FullPath(path), text);
    }

    /// <summary>Adds a line of a list of `new Something(...)`, in the order of the alphabet.</summary>
    public void AddToList(string path, string line)
    {
        var lines = File.ReadAllLines(FullPath(path)).ToList();
        var places = lines.Select((text, i) => (Text: text, Index: i))
            .Where(place => place.Text.TrimStart().StartsWith("new ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(places);
        var before = places.Where(place => string.CompareOrdinal(place.Text, line) < 0).ToArray();
        lines.Insert(before.Length == 0 ? places[0].Index : before[^1].Index + 1, line.TrimEnd('\n'));
        File.WriteAllLines(FullPath(path), lines);
    }

    /// <summary>Adds a line below the one that starts with some text.</summary>
    public void AddBelow(string path, string start, string line)
    {
        var lines = File.ReadAllLines(FullPath(path)).ToList();
        var place = Assert.Single(lines, text => text.TrimStart().StartsWith(start, StringComparison.Ordinal));
        lines.Insert(lines.IndexOf(place) + 1, line.TrimEnd('\n'));
        File.WriteAllLines(FullPath(path), lines);
    }

    /// <summary>Adds a stanza to a configuration, before the end of the top-level node.</summary>
    public void AddStanza(string path, string stanza)
    {
        var text = File.ReadAllText(FullPath(path));
        Assert.EndsWith("\n-\n", text, StringComparison.Ordinal);
        File.WriteAllText(FullPath(path), text[..^2] + stanza + "-\n");
    }

    /// <summary>The blocks of code of a page in a language, in order, without the indentation of the list they stand in.</summary>
    public static string[] Blocks(string page, string language)
    {
        var blocks = Regex.Matches(page, $"^   ```{language}\n(.*?)^   ```$", RegexOptions.Multiline | RegexOptions.Singleline);
        return [.. blocks.Select(block => Regex.Replace(block.Groups[1].Value, "^   ", "", RegexOptions.Multiline))];
    }
}
