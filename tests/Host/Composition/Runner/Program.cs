// SPDX-License-Identifier: MIT
// All that init.hid starts, on .NET, with nobody on the buses but an LM75 at -10.5 degrees; until the console shows some lines. It is no
// part of these tests' assembly: FollowedPages builds it with what the pages have added.

using System;
using System.Linq;
using System.Text;
using Wardstone.Appliance;
using Wardstone.Runtime;
using Wardstone.Simulation;
using Wardstone.Vfs;

using var first = new I2cBus(0);
using var second = new I2cBus(1);
using var third = new I2cBus(2);
second.Attach(0x48, new Lm75Target());
var console = new Terminal();
ParentSession[] parents =
[
    new("Terminal", "console", console), new("Terminal", "link", console), new("Log", "ring", new Terminal()),
    new("Rom", "log", new Rom([])), new("Rom", "config", new Rom([])),
    new("BootRecord", "", new Record()), new("Watchdog", "", new Watchdog()),
];
var kernel = new PlainKernel(256 * 1024);
var init = new Init(kernel, [.. Binaries.All(), new ReaderBinary()], parents, new Rom(System.IO.File.ReadAllBytes(args[0])), console);
if (!init.TryRead(new ApplianceConfig("ast1030-evb"), out var reason))
{
    Console.WriteLine(reason);
    return 1;
}

init.Start();
var end = DateTime.UtcNow.AddSeconds(10);
while (DateTime.UtcNow < end && !args.Skip(1).All(console.Text.ToString().Contains))
{
    init.Serve(50);
}

Console.WriteLine(console.Text);
Environment.Exit(0);
return 0;

sealed class Terminal : CharDevice, ILogSession
{
    public StringBuilder Text { get; } = new();
    public override IoStatus Notify(Signal signal) => IoStatus.Ok;
    public void Write(SpanByte line) { lock (Text) { Text.AppendLine(Encoding.ASCII.GetString(line.ToArray()).TrimEnd()); } }
    public override IoStatus Write(SpanByte data, int timeoutMs) { Write(data); return IoStatus.Ok; }
    public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count) { count = 0; return IoStatus.Timeout; }
}

sealed class Record : Wardstone.MeasuredBoot.IBootRecordSession
{
    public int LogLength => 0;
    public uint LogGeneration => 0;
    public void ReadStatus(SpanByte status) { }
    public void ReadLog(int offset, SpanByte buffer) { }
}

sealed class Watchdog : IWatchdogSession
{
    public IoStatus Start(int timeoutMs) => IoStatus.Ok;
    public void Feed() { }
}

sealed class Rom(byte[] bytes) : IRomSession
{
    public int Length => bytes.Length;
    public SpanByte Bytes(int offset, int count) => new(bytes, offset, count);
}

sealed class Lm75Target : II2cTarget
{
    private int _next;
    public bool Start(bool read) => (_next = 0) == 0;
    public bool Write(byte value) => value == 0;
    public byte Read() => _next++ == 0 ? (byte)0xF5 : (byte)0x80;
    public void Stop() { }
}

sealed class ReaderBinary : Binary
{
    public override string Name => "reader";
    public override Component Create() => new Reader();
}

// Says what is in the sensor's file.
sealed class Reader : Component
{
    public override void Construct(Env env)
    {
        var line = new byte[32];
        var file = new FileDevice((IFileSystemSession)env.Request("FileSystem", ""), Encoding.ASCII.GetBytes("/dev/temp1"), OpenMode.Read);
        var status = file.Read(line, 0, out var count);
        env.Log.Write(status == IoStatus.Ok ? Encoding.ASCII.GetString(line, 0, count - 1) : status.ToString());
    }
}
