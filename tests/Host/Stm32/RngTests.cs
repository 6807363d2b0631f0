// SPDX-License-Identifier: MIT
// The random number generator against a model with errors of clock and seed, and one that repeats itself; and the chip's number.

using Wardstone.Controllers;
using Wardstone.Stm32;

namespace Wardstone.Tests.Host.Stm32;

public class RngTests
{
    private readonly Model _model = new();
    private readonly Rng _rng;

    public RngTests() => _rng = new Rng(new Registers(_model));

    [Fact]
    public void FirstValueAfterAStartIsNotGiven()
    {
        _model.Values = new([7, 8, 9, 10]);
        Assert.Equal([8u, 9u, 10u], Read(3));
    }

    [Fact]
    public void ValueThatIsRepeatedIsNotGivenAndStartsItAnew()
    {
        _model.Values = new([7, 8, 8, 20, 21]);
        Assert.Equal([8u, 21u], Read(2));
        Assert.Equal(2, _model.Starts);
    }

    [Fact]
    public void GeneratorThatIsStuckGivesNothing()
    {
        _model.Values = new(Enumerable.Repeat(5u, 100));
        Assert.False(_rng.TryRead(out var value));
        Assert.Equal(0u, value);
        _model.Values = new([1, 2]);
        Assert.Equal([2u], Read(1));
    }

    [Theory]
    [InlineData(0x42)] // SECS, SEIS
    [InlineData(0x40)] // it failed, and is over
    [InlineData(0x22)] // CECS, CEIS
    [InlineData(0x20)]
    public void ErrorThatPassesIsRecoveredFrom(uint error)
    {
        _model.Values = new([1, 2, 3, 4, 5]);
        Assert.Equal([2u], Read(1));
        _model.Error = error;
        Assert.Equal([4u], Read(1));
        Assert.Equal(2, _model.Starts);
    }

    [Fact]
    public void SeedThatFailsWhileAValueIsReadGivesNone()
    {
        _model.Values = new([1, 2, 3, 4, 5, 6]);
        _model.ErrorAfter = 2;
        Assert.Equal([4u], Read(1)); // 2 was read when the seed had failed, 3 is the first of a new start
    }

    [Fact]
    public void ErrorThatStaysIsReportedInTime()
    {
        _model.Values = new([1, 2, 3, 4, 5]);
        _model.IsBroken = true;
        Assert.False(_rng.TryRead(out _));
        _model.IsBroken = false;
        Assert.True(_rng.TryRead(out _));
    }

    [Fact]
    public void GeneratorWithoutAClockIsReportedInTime()
    {
        Assert.False(_rng.TryRead(out _));
        Assert.InRange(_model.Reads, 1000, 100_000);
    }

    [Fact]
    public void NumberOfTheChipIsReadInTheOrderOfMemory()
    {
        var id = new byte[14];
        UniqueId.Read(new Registers(new Number()), id);
        Assert.Equal<byte>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0, 0], id);
    }

    private uint[] Read(int count) => [.. Enumerable.Range(0, count).Select(_ => _rng.TryRead(out var value) ? value : 0)];

    private sealed class Number : IRegisterModel
    {
        public uint Read(int offset) => 0x03020100u + (uint)(offset * 0x01010101);

        public void Write(int offset, uint value) => Assert.Fail("it is read only");
    }

    private sealed class Model : IRegisterModel
    {
        private bool _isEnabled;
        private int _delay;

        public Queue<uint> Values { get; set; } = [];

        public uint Error { get; set; }

        /// <summary>Values until the seed fails.</summary>
        public int ErrorAfter { get; set; }

        public bool IsBroken { get; set; }

        public int Starts { get; private set; }

        public int Reads { get; private set; }

        public uint Read(int offset)
        {
            Reads++;
            if (offset == 0x04)
            {
                return IsBroken ? 0x44 : Error | (_isEnabled && Values.Count > 0 && --_delay <= 0 ? 1u : 0);
            }

            Assert.Equal(0x08, offset);
            Assert.True(_delay <= 0, "read before it was ready");
            _delay = 5;
            Error |= --ErrorAfter == 0 ? 0x44u : 0;
            return Values.Dequeue();
        }

        public void Write(int offset, uint value)
        {
            switch (offset)
            {
                case 0x00:
                    Starts += !_isEnabled && value == 4 ? 1 : 0;
                    _isEnabled = value == 4;
                    _delay = 5;
                    break;
                case 0x04:
                    Assert.False(_isEnabled); // RNGEN is cleared and set for a new seed
                    Error = value;
                    break;
                default:
                    Assert.Fail("the data is read only");
                    break;
            }
        }
    }
}
