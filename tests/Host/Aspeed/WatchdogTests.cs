// SPDX-License-Identifier: MIT
// The watchdog against a model that counts, and is strict about the order in which it is set up.

using Wardstone.Aspeed;
using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Aspeed;

public class WatchdogTests
{
    private readonly Model _model = new();
    private readonly Watchdog _watchdog;

    public WatchdogTests() => _watchdog = new Watchdog(new Registers(_model));

    [Fact]
    public void DoesNothingBeforeItIsStarted()
    {
        _watchdog.Feed();
        Pass(100_000_000);
        Assert.Equal(0, _model.Resets);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4000)]
    [InlineData(2_147_483)]
    public void ResetsWhenItIsNotFedInTime(int timeoutMs)
    {
        Assert.True(_watchdog.TryStart(timeoutMs));
        Pass((timeoutMs * 1000L) - 10);
        Assert.Equal(0, _model.Resets);
        Pass(20);
        Assert.Equal(1, _model.Resets);
    }

    [Fact]
    public void LivesAsLongAsItIsFed()
    {
        Assert.True(_watchdog.TryStart(100));
        for (var i = 0; i < 50; i++)
        {
            Pass(99_000);
            _watchdog.Feed();
        }

        Assert.Equal(0, _model.Resets);
        Pass(101_000);
        Assert.Equal(1, _model.Resets);
    }

    [Fact]
    public void MayBeStartedAnewWithAnotherTime()
    {
        Assert.True(_watchdog.TryStart(50));
        Pass(49_000);
        Assert.True(_watchdog.TryStart(500));
        Pass(499_000);
        Assert.Equal(0, _model.Resets);
        Pass(2_000);
        Assert.Equal(1, _model.Resets);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(2_147_484)]
    [InlineData(int.MaxValue)]
    public void TimeThatItCannotCountIsRefused(int timeoutMs)
    {
        Assert.True(_watchdog.TryStart(100));
        Assert.False(_watchdog.TryStart(timeoutMs));
        Pass(101_000);
        Assert.Equal(1, _model.Resets);
    }

    private static void Pass(long us)
    {
        var limit = VirtualTime.NowUs + us;
        while (VirtualTime.Step(limit))
        {
        }
    }

    // WDT00 to WDT0C.
    private sealed class Model : IRegisterModel
    {
        private uint _reload = 0x014FB180;
        private uint _control;
        private int _generation;

        public int Resets { get; private set; }

        public uint Read(int offset) => throw new InvalidOperationException("nothing to read");

        public void Write(int offset, uint value)
        {
            switch (offset)
            {
                case 0x04:
                    Assert.Equal(0u, _control & 1);
                    _reload = value;
                    break;
                case 0x08:
                    Assert.Equal(0x4755u, value);
                    Count();
                    break;
                case 0x0C:
                    Assert.Contains(value, new uint[] { 0, 0x33 }); // off; on, with a reset of the full chip
                    _control = value;
                    Count();
                    break;
                default:
                    Assert.Fail($"no register {offset:x}");
                    break;
            }
        }

        private void Count()
        {
            var generation = ++_generation;
            if ((_control & 1) != 0)
            {
                VirtualTime.After(_reload, () => Resets += generation == _generation ? 1 : 0);
            }
        }
    }
}
