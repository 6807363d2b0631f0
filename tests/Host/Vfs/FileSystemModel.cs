// SPDX-License-Identifier: MIT
// What the VFS should do, the simplest way: paths as strings, contents as lists, a policy as a search for the longest rule.
// It shares no code with what it models.
using System.Text.RegularExpressions;
using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Vfs;

internal sealed partial class FileSystemModel
{
    public const string Config = """
        + vfs
          + dir dev
            + null n
            + zero z
          + ram tmp | size: 300 | files: 3
          + inline motd
            : hello
        + policy a
          + allow / | write: yes
          + deny /tmp/x
        + policy b
          + allow /tmp
          + allow /tmp/b | write: yes
          + allow /dev/n

        """;

    private const int Slots = 3;
    private const int Blocks = 4;
    private const int BlockSize = 64;
    private const int MaxOpen = 8;

    private static readonly (string Path, bool Allow, bool Write)[][] Rules =
    [
        [("/", true, true), ("/tmp/x", false, false)],
        [("/tmp", true, false), ("/tmp/b", true, true), ("/dev/n", true, false)],
    ];

    private readonly RamFile?[] _files = new RamFile?[Slots];
    private readonly List<OpenFile>[] _opened = [[], []];

    /// <summary>Signals that were submitted, a bit for each client.</summary>
    public int Signals { get; set; }

    /// <summary>What the call should give, in words.</summary>
    public string Do(Step step) => step.Call switch
    {
        Call.Open => Open(step),
        Call.Stat => Stat(step.Client, step.Path),
        Call.Remove => Remove(step),
        _ => OnFile(step),
    };

    private string Open(Step step)
    {
        var mode = (OpenMode)step.Mode;
        if ((mode & (OpenMode.Create | OpenMode.Truncate)) != 0 && !mode.HasFlag(OpenMode.Write))
        {
            return "NotSupported";
        }

        var status = Find(step.Client, step.Path, out var kind, out var file);
        var name = step.Path[(step.Path.LastIndexOf('/') + 1)..];
        var creates = status == "NotPresent" && mode.HasFlag(OpenMode.Create) && ParentIsThere(step.Client, step.Path);
        if (creates)
        {
            status = !Allows(step.Client, step.Path) ? "NotPresent" : !MayWrite(step.Client, step.Path) ? "Denied" : "Ok";
        }
        else if (status == "Ok" && mode.HasFlag(OpenMode.Write))
        {
            status = kind == 'd' ? "IsADirectory" : kind is 'z' or 'm' || !MayWrite(step.Client, step.Path) ? "Denied" : "Ok";
        }

        if (status == "Ok" && _opened[step.Client].Count(open => open.IsOpen) == MaxOpen)
        {
            status = "TooManyOpen";
        }

        if (status == "Ok" && creates)
        {
            var free = Array.IndexOf(_files, null);
            status = !step.Path.StartsWith("/tmp/", StringComparison.Ordinal) ? "Denied" : free < 0 ? "NoSpace" : "Ok";
            if (status == "Ok")
            {
                file = _files[free] = new RamFile(name);
                kind = 'f';
                DirectoryChanged();
            }
        }
        else if (status == "Ok" && mode.HasFlag(OpenMode.Truncate) && file is { Content.Count: > 0 })
        {
            file.Content.Clear();
            Changed(file);
        }

        if (status == "Ok")
        {
            _opened[step.Client].Add(new OpenFile { Path = step.Path, Kind = kind, File = file, Mode = mode });
        }

        return status;
    }

    private string Stat(int client, string path)
    {
        var status = Find(client, path, out var kind, out var file);
        return status != "Ok" ? status : $"Ok {kind} {kind switch { 'd' => Entries(client, path).Count, _ => SizeOf(kind, file) }}";
    }

    private string Remove(Step step)
    {
        var status = Find(step.Client, step.Path, out var kind, out var file);
        status = status != "Ok" ? status : kind == 'd' ? "IsADirectory"
            : kind != 'f' || !MayWrite(step.Client, step.Path) ? "Denied" : "Ok";
        if (status == "Ok")
        {
            _files[Array.IndexOf(_files, file)] = null;
            Changed(file!);
            DirectoryChanged();
        }

        return status;
    }

    private string OnFile(Step step)
    {
        var opened = _opened[step.Client];
        var open = opened.Count == 0 ? null : opened[step.File % opened.Count];
        if (open is not { IsOpen: true })
        {
            return "BadFile";
        }

        if (step.Call == Call.Close)
        {
            open.IsOpen = false;
            return "Ok";
        }

        var needs = step.Call switch
        {
            Call.Read or Call.List => OpenMode.Read,
            Call.Write => OpenMode.Write,
            Call.Transfer => OpenMode.Read | OpenMode.Write,
            _ => default,
        };
        var isGone = open.File != null && Array.IndexOf(_files, open.File) < 0;
        return (open.Mode & needs) != needs ? "Denied" : isGone ? "Removed" : step.Call switch
        {
            Call.Read => Read(open, Math.Max(0, step.Number)),
            Call.Write => Write(open, Math.Max(0, step.Number)),
            Call.Seek => Seek(open, step.Number),
            Call.List => List(open, step.Client),
            Call.Watch => Watch(open),
            _ => "NotSupported",
        };
    }

    private static string Read(OpenFile open, int most)
    {
        var content = open.Kind switch
        {
            'z' => new byte[most],
            'm' => "hello\n"u8.ToArray().Skip(open.Position).Take(most).ToArray(),
            'f' => open.File!.Content.Skip(open.Position).Take(most).ToArray(),
            _ => [],
        };
        open.Position += content.Length;
        return open.Kind == 'd' ? "IsADirectory" : "Ok " + Convert.ToHexString(content);
    }

    private string Write(OpenFile open, int length)
    {
        if (open.Kind == 'n')
        {
            return $"Ok {length}";
        }

        var content = open.File!.Content;
        var others = _files.OfType<RamFile>().Where(file => file != open.File).Sum(file => BlocksOf(file.Content.Count));
        var most = (Blocks - others) * BlockSize;
        var count = Math.Clamp(most - open.Position, 0, length);
        if (count > 0)
        {
            content.AddRange(new byte[Math.Max(0, open.Position + count - content.Count)]);
            for (var i = 0; i < count; i++)
            {
                content[open.Position + i] = Pattern(i, length);
            }

            open.Position += count;
            Changed(open.File);
        }

        return count == 0 && length > 0 ? "NoSpace" : $"Ok {count}";
    }

    /// <summary>The bytes of a write.</summary>
    public static byte Pattern(int i, int length) => (byte)(length + i + 1);

    private static string Seek(OpenFile open, int position)
    {
        if (position < 0 || open.Kind is 'n' or 'z')
        {
            return "NotSupported";
        }

        open.Position = position;
        return "Ok";
    }

    private string List(OpenFile open, int client)
    {
        if (open.Kind != 'd')
        {
            return "NotADirectory";
        }

        var entries = Entries(client, open.Path);
        if (open.Position >= entries.Count)
        {
            return "Ok";
        }

        var name = entries[open.Position++];
        return $"Ok {name} {Stat(client, open.Path.TrimEnd('/') + "/" + name)[3..]}";
    }

    private static string Watch(OpenFile open)
    {
        open.IsWatched = true;
        return "Ok";
    }

    private void DirectoryChanged() => Changed(open => open.Path == "/tmp");

    private void Changed(RamFile file) => Changed(open => open.File == file);

    private void Changed(Func<OpenFile, bool> which)
    {
        for (var client = 0; client < _opened.Length; client++)
        {
            Signals |= _opened[client].Any(open => open is { IsOpen: true, IsWatched: true } && which(open)) ? 1 << client : 0;
        }
    }

    // d, n, z, m, f: directory, null, zero, inline, a file in memory.
    private string Find(int client, string path, out char kind, out RamFile? file)
    {
        kind = '-';
        file = null;
        if (!GoodPath().IsMatch(path) || path.Length > 127 || path.Split('/').Any(name => name is "." or ".."))
        {
            return "BadName";
        }

        var prefix = "/";
        foreach (var name in path == "/" ? [""] : path.Split('/'))
        {
            if (kind is not 'd' and not '-')
            {
                return "NotADirectory";
            }

            prefix = name.Length == 0 ? "/" : prefix.TrimEnd('/') + "/" + name;
            file = _files.FirstOrDefault(candidate => candidate != null && prefix == "/tmp/" + candidate.Name);
            kind = prefix switch { "/" or "/dev" or "/tmp" => 'd', "/dev/n" => 'n', "/dev/z" => 'z', "/motd" => 'm', _ => '-' };
            kind = file != null ? 'f' : kind;
            if (kind == '-' || !(Allows(client, prefix) || (kind == 'd' && LeadsOn(client, prefix))))
            {
                file = null;
                return "NotPresent";
            }
        }

        return "Ok";
    }

    private bool ParentIsThere(int client, string path)
    {
        var parent = path[..path.LastIndexOf('/')];
        return Find(client, parent.Length == 0 ? "/" : parent, out var kind, out _) == "Ok" && kind == 'd';
    }

    private List<string> Entries(int client, string directory)
    {
        string[] names = directory switch
        {
            "/" => ["dev", "tmp", "motd"],
            "/dev" => ["n", "z"],
            _ => [.. _files.OfType<RamFile>().Select(file => file.Name)],
        };
        return [.. names.Where(name => Find(client, directory.TrimEnd('/') + "/" + name, out _, out _) == "Ok")];
    }

    private static bool Allows(int client, string path) => Rule(client, path)?.Allow ?? false;

    private static bool MayWrite(int client, string path) => Rule(client, path)?.Write ?? false;

    private static bool LeadsOn(int client, string path) =>
        Rules[client].Any(rule => rule.Allow && rule.Path.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));

    private static (string Path, bool Allow, bool Write)? Rule(int client, string path) => Rules[client]
        .Where(rule => rule.Path == "/" || path == rule.Path || path.StartsWith(rule.Path + "/", StringComparison.Ordinal))
        .OrderByDescending(rule => rule.Path.Length).Cast<(string, bool, bool)?>().FirstOrDefault();

    private static int SizeOf(char kind, RamFile? file) => kind == 'm' ? 6 : file?.Content.Count ?? 0;

    private static int BlocksOf(int size) => (size + BlockSize - 1) / BlockSize;

    [GeneratedRegex("^(/|(/[ -.0-~]{1,31})+)\\z")]
    private static partial Regex GoodPath();

    private sealed class RamFile(string name)
    {
        public string Name { get; } = name;

        public List<byte> Content { get; } = [];
    }

    private sealed class OpenFile
    {
        public required string Path { get; init; }

        public required char Kind { get; init; }

        public required RamFile? File { get; init; }

        public required OpenMode Mode { get; init; }

        public int Position { get; set; }

        public bool IsOpen { get; set; } = true;

        public bool IsWatched { get; set; }
    }
}
