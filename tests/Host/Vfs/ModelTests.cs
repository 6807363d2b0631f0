// SPDX-License-Identifier: MIT
// Two clients do anything in any order, with several files open: the VFS answers as its model does, call by call. A failure is shrunk
// to the calls that it takes, and says the seed.
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Wardstone.Components;
using Wardstone.Runtime;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Vfs;

public class ModelTests
{
    private const int Sequences = 1500;
    private const int MaxSteps = 150;

    private static readonly string[] Clients = ["a", "b"];

    private static readonly string[] Paths =
    [
        "/tmp/a", "/tmp/b", "/tmp/c", "/tmp/d", "/tmp/x", "/", "/tmp", "/dev", "/dev/n", "/dev/z", "/motd",
        "/motd/x", "/tmp/a/b", "/none", "/none/x", "/tmp/", "/tmp/../motd", "", "tmp", "/tmp/\n", "/tmp//a",
        "/tmp/a234567890123456789012345678901", "/tmp/a2345678901234567890123456789012",
    ];

    private static readonly int[] Modes = [1, 3, 7, 7, 7, 7, 15, 2, 6, 0, 5, 10];

    private static readonly int[] Numbers = [0, 1, 5, 63, 64, 65, 200, 300, -1];

    private static readonly Call[] Calls =
    [
        Call.Open, Call.Open, Call.Open, Call.Write, Call.Write, Call.Read, Call.Read, Call.Seek, Call.List, Call.Stat, Call.Remove,
        Call.Close, Call.Watch, Call.Transfer,
    ];

    [Fact]
    public void AnswersAsTheModelDoes()
    {
        var step =
            from call in Gen.Elements(Calls)
            from client in Gen.Choose(0, 1)
            from path in Gen.OneOf(Gen.Elements("/tmp/a", "/tmp/b"), Gen.Elements(Paths))
            from mode in Gen.Elements(Modes)
            from file in Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 20))
            from number in Gen.Elements(Numbers)
            select new Step(call, client, path, mode, file, number);
        var steps = Arb.From(Gen.Choose(1, MaxSteps).SelectMany(count => step.ArrayOf(count)), Fewer);
        Prop.ForAll(steps, new Func<Step[], Property>(Difference)).Check(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(Sequences));
    }

    // Without a half, a quarter ... a single one of the calls.
    private static IEnumerable<Step[]> Fewer(Step[] steps)
    {
        for (var length = steps.Length / 2; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= steps.Length; at += length)
            {
                yield return [.. steps[..at], .. steps[(at + length)..]];
            }
        }
    }

    private static Property Difference(Step[] steps)
    {
        var signals = Clients.Select(_ => new TestSignals()).ToArray();
        var env = new TestEnv(FileSystemModel.Config);
        var component = Tests.Portable.Files.Component(env);
        var clients = Clients.Select((name, i) => new Client(component, name, signals[i])).ToArray();
        var model = new FileSystemModel();
        foreach (var step in steps)
        {
            model.Signals = 0;
            var expected = model.Do(step);
            var actual = clients[step.Client].Do(step);
            expected += $" {model.Signals & 1} {model.Signals >> 1}";
            actual += $" {signals[0].Take(0)} {signals[1].Take(0)}";
            if (expected != actual)
            {
                return false.Label($"{step}: expected {expected}, but it is {actual}");
            }
        }

        return true.ToProperty();
    }

    // Says in words what the session does.
    private sealed class Client(VfsComponent component, string name, TestSignals signals)
    {
        private readonly IFileSystemSession _session = (IFileSystemSession)component.Open("FileSystem", name);
        private readonly List<int> _opened = [];
        private readonly Signal _signal = new(signals, 0);

        public string Do(Step step)
        {
            var path = new SpanByte(Encoding.Latin1.GetBytes(step.Path));
            var file = _opened.Count == 0 ? 0 : _opened[step.File % _opened.Count];
            var count = Math.Max(0, step.Number);
            switch (step.Call)
            {
                case Call.Open:
                    var opened = _session.Open(path, (OpenMode)step.Mode, out var number);
                    Assert.Equal(opened == IoStatus.Ok, number != 0);
                    _opened.AddRange(number == 0 ? [] : [number]);
                    return $"{opened}";
                case Call.Close: return $"{_session.Close(file)}";
                case Call.Read: return Read(file, count);
                case Call.Write:
                    var data = Enumerable.Range(0, count).Select(i => FileSystemModel.Pattern(i, count)).ToArray();
                    var written = _session.Write(file, data, out var length);
                    return written == IoStatus.Ok ? $"Ok {length}" : $"{written}";
                case Call.Seek: return $"{_session.Seek(file, step.Number)}";
                case Call.List: return Next(file);
                case Call.Stat:
                    var found = _session.Stat(path, out var status);
                    return found == IoStatus.Ok ? $"Ok {Kind(step.Path, status)} {status.Size}" : $"{found}";
                case Call.Remove: return $"{_session.Remove(path)}";
                case Call.Watch: return $"{_session.Watch(file, _signal)}";
                default: return $"{_session.Transfer(file, path, new byte[8], 1, out _)}";
            }
        }

        private string Read(int file, int most)
        {
            var buffer = new byte[most];
            var status = _session.Read(file, buffer, out var count);
            return status == IoStatus.Ok ? "Ok " + Convert.ToHexString(buffer, 0, count) : $"{status}";
        }

        private string Next(int file)
        {
            var buffer = new byte[FileStatus.MaxName];
            var result = _session.ReadDirectory(file, buffer, out var length, out var status);
            var name = Encoding.Latin1.GetString(buffer, 0, length);
            return length == 0 ? $"{result}" : $"{result} {name} {Kind(name, status)} {status.Size}";
        }

        // As the model names kinds.
        private static char Kind(string path, FileStatus status) => status.Kind switch
        {
            FileKind.Directory => 'd',
            FileKind.Stream => path[^1],
            _ => path.EndsWith("motd", StringComparison.Ordinal) ? 'm' : 'f',
        };
    }
}
