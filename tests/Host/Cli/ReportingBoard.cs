// SPDX-License-Identifier: MIT
// A board that has nothing but reports and files, those that a test gives it.

using System.Text;
using Wardstone.Emulation;
using Wardstone.Link;
using Wardstone.Runtime;
using Wardstone.Tests.Host.Link;

namespace Wardstone.Tests.Host.Cli;

/// <summary>A board with given reports and files, behind a real link.</summary>
internal sealed class ReportingBoard : ILinkService, IDisposable
{
    private readonly Dictionary<string, byte[]> _reports;
    private readonly ScratchDirectory _directory = new();
    private readonly ListeningTerminal _link;
    private readonly Thread _thread;
    private volatile bool _stop;

    public ReportingBoard(params (string Name, string Text)[] reports)
        : this(null, reports)
    {
    }

    public ReportingBoard(IFileSystemSession? files, params (string Name, string Text)[] reports)
    {
        _reports = reports.ToDictionary(report => report.Name, report => Encoding.UTF8.GetBytes(report.Text));
        _link = new ListeningTerminal(LinkPath);
        var server = new LinkServer(_link, [new WardstoneMessages(this, files)]);
        _thread = new Thread(() =>
        {
            while (!_stop)
            {
                server.Poll(20);
            }
        });
        _thread.Start();
    }

    public string LinkPath => Path.Combine(_directory.FullPath, "link");

    public LinkStatus ReadReport(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out uint version)
    {
        version = 1;
        count = 0;
        length = 0;
        var text = Encoding.ASCII.GetString(name.ToArray());
        var report = text.Length > 0
            ? _reports.GetValueOrDefault(text)
            : Encoding.ASCII.GetBytes($"reports\n{string.Concat(_reports.Keys.Select(key => $"+ report {key}\n"))}-\n");
        if (report is null)
        {
            return LinkStatus.BadParameter;
        }

        length = report.Length;
        count = Math.Clamp(length - offset, 0, buffer.Length);
        new SpanByte(report, Math.Min(offset, length), count).CopyTo(buffer);
        return LinkStatus.Ok;
    }

    public LinkStatus ReadStatus(BoardStatus status)
    {
        status.Phase = BoardPhase.Ready;
        BoardStatus.SetText(status.State, "ready");
        return LinkStatus.Ok;
    }

    public LinkStatus ReadLog(int offset, SpanByte buffer, out int count, out int length, out uint generation)
    {
        count = length = 0;
        generation = 0;
        return LinkStatus.Failed;
    }

    public LinkStatus ReadPcrs(ushort hashAlg, uint selection, SpanByte digests, out int length) => None(out length);

    public LinkStatus ReadAttestationKey(SpanByte publicArea, out int length) => None(out length);

    public LinkStatus Quote(SpanByte nonce, ushort hashAlg, uint selection, SpanByte quote, out int length) => None(out length);

    public void Dispose()
    {
        _stop = true;
        _thread.Join();
        _link.Dispose();
        _directory.Dispose();
    }

    private static LinkStatus None(out int length)
    {
        length = 0;
        return LinkStatus.Failed;
    }
}
