// SPDX-License-Identifier: MIT
// Who watches a file learns of it when a server on the way was restarted: by the signal that it waits for, and then by a status.
using Wardstone.Components;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;
using Wardstone.Tests.Host.Components;
using Wardstone.Tests.Portable;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Host.Vfs;

public sealed class RestartTests : IDisposable
{
    private const string Config = """
        config
        + start report | ram: 8K
          + restart | limit: 100 | back_off_ms: 1
          + provides
            + service Report
            + service ReportReader
          + config
            + report x | size: 64
        + start vfs | ram: 32K
          + restart | limit: 100 | back_off_ms: 1
          + provides
            + service FileSystem
          + route
            + service ReportReader
              + child report
          + config
            + vfs
              + report report
            + policy watcher
              + allow /
        + start watcher | ram: 4K | priority: 1
          + route
            + service FileSystem
              + child vfs
            + service Report
              + child report
        -

        """;

    private readonly RecordingKernel _kernel = new(new PlainKernel(256 * 1024));
    private readonly WatcherBinary _watcher = new();
    private readonly Init _init;

    public RestartTests()
    {
        Binary[] binaries = [new ReportBinary(), new VfsBinary([]), _watcher];
        _init = new Init(_kernel, binaries, [], new TextRom(Config), new NoLog());
        Assert.True(_init.TryRead(null, out var reason), reason);
        _init.Start();
        Submit("one");
    }

    [Fact]
    public void OfTheReports()
    {
        var file = Watch();
        Submit("two");
        Assert.True(_watcher.IsToldWithin(_init));
        Assert.Equal("two", Read(file));

        // The file is still open, and still watched: the VFS lives.
        _init.Restart(_kernel, "report");
        Assert.True(_watcher.IsToldWithin(_init));
        Assert.Equal("ServerFaulted", Read(file));
        Assert.Equal("", Read(file));
        Submit("three");
        Assert.True(_watcher.IsToldWithin(_init));
        Assert.Equal("three", Read(file));
    }

    [Fact]
    public void OfTheVfs()
    {
        var file = Watch();
        _init.Restart(_kernel, "vfs");
        Assert.True(_watcher.IsToldWithin(_init));
        Assert.Equal(IoStatus.ServerFaulted, _watcher.Files!.Seek(file, 0));
        Assert.Equal("BadFile", Read(file));
        file = Watch();
        Submit("two");
        Assert.True(_watcher.IsToldWithin(_init));
        Assert.Equal("two", Read(file));
    }

    public void Dispose() => TestPlatform.Release(_kernel.Inner);

    private int Watch()
    {
        Assert.Equal(IoStatus.Ok, _watcher.Files!.Open("/report/x"u8.ToArray(), OpenMode.Read, out var file));
        Assert.Equal(IoStatus.Ok, _watcher.Files.Watch(file, _watcher.Signal!));
        _watcher.Told = 0;
        return file;
    }

    private string Read(int file)
    {
        var buffer = new byte[64];
        _ = _watcher.Files!.Seek(file, 0);
        var status = _watcher.Files.Read(file, buffer, out var count);
        return status == IoStatus.Ok ? HidText.String(new SpanByte(buffer, 0, count)) : $"{status}";
    }

    // Once more where its server was restarted.
    private void Submit(string text)
    {
        var status = _watcher.Report!.Submit(Hex.Ascii(text));
        status = status == IoStatus.ServerFaulted ? _watcher.Report.Submit(Hex.Ascii(text)) : status;
        Assert.Equal(IoStatus.Ok, status);
    }

    private sealed class NoLog : ILogSession
    {
        public void Write(SpanByte line)
        {
        }
    }

    private sealed class WatcherBinary : Binary
    {
        private int _told;

        public override string Name => "watcher";

        public IFileSystemSession? Files { get; set; }

        public IReportSession? Report { get; set; }

        public Signal? Signal { get; set; }

        /// <summary>How often its signal came.</summary>
        public int Told
        {
            get => Volatile.Read(ref _told);
            set => Volatile.Write(ref _told, value);
        }

        public bool IsToldWithin(Init init)
        {
            for (var i = 0; i < 200 && Told == 0; i++)
            {
                init.Serve(10);
            }

            return Interlocked.Exchange(ref _told, 0) != 0;
        }

        public override Component Create() => new Watcher(this);

        private sealed class Watcher(WatcherBinary binary) : Component
        {
            public override void Construct(Env env)
            {
                binary.Files = (IFileSystemSession)env.Request("FileSystem", "");
                binary.Report = (IReportSession)env.Request("Report", "x");
                binary.Signal = env.Signal(0);
            }

            public override void Dispatch(int signals) => binary.Told++;
        }
    }
}
