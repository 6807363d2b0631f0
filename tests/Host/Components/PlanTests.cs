// SPDX-License-Identifier: MIT
// How much stack and RAM a configuration takes, on a kernel whose stacks have memory of their own.

using Wardstone.Runtime;
using Wardstone.Tests.Portable;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Host.Components;

public class PlanTests
{
    // Of a call 256 bytes, of a thread 512 and of Init 1536 are not the components' own.
    private const string Chain = """
        config
        + start user | ram: 4K | stack: 1K | priority: 1
          + route | + service Counter | + child b
        + start a | binary: counter | ram: 4K | stack: 3K
          + provides | + service Counter
        + start b | binary: counter | ram: 4K | stack: 2K
          + provides | + service Counter
          + route | + service Counter | + child a
        -

        """;

    [Fact]
    public void AThreadHasStackForTheDeepestChainOfItsRoutes()
    {
        using var kernel = new SizedKernel(32 * 1024, 100 * 1024);
        Assert.Equal("", Read(kernel, out var init));
        init.Start();
        Assert.Equal(["a 3328", "b 5632", "user 6912"], kernel.Domains.Order());
        Assert.Equal(["user 7424, depth 4"], kernel.Threads);
    }

    [Theory]
    [InlineData(8192 + 1536 + 6912, "")]
    [InlineData(8192 + 1536 + 6912 - 1, "line 2, column 1: with 'user', stacks take 16.2K, and there is 16.2K")]
    [InlineData(1536 + 3328 - 1, "line 4, column 1: with 'a', stacks take 4.7K, and there is 4.7K")]
    public void StacksAreCountedAgainstTheirOwnMemory(int free, string reason)
    {
        using var kernel = new SizedKernel(free, 12 * 1024);
        Assert.Equal(reason.Length == 0 ? "" : "init.hid " + reason, Read(kernel, out _));
    }

    [Fact]
    public void HeapsAreCountedAgainstRam()
    {
        using var kernel = new SizedKernel(32 * 1024, (12 * 1024) - 1);
        Assert.Equal("init.hid line 6, column 1: with 'b', the children take 12.0K, and there is 11.9K", Read(kernel, out _));
    }

    [Theory]
    [InlineData(15, "")]
    [InlineData(16, "init.hid line 46, column 1: a call of 'c15' may go through more than 15 components")]
    public void CallsGoThroughAsManyComponentsAsInitCan(int length, string reason)
    {
        using var kernel = new SizedKernel(1024 * 1024, 1024 * 1024);
        var config = "config\n+ start c0 | binary: counter | ram: 1K\n  + provides | + service Counter\n";
        for (var i = 1; i < length; i++)
        {
            config += $"+ start c{i} | binary: counter | ram: 1K\n  + provides | + service Counter\n"
                + $"  + route | + service Counter | + child c{i - 1}\n";
        }

        Assert.Equal(reason, Read(kernel, out _, config + "-\n"));
    }

    [Theory]
    [InlineData(3, "")]
    [InlineData(2, "init.hid line 3, column 1: with 'b', there are more than 1 components with a 'priority'")]
    public void ThreadsAreCounted(int most, string reason)
    {
        using var kernel = new SizedKernel(32 * 1024, 100 * 1024) { Most = most };
        const string Two = "config\n"
            + "+ start a | binary: user | ram: 1K | priority: 1\n"
            + "+ start b | binary: user | ram: 1K | priority: 1\n-\n";
        Assert.Equal(reason, Read(kernel, out _, Two));
    }

    private static string Read(SizedKernel kernel, out Init init, string config = Chain)
    {
        var probe = new Probe();
        init = new Init(kernel, [new CounterBinary(probe), new UserBinary(probe)], [], new TextRom(config), new Silence());
        _ = init.TryRead(null, out var reason);
        return reason;
    }

    private sealed class Silence : ILogSession
    {
        public void Write(SpanByte line)
        {
        }
    }

    // Counts in steps of 1 KiB, and notes what it is asked for.
    private sealed class SizedKernel(int stack, int ram) : Wardstone.Runtime.Kernel, IDisposable
    {
        private readonly PlainKernel _kernel = new(1024 * 1024);

        public List<string> Domains { get; } = [];

        public List<string> Threads { get; } = [];

        public int Most { get; init; } = 24;

        public override int MaxThreads => Most;

        public override int StackFree => stack;

        public override int RamFree => ram;

        public override Domain System => _kernel.System;

        public override int ThreadCount => _kernel.ThreadCount;

        public override FaultLog Faults => _kernel.Faults;

        public override int RamOfThread(int bytes) => (bytes + 1023) & ~1023;

        public override Domain CreateDomain(string name, int bytes, int limitMs, int stackOfCall)
        {
            Domains.Add($"{name} {stackOfCall}");
            return _kernel.CreateDomain(name, bytes, limitMs, stackOfCall);
        }

        public override bool StartThread(IThreadBody body, string name, int priority, int bytes, int depth)
        {
            Threads.Add($"{name} {bytes}, depth {depth}");
            return _kernel.StartThread(body, name, priority, bytes, depth);
        }

        public override SignalSet CreateSignals() => _kernel.CreateSignals();

        public override void NotifyDeaths(Signal signal) => _kernel.NotifyDeaths(signal);

        public override void ReadThread(int index, ThreadFigures figures) => _kernel.ReadThread(index, figures);

        public override int ReadIdleShare() => 0;

        public override void Reset() => _kernel.Reset();

        public void Dispose() => _kernel.Stop();
    }
}
