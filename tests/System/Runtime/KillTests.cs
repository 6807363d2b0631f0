// SPDX-License-Identifier: MIT
// Components of the product's image are killed at random instructions, one after the other, while a host works with the board. It may
// have to ask again; it never gets a wrong answer, and in the end everything is alive.

using System.Text;
using System.Text.RegularExpressions;
using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.Reference;
using Wardstone.Verification;

namespace Wardstone.Tests.SystemTests.Runtime;

public class KillTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Fact]
    public void KilledComponentsComeBackWhileTheHostWorks() => KillAll(rounds: 10, seed: 1);

    [Fact]
    [Trait("Category", "Long")]
    public void AHundredTimesToo() => KillAll(rounds: 100, seed: Environment.TickCount);

    private static void KillAll(int rounds, int seed)
    {
        using var scratch = new ScratchDirectory();
        var files = BoardFiles.Load(BuildThatRestartsAtOnce(Path.Combine(scratch.FullPath, "build")));
        var reference = ReferenceManifest.Load(files.Directory);
        var gdb = Path.Combine(scratch.FullPath, "gdb");
        var options = new EmulatedBoardOptions { QemuArguments = Killer.Arguments(gdb) };
        using var board = EmulatedBoard.Start(files, scratch.FullPath, options);
        _ = board.WaitForBoot(BootedBoard.BootBound);
        using var host = new WorkingHost(board, reference);
        var killer = new Killer(files, gdb);
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var names = killer.Domains().Select(domain => domain.Name).ToArray();
            random.Shuffle(names);
            foreach (var name in names)
            {
                Thread.Sleep(random.Next(60));
                var before = killer.Domains().Single(domain => domain.Name == name).Generations;
                Assert.True(killer.Kill(name), $"seed {seed}, round {round}: {name} is not alive");
                WaitUntilRestarted(killer, name, before, $"seed {seed}, round {round}", board);
            }
        }

        host.Stop();
        Assert.True(host.Trusted > 0, "the host never got through");
        Assert.True(board.Judge(host.Pairing, reference).Trusted);
        Assert.All(killer.Domains(), domain => Assert.True(domain.Generations > rounds, domain.Name));
    }

    private static void WaitUntilRestarted(Killer killer, string name, uint before, string when, EmulatedBoard board)
    {
        var end = DateTime.UtcNow + Bound;
        while (true)
        {
            var domains = killer.Domains();
            var domain = domains.SingleOrDefault(d => d.Name == name);
            Assert.True(domain != null, string.Join(' ', domains) + board.Console.Text);
            if (domain.Generation > before)
            {
                return;
            }

            Assert.True(DateTime.UtcNow < end, $"{when}: {name} did not come back. The console:\n{board.Console.Text}");
            Thread.Sleep(20);
        }
    }

    // The build output with a configuration that never tires of restarting, and does not wait with it.
    private static string BuildThatRestartsAtOnce(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var file in Directory.GetFiles(BootedBoard.Files.Directory))
        {
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        }

        var text = Regex.Replace(
            File.ReadAllText(Path.Combine(directory, "init.hid")),
            @"^\+ start .*$",
            "$0\n  + restart | limit: 1000 | back_off_ms: 5 | stable_ms: 10",
            RegexOptions.Multiline);
        var bytes = Encoding.UTF8.GetBytes(text);
        File.WriteAllBytes(Path.Combine(directory, "init.hid"), bytes);
        File.WriteAllBytes(Path.Combine(directory, "config.bin"), [.. BitConverter.GetBytes(bytes.Length), .. bytes]);
        return directory;
    }

    /// <summary>Asks for a verdict again and again. Failing to get one is a board that restarts; a bad one is a wrong answer.</summary>
    private sealed class WorkingHost : IDisposable
    {
        private readonly EmulatedBoard _board;
        private readonly ReferenceManifest _reference;
        private readonly Task _work;
        private volatile bool _stops;

        public WorkingHost(EmulatedBoard board, ReferenceManifest reference)
        {
            _board = board;
            _reference = reference;
            Pairing = board.Pair();
            _work = Task.Run(Work);
        }

        public Pairing Pairing { get; }

        /// <summary>Good verdicts so far.</summary>
        public int Trusted { get; private set; }

        /// <exception cref="Exception">An answer was wrong.</exception>
        public void Stop()
        {
            _stops = true;
            _work.GetAwaiter().GetResult();
        }

        public void Dispose()
        {
            _stops = true;
            ((IAsyncResult)_work).AsyncWaitHandle.WaitOne();
        }

        private void Work()
        {
            while (!_stops)
            {
                try
                {
                    var verdict = _board.Judge(Pairing, _reference);
                    Assert.True(verdict.Trusted, "a wrong answer: " + string.Join('\n', verdict.Failed));
                    Trusted++;
                }
                catch (LinkException)
                {
                    // Not within the bound, or the board says to ask again.
                }
            }
        }
    }
}
