// SPDX-License-Identifier: MIT
// The watchdog against a model that counts an oscillator anywhere within its tolerance, and takes what is set up over late.

using Wardstone.Controllers;
using Wardstone.Stm32;

namespace Wardstone.Tests.Host.Stm32;

public class IndependentWatchdogTests
{
    private readonly Model _model = new();
    private readonly IndependentWatchdog _watchdog;

    public IndependentWatchdogTests() => _watchdog = new IndependentWatchdog(new Registers(_model));

    [Fact]
    public void DoesNothingBeforeItIsStarted()
    {
        _watchdog.Feed();
        Pass(100_000_000);
        Assert.Equal(0, _model.Resets);
    }

    // The time that was asked for, for every oscillator; for the slowest the reset is late.
    [Theory]
    [InlineData(1, 47_000, 1.2)]
    [InlineData(100, 47_000, 1.01)]
    [InlineData(100, 32_000, 1.5)]
    [InlineData(4000, 17_000, 2.8)]
    [InlineData(22_000, 47_000, 1.01)]
    [InlineData(22_310, 47_000, 1.01)]
    [InlineData(22_310, 17_000, 2.8)]
    public void ResetsWhenItIsNotFedInTime(int timeoutMs, int oscillatorHz, double atMost)
    {
        _model.OscillatorHz = oscillatorHz;
        Assert.True(_watchdog.TryStart(timeoutMs));
        Pass((timeoutMs * 1000L) - 10);
        Assert.Equal(0, _model.Resets);
        Pass((long)(timeoutMs * 1000L * (atMost - 1)) + 20);
        Assert.Equal(1, _model.Resets);
    }

    [Fact]
    public void LivesAsLongAsItIsFed()
    {
        _model.OscillatorHz = 47_000;
        Assert.True(_watchdog.TryStart(100));
        for (var i = 0; i < 50; i++)
        {
            Pass(99_900);
            _watchdog.Feed();
        }

        Assert.Equal(0, _model.Resets);
        Pass(101_000);
        Assert.Equal(1, _model.Resets);
    }

    [Fact]
    public void MayBeStartedAnewWithAnotherTime()
    {
        _model.OscillatorHz = 47_000;
        Assert.True(_watchdog.TryStart(50));
        Pass(49_000);
        Assert.True(_watchdog.TryStart(500));
        Pass(499_000);
        Assert.Equal(0, _model.Resets);
        Pass(10_000);
        Assert.Equal(1, _model.Resets);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(22_311)]
    [InlineData(75_000)]
    [InlineData(int.MaxValue)]
    public void TimeThatItCannotPromiseIsRefused(int timeoutMs)
    {
        Assert.Equal(22_310, IndependentWatchdog.MostMs);
        Assert.True(_watchdog.TryStart(100));
        Assert.False(_watchdog.TryStart(timeoutMs));
        Pass(300_000);
        Assert.Equal(1, _model.Resets);
    }

    [Fact]
    public void OscillatorThatDoesNotRunIsNoWatchdog()
    {
        _model.OscillatorHz = 0;
        Assert.False(_watchdog.TryStart(1000));
    }

    private static void Pass(long us)
    {
        var limit = VirtualTime.NowUs + us;
        while (VirtualTime.Step(limit))
        {
        }
    }

    private sealed class Model : IRegisterModel
    {
        private uint _prescaler;
        private uint _reload = 0xFFF;
        private bool _isRunning;
        private bool _isOpen;
        private int _updating;
        private int _generation;

        public int OscillatorHz { get; set; } = 32_000;

        public int Resets { get; private set; }

        public uint Read(int offset)
        {
            Assert.Equal(0x0C, offset);
            _updating -= _updating > 0 && OscillatorHz != 0 && _isRunning ? 1 : 0;
            return _updating > 0 ? 3u : 0;
        }

        public void Write(int offset, uint value)
        {
            switch (offset)
            {
                case 0x00:
                    _isOpen = value == 0x5555;
                    _isRunning |= value == 0xCCCC;
                    if (value == 0xAAAA || value == 0xCCCC)
                    {
                        Count();
                    }

                    break;
                case 0x04 or 0x08:
                    Assert.True(_isOpen, "set up without the key");
                    Assert.True(_updating is 0 or 7, "set up again before it was taken over");
                    _updating = 7;
                    _prescaler = offset == 0x04 ? value : _prescaler;
                    _reload = offset == 0x08 ? value : _reload;
                    Assert.InRange(_prescaler, 0u, 6u);
                    Assert.InRange(_reload, 0u, 0xFFFu);
                    break;
                default:
                    Assert.Fail($"no register {offset:x} is written");
                    break;
            }
        }

        private void Count()
        {
            var generation = ++_generation;
            Assert.True(_updating == 0 || !_isRunning, "it is fed with a time that it has not taken over");
            if (_isRunning && OscillatorHz != 0)
            {
                var us = (long)(_reload + 1) * (4 << (int)_prescaler) * 1_000_000 / OscillatorHz;
                VirtualTime.After(us, () => Resets += generation == _generation ? 1 : 0);
            }
        }
    }
}
