// SPDX-License-Identifier: MIT
// The product's files as its host has them over the link: the devices among them are QEMU's, and what the policy does not allow is not
// done.

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Wardstone.Emulation;
using Wardstone.Files;
using Wardstone.Hid;
using Wardstone.Link;
using Wardstone.Runtime;
using Wardstone.Tests.SystemTests.Runtime;
using HostFiles = Wardstone.Files.BoardFiles;

namespace Wardstone.Tests.SystemTests;

public sealed class VfsTests(VfsTests.Bench bench) : IClassFixture<VfsTests.Bench>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public void DevicesAreFilesThatTheHostMayRead()
    {
        var files = Ask(files => files.List("/dev"));
        Assert.Equal(["tpm0", "temp0", "i2c0", "i2c1", "i2c2", "null", "zero"], files.Select(file => file.Name));
        Assert.All(files, file => Assert.True(file.IsReadable && !file.IsWritable, file.Name));
        Assert.Equal(FileKind.Transactional, files[0].Kind);
        Assert.All(files.Skip(1), file => Assert.Equal(FileKind.Stream, file.Kind));
    }

    [Theory]
    [InlineData(23_500, "23.5000 C\n")]
    [InlineData(-12_250, "-12.2500 C\n")]
    [InlineData(125_000, "125.0000 C\n")]
    [InlineData(-55_000, "-55.0000 C\n")]
    public void TheSensorSaysHowWarmItIs(int thousandths, string line)
    {
        bench.Monitor.Set("tmp105", "temperature", thousandths);
        Assert.Equal(line, Encoding.ASCII.GetString(Ask(files => files.ReadStream("/dev/temp0"))));
    }

    [Fact]
    public void ABusTellsWhatWentOverIt()
    {
        Assert.True(Transactions(2) > 0);
        var before = Transactions(1);
        _ = Ask(files => files.ReadStream("/dev/temp0"));
        Assert.InRange(Transactions(1) - before, 1, 2);

        int Transactions(int bus) => int.Parse(
            HidNode.Parse(Ask(files => files.ReadStream($"/dev/i2c{bus}"))).Children.Single()["transactions"]!,
            CultureInfo.InvariantCulture);
    }

    [Fact]
    public void ReportsAndTheConfigurationAreFiles()
    {
        var init = HidNode.Parse(Ask(files => files.Read("/report/init")));
        Assert.Contains("vfs", init.Children.Select(child => child.Name));
        Assert.Contains("faults", Ask(files => files.List("/report")).Select(file => file.Name));
        Assert.Equal(BootedBoard.Files.Config[sizeof(int)..], Ask(files => files.Read("/rom/init.hid")));
    }

    [Theory]
    [InlineData("/dev/tpm0")]
    [InlineData("/dev/null")]
    [InlineData("/tmp/file")]
    [InlineData("/log")]
    public void TheHostWritesNothing(string path) =>
        Refused(path, files => files.Write(path, 0, [1, 2, 3], OpenMode.Create));

    [Fact]
    public void TheHostHasNoCommandsForTheTpm() => Refused(
        "/dev/tpm0", files => files.Transfer("/dev/tpm0", Convert.FromHexString("80010000000C0000017B0008"), Bound));

    [Fact]
    public void QuotesGoOnAfterTheDeathOfTheFileSystem()
    {
        var pairing = bench.Board.Pair();
        Assert.True(bench.Killer.Kill("vfs"));
        var watch = Stopwatch.StartNew();
        while (!IsTrusted())
        {
            Assert.True(watch.Elapsed < Bound, bench.Board.Console.Text);
        }

        Assert.EndsWith(" C\n", Encoding.ASCII.GetString(Ask(files => files.ReadStream("/dev/temp0"))), StringComparison.Ordinal);
        Assert.Contains("[init] vfs: killed, restart 1 of ", bench.Board.Console.Text, StringComparison.Ordinal);

        bool IsTrusted()
        {
            try
            {
                return bench.Board.Judge(pairing).Trusted;
            }
            catch (BoardRefusedException)
            {
                return false; // it says to ask again
            }
        }
    }

    private void Refused(string path, Action<HostFiles> what)
    {
        var exception = Assert.Throws<FileRefusedException>(() => Ask(files =>
        {
            what(files);
            return true;
        }));
        Assert.Equal((path, LinkStatus.Denied), (exception.Path, exception.Status));
    }

    private T Ask<T>(Func<HostFiles, T> what) => bench.Board.Ask(client => what(new HostFiles(client)), Bound);

    /// <summary>A board that can be warmed up, and whose components can be killed.</summary>
    public sealed class Bench : IDisposable
    {
        private readonly ScratchDirectory _scratch = new();

        public Bench()
        {
            var (monitor, gdb) = (Path.Combine(_scratch.FullPath, "qmp"), Path.Combine(_scratch.FullPath, "gdb"));
            var options = new EmulatedBoardOptions { QemuArguments = [.. QemuMonitor.Arguments(monitor), .. Killer.Arguments(gdb)] };
            Board = EmulatedBoard.Start(BootedBoard.Files, _scratch.FullPath, options);
            _ = Board.WaitForBoot(BootedBoard.BootBound);
            Monitor = new QemuMonitor(monitor);
            Killer = new Killer(BootedBoard.Files, gdb);

            // A report is there once it was submitted, which is up to half a second after the boot.
            var watch = Stopwatch.StartNew();
            while (Board.Ask(client => new HostFiles(client).List("/report"), Bound).All(file => file.Name != "init"))
            {
                Assert.True(watch.Elapsed < Bound, Board.Console.Text);
                Thread.Sleep(50);
            }
        }

        public EmulatedBoard Board { get; }

        public QemuMonitor Monitor { get; }

        internal Killer Killer { get; }

        public void Dispose()
        {
            Monitor.Dispose();
            Board.Dispose();
            _scratch.Dispose();
        }
    }
}
