// SPDX-License-Identifier: MIT
using System.Device.I2c;
using Samples.At24c;
using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Samples;

public sealed class At24cTests : IDisposable
{
    private const int Address = 0x51;
    private const int Size = 8192;
    private const int Page = 32;
    private readonly I2cBus _bus = new();
    private readonly Eeprom _eeprom = new();
    private readonly At24c _driver;

    public At24cTests()
    {
        _bus.Attach(Address, _eeprom);
        _driver = new At24c(Device(Address), Size, Page);
    }

    public void Dispose()
    {
        _driver.Dispose();
        _bus.Dispose();
    }

    [Fact]
    public void EveryWriteGoesPageByPage()
    {
        for (var address = 0; address < 2 * Page; address++)
        {
            for (var length = 0; length < (3 * Page) + 2; length += 7)
            {
                Array.Clear(_eeprom.Memory);
                var writes = _eeprom.Writes;
                Assert.Equal(I2cTransferStatus.FullTransfer, _driver.Write(address, Bytes(length)));
                Assert.Equal([.. new byte[address], .. Bytes(length)], _eeprom.Memory[..(address + length)]);
                Assert.False(_eeprom.Memory.AsSpan(address + length).ContainsAnyExcept((byte)0));
                var pages = length == 0 ? 0 : ((address + length - 1) / Page) - (address / Page) + 1;
                Assert.Equal(pages, _eeprom.Writes - writes);
            }
        }
    }

    [Fact]
    public void ReadsAreSequentialUpToTheLastByte()
    {
        Bytes(Size).CopyTo(_eeprom.Memory, 0);
        foreach (var (address, length) in new[] { (0, 1), (0, Size), (31, 70), (Size - 1, 1), (Size, 0), (0x1234, 300) })
        {
            var read = new byte[length];
            var messages = _bus.Messages;
            Assert.Equal(I2cTransferStatus.FullTransfer, _driver.Read(address, read));
            Assert.Equal(_eeprom.Memory.Skip(address).Take(length), read);
            Assert.Equal(length == 0 ? 0 : 2, _bus.Messages - messages);
        }
    }

    [Fact]
    public void ALargeReadIsTakenInParts()
    {
        using var large = new At24c(Device(Address), 65536, 128);
        _eeprom.Memory = new byte[65536];
        new Random(1).NextBytes(_eeprom.Memory);
        var read = new byte[65536];
        Assert.Equal(I2cTransferStatus.FullTransfer, large.Read(0, read));
        Assert.Equal(_eeprom.Memory, read);
        Assert.Equal(8, _bus.Messages);
    }

    [Fact]
    public void TheEndOfEachWriteIsWaitedFor()
    {
        _eeprom.BusyFor = 3;
        Assert.Equal(I2cTransferStatus.FullTransfer, _driver.Write(16, Bytes(Page)));
        Assert.Equal(Bytes(Page), _eeprom.Memory[16..(16 + Page)]);
        Assert.Equal(6, _eeprom.Refusals);
    }

    [Fact]
    public void AWriteWithoutAnEndIsToldInTime()
    {
        _eeprom.BusyFor = int.MaxValue;
        Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, _driver.Write(0, Bytes(Page + 1)));
        Assert.Equal((1, 25), (_eeprom.Writes, _eeprom.Refusals));
    }

    [Fact]
    public void WhoIsNotThereIsTold()
    {
        _bus.Detach(Address);
        Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, _driver.Write(0, Bytes(4)));
        Assert.Equal(I2cTransferStatus.SlaveAddressNotAcknowledged, _driver.Read(0, new byte[4]));
        Assert.Equal(2, _bus.Messages);
    }

    [Fact]
    public void ARefusedByteIsTold()
    {
        _eeprom.IsProtected = true;
        Assert.Equal(I2cTransferStatus.PartialTransfer, _driver.Write(0, Bytes(4)));
        Assert.Equal(0, _eeprom.Writes);
    }

    [Theory]
    [InlineData(I2cFault.ClockStretched, I2cTransferStatus.ClockStretchTimeout)]
    [InlineData(I2cFault.ArbitrationLost, I2cTransferStatus.UnknownError)]
    public void AFailureInTheSecondPageIsTold(I2cFault fault, I2cTransferStatus status)
    {
        _bus.FailAt(fault, 1 + 2 + Page + 3 + 4); // a page, a poll, and four bytes
        Assert.Equal(status, _driver.Write(0, Bytes(3 * Page)));
        Assert.Equal(Bytes(Page), _eeprom.Memory[..Page]);
        Assert.False(_eeprom.Memory.AsSpan(2 * Page).ContainsAnyExcept((byte)0));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, Size + 1)]
    [InlineData(Size - 1, 2)]
    [InlineData(Size + 1, 0)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(int.MinValue, 1)]
    public void WhatIsNotInTheEepromIsRefused(int address, int length)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _driver.Read(address, new byte[length]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _driver.Write(address, new byte[length]));
        Assert.Equal(0, _bus.Messages);
    }

    [Theory]
    [InlineData(0x4F, 8192, 32)]
    [InlineData(0x58, 8192, 32)]
    [InlineData(0x50, 2048, 16)]
    [InlineData(0x50, 131072, 128)]
    [InlineData(0x50, 5000, 32)]
    [InlineData(0x50, 8192, 33)]
    [InlineData(0x50, 8192, 4)]
    [InlineData(0x50, 8192, 512)]
    [InlineData(0x50, 8192, 0)]
    [InlineData(0x50, -8192, 32)]
    public void WhatIsNoSuchEepromIsRefused(int address, int size, int page) =>
        Assert.Throws<ArgumentException>(() => new At24c(Device(address), size, page));

    [Fact]
    public void ADeviceIsNeeded() => Assert.Throws<ArgumentNullException>(() => new At24c(null!, Size, Page));

    private I2cDevice Device(int address) => new(new I2cConnectionSettings(_bus.Id, address));

    private static byte[] Bytes(int length) => [.. Enumerable.Range(1, length).Select(i => (byte)(i * 11))];

    // Takes data into a page and writes it at the STOP; does not acknowledge while it is at it.
    private sealed class Eeprom : II2cTarget
    {
        private readonly List<byte> _written = [];
        private int _address;
        private int _busy;

        public byte[] Memory { get; set; } = new byte[Size];

        /// <summary>How often it does not acknowledge after each write.</summary>
        public int BusyFor { get; set; }

        public bool IsProtected { get; set; }

        public int Writes { get; private set; }

        public int Refusals { get; private set; }

        public bool Start(bool read)
        {
            if (_busy > 0)
            {
                _busy--;
                Refusals++;
                return false;
            }

            TakeAddress();
            _written.Clear();
            return true;
        }

        public bool Write(byte value)
        {
            if (IsProtected && _written.Count >= 2)
            {
                return false;
            }

            _written.Add(value);
            return true;
        }

        public byte Read() => Memory[_address++ % Memory.Length];

        public void Stop()
        {
            TakeAddress();
            if (_written.Count > 2)
            {
                for (var i = 2; i < _written.Count; i++)
                {
                    Memory[_address & ~(Page - 1) | (_address + i - 2) & (Page - 1)] = _written[i];
                }

                Writes++;
                _busy = BusyFor;
            }

            _written.Clear();
        }

        private void TakeAddress()
        {
            if (_written.Count >= 2)
            {
                _address = (_written[0] << 8) | _written[1];
            }
        }
    }
}
