// SPDX-License-Identifier: MIT
// A model of GPIO ports with EXTI and SYSCFG: pins have what the chip drives, what is outside, and a pull; edges reach the line that is
// selected. Reserved modes and writes to what is read only fail the test.

using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Stm32;

internal sealed class PinModel
{
    private readonly Port[] _ports;
    private readonly bool?[] _outside;
    private readonly bool[] _levels;

    public PinModel(int ports = 9)
    {
        _outside = new bool?[16 * ports];
        _levels = new bool[16 * ports];
        _ports = [.. Enumerable.Range(0, ports).Select(i => new Port(this, i))];
        Exti = new ExtiModel();
    }

    public IRegisterModel[] Ports => _ports;

    public ExtiModel Exti { get; }

    /// <summary>Called with pin and level when that changes, whoever changes it.</summary>
    public Action<int, bool>? Changed { get; set; }

    /// <summary>Somebody outside drives a pin, or, with null, nobody does.</summary>
    public void Drive(int number, bool? level)
    {
        _outside[number] = level;
        Settle(number);
    }

    public bool Level(int number) => _levels[number];

    public uint ModeOf(int number) => Field(number, 0x00);

    public uint PullOf(int number) => Field(number, 0x0C);

    public uint FunctionOf(int number) => _ports[number / 16].Registers[(0x20 + (number & 8) / 2) / 4] >> (4 * (number & 7)) & 15;

    public bool IsOpenDrain(int number) => (_ports[number / 16].Registers[1] >> (number % 16) & 1) != 0;

    private uint Field(int number, int register) => _ports[number / 16].Registers[register / 4] >> (2 * (number % 16)) & 3;

    private void Settle(int number)
    {
        var output = (_ports[number / 16].Registers[0x14 / 4] >> (number % 16) & 1) != 0;
        bool? driven = ModeOf(number) == 1 && !(output && IsOpenDrain(number)) ? output : null;
        Assert.False(driven is not null && _outside[number] == !driven, $"both sides drive pin {number}");
        var level = driven ?? _outside[number] ?? PullOf(number) == 1;
        if (level != _levels[number])
        {
            _levels[number] = level;
            Changed?.Invoke(number, level);
            Exti.OnEdge(number, level);
        }
    }

    private sealed class Port(PinModel pins, int index) : IRegisterModel
    {
        public uint[] Registers { get; } = new uint[10];

        public uint Read(int offset) => offset == 0x10
            ? Enumerable.Range(0, 16).Aggregate(0u, (sum, i) => sum | (pins._levels[(16 * index) + i] ? 1u << i : 0))
            : Registers[offset / 4];

        public void Write(int offset, uint value)
        {
            Assert.NotEqual(0x10, offset);
            if (offset == 0x18)
            {
                Registers[5] = (Registers[5] & ~(value >> 16)) | (value & 0xFFFF);
            }
            else
            {
                Registers[offset / 4] = value;
            }

            for (var i = 0; i < 16; i++)
            {
                Assert.NotEqual(3u, pins.PullOf((16 * index) + i));
                pins.Settle((16 * index) + i);
            }
        }
    }

    internal sealed class ExtiModel : IRegisterModel
    {
        private readonly uint[] _registers = new uint[6];

        public SystemModel System { get; } = new();

        /// <summary>Of the lines 0 to 4, 5 to 9 and 10 to 15.</summary>
        public InterruptLine[] Interrupts { get; } = [.. Enumerable.Range(0, 7).Select(_ => new InterruptLine())];

        public uint Read(int offset) => _registers[offset / 4];

        public void Write(int offset, uint value)
        {
            _registers[offset / 4] = offset == 0x14 ? _registers[5] & ~value : value;
            for (var line = 0; line < 16; line++)
            {
                Ask(line);
            }
        }

        public void OnEdge(int number, bool level)
        {
            var line = number % 16;
            if (System.PortOf(line) == number / 16 && (_registers[level ? 2 : 3] >> line & 1) != 0)
            {
                _registers[5] |= 1u << line;
                Ask(line);
            }
        }

        private bool IsAsking(int line) => (_registers[0] & _registers[5] & 1u << line) != 0;

        private void Ask(int line)
        {
            if (IsAsking(line))
            {
                VirtualTime.After(1, () =>
                {
                    if (IsAsking(line))
                    {
                        Interrupts[line < 5 ? line : line < 10 ? 5 : 6].Pend();
                        Assert.False(IsAsking(line), "the handler left its line pending");
                    }
                });
            }
        }
    }

    internal sealed class SystemModel : IRegisterModel
    {
        private readonly uint[] _registers = new uint[8];

        public int PortOf(int line) => (int)(_registers[2 + (line / 4)] >> (4 * (line % 4)) & 15);

        public uint Read(int offset) => _registers[offset / 4];

        public void Write(int offset, uint value)
        {
            Assert.InRange(offset, 0x08, 0x14);
            _registers[offset / 4] = value;
        }
    }
}
