// SPDX-License-Identifier: MIT
// A model of one DMA controller of the STM32F4 and F7: eight streams between data registers of other models and DmaBuffers, a byte at each
// request of a peripheral. It stops late, as silicon does, and it is strict: what the manual does not allow, such as a new address
// for a stream that is enabled, fails the test.

using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Stm32;

internal sealed class DmaModel : IRegisterModel
{
    private const uint Enable = 1;
    private const uint Interrupts = 0x1E; // TCIE, HTIE, TEIE, DMEIE
    private const uint TransferError = 1 << 3;
    private const uint Half = 1 << 4;
    private const uint Complete = 1 << 5;
    private const uint Flags = 0x3D;
    private const int MostAsked = 20;

    private readonly Stream[] _streams = [.. Enumerable.Range(0, 8).Select(_ => new Stream())];
    private readonly Dictionary<uint, IRegisterModel> _blocks = [];

    /// <summary>The streams' interrupts.</summary>
    public InterruptLine[] Interrupt { get; } = [.. Enumerable.Range(0, 8).Select(_ => new InterruptLine())];

    /// <summary>How often the control register still says that a stream is enabled after it was told to stop.</summary>
    public int StopReads { get; set; } = 3;

    /// <summary>Bytes that a stream moves from now on until the bus refuses one (TEIF); null for no such fault.</summary>
    public int?[] FailAfter { get; } = new int?[8];

    /// <summary>Whether each byte comes late to the memory's side (FEIF): a note, nothing is lost.</summary>
    public bool IsLate { get; set; }

    /// <summary>How long the streams' interrupts wait.</summary>
    public int LatencyUs { get; set; } = 1;

    /// <summary>Streams that nobody stops midway: in Renode the next transfer would begin as far into its memory.</summary>
    public bool[] RunsToItsEnd { get; } = new bool[8];

    /// <summary>Accesses of the program's.</summary>
    public int Accesses { get; private set; }

    /// <summary>Bytes that were moved.</summary>
    public int Moved { get; private set; }

    /// <summary>Registers of a peripheral, where a stream finds them.</summary>
    public void Map(uint address, IRegisterModel block) => _blocks[address] = block;

    /// <summary>Who is told, a little after a stream was enabled, that a request may be served now.</summary>
    public void Attach(int stream, int channel, Action poke) => _streams[stream].Pokes[channel] = poke;

    public bool IsEnabled(int stream) => _streams[stream].IsEnabled;

    /// <summary>A peripheral's request: moves one byte now, if the stream listens to the channel.</summary>
    /// <returns>Whether it did.</returns>
    public bool Serve(int number, int channel)
    {
        var stream = _streams[number];
        if (!stream.IsEnabled || stream.StopIn is not null || stream.Count == 0 || (stream.Control >> 25 & 7) != channel)
        {
            return false;
        }

        if (FailAfter[number] is 0)
        {
            FailAfter[number] = null;
            stream.Control &= ~Enable;
            Raise(number, TransferError);
            return false;
        }

        FailAfter[number]--;
        Move(stream);
        Moved++;
        stream.Count--;
        Raise(number, (IsLate ? 1u : 0) | (stream.Count == stream.Length / 2 ? Half : 0) | (stream.Count == 0 ? Complete : 0));
        if (stream.Count == 0)
        {
            stream.Count = stream.IsCircular ? stream.Length : 0;
            stream.Control &= stream.IsCircular ? ~0u : ~Enable;
        }

        return true;
    }

    public uint Read(int offset)
    {
        Accesses++;
        return offset switch
        {
            0x00 => Status(0),
            0x04 => Status(4),
            < 0x10 => 0,
            _ => ReadStream(_streams[(offset - 0x10) / 0x18], (offset - 0x10) % 0x18),
        };
    }

    public void Write(int offset, uint value)
    {
        Accesses++;
        switch (offset)
        {
            case 0x08:
            case 0x0C:
                for (var i = 0; i < 4; i++)
                {
                    _streams[i + offset - 0x08].Flags &= ~(value >> ShiftOf(i));
                }

                break;
            case < 0x10:
                Assert.Fail("the status is read only");
                break;
            default:
                WriteStream((offset - 0x10) / 0x18, (offset - 0x10) % 0x18, value);
                break;
        }
    }

    private static int ShiftOf(int stream) => new[] { 0, 6, 16, 22 }[stream & 3];

    private uint Status(int first) =>
        Enumerable.Range(0, 4).Aggregate(0u, (sum, i) => sum | _streams[first + i].Flags << ShiftOf(i));

    private static uint ReadStream(Stream stream, int offset)
    {
        if (offset == 0 && stream.StopIn is not null && stream.StopIn-- == 0)
        {
            stream.StopIn = null;
            stream.Control &= ~Enable;
            stream.Flags |= Complete;
        }

        return offset switch
        {
            0x00 => stream.Control,
            0x04 => (uint)stream.Count,
            0x08 => stream.Peripheral,
            0x0C => stream.Memory,
            0x14 => stream.Fifo,
            _ => 0,
        };
    }

    private void WriteStream(int number, int offset, uint value)
    {
        var stream = _streams[number];
        if (offset == 0)
        {
            WriteControl(number, value);
            return;
        }

        Assert.False(stream.IsEnabled, $"a write to register {offset:x} of stream {number}, which is enabled");
        switch (offset)
        {
            case 0x04:
                Assert.InRange(value, 1u, 65535u);
                stream.Count = stream.Length = (int)value;
                break;
            case 0x08:
                stream.Peripheral = value;
                break;
            case 0x0C:
                stream.Memory = value;
                break;
            case 0x14:
                stream.Fifo = value & 0x87;
                break;
            default:
                Assert.Fail($"no use for register {offset:x} of a stream");
                break;
        }
    }

    private void WriteControl(int number, uint value)
    {
        var stream = _streams[number];
        if (stream.IsEnabled)
        {
            Assert.Equal(stream.Control & ~(Enable | Interrupts), value & ~(Enable | Interrupts));
            var isMidway = (value & Enable) == 0 && stream.Count < stream.Length;
            Assert.False(isMidway && RunsToItsEnd[number], $"stream {number} is stopped midway");
            stream.StopIn ??= (value & Enable) == 0 ? StopReads : null;
            stream.Control = value | Enable;
            return;
        }

        stream.Control = value;
        if ((value & Enable) != 0)
        {
            Begin(stream);
        }
    }

    private static void Begin(Stream stream)
    {
        Assert.Equal(0u, stream.Flags & Flags);
        Assert.NotEqual(0, stream.Count);
        Assert.True((stream.Fifo & 4) == 0, "only the direct mode is modelled");
        Assert.True((stream.Control & 0x400) != 0, "memory is a buffer, not a register");
        Assert.Equal(0u, stream.Control & 0x01FCFAA0); // bursts, double buffer, words, the peripheral as controller of the flow
        Assert.True((stream.Control >> 6 & 3) < 2, "memory to memory is not modelled");
        _ = DmaBuffer.At(stream.Memory);
        _ = DmaBuffer.At(stream.Memory + (uint)stream.Length - 1);
        if (stream.Pokes.TryGetValue((int)(stream.Control >> 25 & 7), out var poke))
        {
            VirtualTime.After(1, poke);
        }
    }

    private void Move(Stream stream)
    {
        var memory = stream.Memory + (uint)(stream.Length - stream.Count);
        Assert.True(_blocks.TryGetValue(stream.Peripheral & ~0x3FFu, out var block), $"no peripheral at {stream.Peripheral:x8}");
        var register = (int)(stream.Peripheral & 0x3FF);
        if ((stream.Control & 0x40) == 0)
        {
            DmaBuffer.At(memory) = block.ReadByte(register);
        }
        else
        {
            block.WriteByte(register, DmaBuffer.At(memory));
        }
    }

    private void Raise(int number, uint flags)
    {
        _streams[number].Flags |= flags;
        _streams[number].Asked = 0;
        Ask(number, LatencyUs);
    }

    // The handler runs a little later. What it leaves standing asks again, until it is clear that nobody is there.
    private void Ask(int number, long delayUs)
    {
        var stream = _streams[number];
        if (!stream.IsPlanned && stream.IsAsking && stream.Asked++ < MostAsked)
        {
            stream.IsPlanned = true;
            VirtualTime.After(delayUs, () =>
            {
                stream.IsPlanned = false;
                if (stream.IsAsking)
                {
                    Interrupt[number].Pend();
                    Ask(number, 50);
                }
            });
        }
    }

    private sealed class Stream
    {
        public uint Control;
        public uint Peripheral;
        public uint Memory;
        public uint Fifo = 0x21;
        public uint Flags;
        public int Count;
        public int Length;
        public int? StopIn;
        public bool IsPlanned;
        public int Asked;

        public Dictionary<int, Action> Pokes { get; } = [];

        public bool IsEnabled => (Control & Enable) != 0;

        public bool IsCircular => (Control & 0x100) != 0;

        // TCIE, HTIE and TEIE are one below their flags; FEIE stands in another register.
        public bool IsAsking => (Flags & (Control << 1) & (Complete | Half | TransferError)) != 0;
    }
}
