// SPDX-License-Identifier: MIT
// A model of one bus of the AST1030's I2C controllers in the new register mode, with what QEMU leaves out: packets
// take as long as their bits do, lines get stuck, clocks get stretched, arbitration is lost. It is as strict as silicon
// may be: what the manual does not allow, such as a command while another runs, fails the test.

using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Aspeed;

internal sealed class I2cModel : IRegisterModel
{
    private const int PeripheralClockHz = 50_000_000;
    private readonly uint[] _registers = new uint[8];
    private readonly byte[] _pool = new byte[32];
    private bool _isRunning;
    private bool _isOwned;
    private bool _isBusy;
    private int _generation;
    private int _sent;

    public I2cModel() => Pool = new PoolModel(this);

    public IRegisterModel Pool { get; }

    public InterruptLine Interrupt { get; } = new();

    /// <summary>
    /// All that happened on the bus: S and Sr with address and direction, bytes in hex, N for what was not acknowledged, P.
    /// </summary>
    public string Log { get; set; } = "";

    public int DeviceAddress { get; set; } = 0x2E;

    /// <summary>Which byte of each write is not acknowledged; -1 is none.</summary>
    public int NakAt { get; set; } = -1;

    /// <summary>What the device sends, counting up.</summary>
    public byte NextRead { get; set; }

    /// <summary>Which packet from now on fails: 0 is the next one.</summary>
    public int? HangAt { get; set; }

    public int? LoseArbitrationAt { get; set; }

    /// <summary>How long the device holds the clock low in each packet.</summary>
    public int StretchUs { get; set; }

    /// <summary>Whether the controller ends a packet whose clock stays low for too long (I2CC04).</summary>
    public bool HasLowTimeout { get; set; } = true;

    /// <summary>Clock pulses that free the data line; null: it is free.</summary>
    public int? DataStuckFor { get; set; }

    public bool IsClockStuck { get; set; }

    /// <summary>Clock pulses that free the data line after a message that was cut off; null: the device lets go of it.</summary>
    public int? HoldsDataAfterCutOff { get; set; }

    /// <summary>Whether a bus without a STOP stays busy for the controller even when that was reset.</summary>
    public bool StaysBusyAfterCutOff { get; set; }

    public int ClockHz => PeripheralClockHz * 2 / BaseDivisor / Periods;

    public double ClockLowUs => ((_registers[1] >> 12 & 15) + 1) * BaseDivisor * 1e6 / 2 / PeripheralClockHz;

    private int BaseDivisor => (int)(I2cModelClocks.Dividers >> (int)(8 * ((_registers[1] & 15) - 1)) & 0xFF) + 2;

    private int Periods => (int)((_registers[1] >> 12 & 15) + 1 + (_registers[1] >> 16 & 15) + 1);

    private int LowTimeoutUs => (int)(_registers[1] >> 24 & 31) * 4096;

    private bool IsEnabled => (_registers[0] & 1) != 0;

    public uint Read(int offset) => offset == 8 ? Lines : _registers[offset / 4];

    private uint Lines =>
        (IsClockStuck ? 0u : 1 << 18) | (DataStuckFor is null ? 1u << 17 : 0) | (IsStuck || _isBusy ? 1u << 16 : 0);

    private bool IsStuck => IsClockStuck || DataStuckFor is not null;

    public void Write(int offset, uint value)
    {
        switch (offset)
        {
            case 0x00:
                _registers[0] = value;
                if (!IsEnabled)
                {
                    // A reset forgets the command that runs.
                    _generation++;
                    if (_isOwned || _isRunning)
                    {
                        DataStuckFor ??= HoldsDataAfterCutOff;
                        _isBusy |= StaysBusyAfterCutOff;
                    }

                    _isRunning = _isOwned = false;
                }

                break;
            case 0x14:
                _registers[5] &= (value & 1 << 16) != 0 ? 0 : ~value;
                break;
            case 0x18:
                Assert.True(IsEnabled, "a command while the controller is off");
                Assert.False(_isRunning, "a command while another one runs");
                Assert.Equal(0u, _registers[5]);
                _isRunning = true;
                Begin(value);
                break;
            default:
                Assert.False(_isRunning, "set-up while a command runs");
                _registers[offset / 4] = value;
                break;
        }
    }

    private void Begin(uint command)
    {
        if (IsDue(HangAt, n => HangAt = n))
        {
            return;
        }

        var generation = _generation;
        if ((command & 1 << 11) != 0)
        {
            VirtualTime.After(100, () => Complete(generation, RecoverBus));
            return;
        }

        Assert.True((command & 1 << 16) != 0, "only packets are modelled");
        var bytes = ((command & 1) != 0 ? 1 : 0)
            + ((command & 1 << 1) != 0 ? TransmitCount : 0)
            + ((command & 1 << 3) != 0 ? ReceiveCount : 0);
        var durationUs = (bytes * 9 * 1_000_000 / ClockHz) + StretchUs + 1;
        if (HasLowTimeout && StretchUs > LowTimeoutUs)
        {
            VirtualTime.After(LowTimeoutUs, () => Complete(generation, () => 1u << 16 | 1 << 17 | 1 << 6));
            return;
        }

        VirtualTime.After(durationUs, () => Complete(generation, () => Packet(command)));
    }

    private int TransmitCount => (int)(_registers[3] >> 8 & 31) + 1;

    private int ReceiveCount => (int)(_registers[3] >> 16 & 31) + 1;

    private void Complete(int generation, Func<uint> act)
    {
        if (generation == _generation)
        {
            _isRunning = false;
            _registers[5] |= act();
            if ((_registers[5] & _registers[4]) != 0)
            {
                Interrupt.Pend();
            }
        }
    }

    private uint RecoverBus()
    {
        if (DataStuckFor is null or <= 9)
        {
            DataStuckFor = null;
            _isBusy = false;
            return 1 << 13;
        }

        return 1 << 15;
    }

    private uint Packet(uint command)
    {
        uint status = 1 << 16;
        if (IsDue(LoseArbitrationAt, n => LoseArbitrationAt = n))
        {
            _isOwned = false;
            Log += '!';
            return status | 1 << 17 | 1 << 3;
        }

        if ((command & 1) != 0)
        {
            var address = (int)(command >> 24 & 0x7F);
            var isRead = (command & 1 << 3) != 0;
            Log += $"{(_isOwned ? "Sr" : "S")}{address:X2}{(isRead ? 'r' : 'w')} ";
            _isOwned = true;
            _sent = 0;
            if (address != DeviceAddress)
            {
                return status | Refuse();
            }
        }

        Assert.True(_isOwned, "bytes without a START");
        for (var i = 0; (command & 1 << 1) != 0 && i < TransmitCount; i++)
        {
            Log += $"{_pool[i]:X2} ";
            if (_sent++ == NakAt)
            {
                return status | Refuse();
            }

            status |= 1;
        }

        for (var i = 0; (command & 1 << 3) != 0 && i < ReceiveCount; i++)
        {
            Log += $"{NextRead:X2} ";
            _pool[i] = NextRead++;
            status |= 1 << 2;
        }

        if ((command & 1 << 5) != 0)
        {
            Assert.Equal((command & 1 << 3) != 0, (command & 1 << 4) != 0);
            Log += 'P';
            _isOwned = false;
            status |= 1 << 4;
        }

        return status;
    }

    // In packet mode the controller sends the STOP itself.
    private uint Refuse()
    {
        Log += "N P";
        _isOwned = false;
        return 1 << 17 | 1 << 4 | 1 << 1;
    }

    private static bool IsDue(int? at, Action<int?> set)
    {
        set(at == 0 ? null : at - 1);
        return at == 0;
    }

    private sealed class PoolModel(I2cModel bus) : IRegisterModel
    {
        public uint Read(int offset)
        {
            Assert.False(bus._isRunning, "the pool belongs to the controller while a packet runs");
            return BitConverter.ToUInt32(bus._pool, offset);
        }

        public void Write(int offset, uint value)
        {
            Assert.False(bus._isRunning, "the pool belongs to the controller while a packet runs");
            BitConverter.TryWriteBytes(bus._pool.AsSpan(offset), value);
        }
    }
}

/// <summary>The registers that all buses share.</summary>
internal sealed class I2cModelClocks : IRegisterModel
{
    public const uint Dividers = 0x62220803;

    public Dictionary<int, uint> Written { get; } = [];

    public uint Read(int offset) => Written.GetValueOrDefault(offset);

    public void Write(int offset, uint value) => Written[offset] = value;
}
