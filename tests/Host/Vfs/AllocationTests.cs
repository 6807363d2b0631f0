// SPDX-License-Identifier: MIT
// In steady state the VFS allocates nothing, whatever its clients do, and neither does the report component that tells it of changes.
using Wardstone.Components;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Tests.Portable;

namespace Wardstone.Tests.Host.Vfs;

public class AllocationTests
{
    private const string Config = "+ vfs\n  + ram tmp | size: 256\n  + report report\n  + dir dev\n"
        + "    + dev echo | service: Bus | driver: echo\n+ policy a\n  + allow / | write: yes\n";

    private readonly byte[] _path = "/tmp/a"u8.ToArray();
    private readonly byte[] _directory = "/tmp"u8.ToArray();
    private readonly byte[] _device = "/dev/echo"u8.ToArray();
    private readonly byte[] _report = "/report/init"u8.ToArray();
    private readonly byte[] _text = new byte[50];
    private readonly byte[] _buffer = new byte[100];

    [Fact]
    public void NothingThatClientsDoAllocates()
    {
        var reports = new ReportComponent();
        reports.Construct(new TestEnv("+ report init | size: 64\n"));
        var report = (IReportSession)reports.Open("Report", "init");
        Expect(report.Submit(_text));
        var env = new TestEnv(Config).With("ReportReader", "", reports.Open("ReportReader", "vfs")).With("Bus", "", new Echo());
        var session = (IFileSystemSession)Tests.Portable.Files.Component(env, new EchoDriver()).Open("FileSystem", "a");
        var signal = new Signal(new TestSignals(), 0);
        for (var i = 0; i < 50; i++)
        {
            Work(session, report, signal);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++)
        {
            Work(session, report, signal);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private void Work(IFileSystemSession session, IReportSession report, Signal signal)
    {
        var file = Open(session, _path, OpenMode.Read | OpenMode.Write | OpenMode.Create);
        var directory = Open(session, _directory, OpenMode.Read);
        var device = Open(session, _device, OpenMode.Read | OpenMode.Write);
        var watched = Open(session, _report, OpenMode.Read);
        Expect(session.Watch(file, signal));
        Expect(session.Watch(directory, signal));
        Expect(session.Watch(watched, signal));
        Expect(session.Write(file, _buffer, out _));
        Expect(session.Seek(file, 0));
        Expect(session.Read(file, _buffer, out _));
        Expect(session.ReadDirectory(directory, _buffer, out _, out _));
        Expect(session.Stat(_report, out _));
        Expect(session.Transfer(device, _text, _buffer, 1, out _));
        Expect(session.Write(device, _text, out _));
        Expect(session.Read(device, _buffer, out _));
        Expect(report.Submit(_text));
        Expect(session.Read(watched, _buffer, out _));
        Expect(session.Remove(_path));
        Expect(session.Close(file));
        Expect(session.Close(directory));
        Expect(session.Close(device));
        Expect(session.Close(watched));
    }

    private static int Open(IFileSystemSession session, byte[] path, OpenMode mode)
    {
        Expect(session.Open(path, mode, out var file));
        return file;
    }

    private static void Expect(IoStatus status)
    {
        // A comparison of its own: xunit's allocates.
        if (status != IoStatus.Ok)
        {
            Assert.Fail(status.ToString());
        }
    }

    private sealed class EchoDriver : CharDriver
    {
        public override string Name => "echo";

        public override bool IsTransactional => true;

        public override ICharDevice Create(IBusDevice bus) => bus;
    }

    private sealed class Echo : CharDevice, IBusDevice
    {
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            write.CopyTo(read);
            count = write.Length;
            return IoStatus.Ok;
        }

        public IoStatus Begin() => IoStatus.Ok;

        public IoStatus Exchange(SpanByte write, SpanByte read) => IoStatus.NotSupported;

        public IoStatus End() => IoStatus.Ok;
    }
}
