// SPDX-License-Identifier: MIT
// A serial flash: commands from the moment it is selected, programming and erasing from the moment it is not, busy for so many looks at its
// status. What a real one would not do it does not do either: without the latch, while busy, or protected.

using Wardstone.Simulation;

namespace Wardstone.Tests.Host.Samples;

internal sealed class FlashTarget(byte capacity) : ISpiTarget
{
    private readonly List<byte> _frame = [];
    private bool _canWrite;
    private int _busy;

    public byte[] Id { get; set; } = [0xEF, 0x40, capacity];

    public byte[] Memory { get; } = [.. Enumerable.Repeat((byte)0, 1 << capacity)];

    /// <summary>Looks at the status that find it busy, after each program or erase.</summary>
    public int BusyFor { get; set; }

    public bool IsProtected { get; set; }

    public bool IsSelected { get; private set; }

    /// <summary>The commands that it took, with their addresses.</summary>
    public List<string> Log { get; } = [];

    private int AddressSize => _frame[0] is 0x13 or 0x12 or 0x21 ? 4 : 3;

    private int Address => _frame.Skip(1).Take(AddressSize).Aggregate(0, (sum, value) => (sum << 8) | value);

    public void Select(bool active)
    {
        if (!active && _frame.Count > 0)
        {
            Execute();
        }

        IsSelected = active;
        _frame.Clear();
    }

    public byte Transfer(byte value)
    {
        _frame.Add(value);
        var position = _frame.Count - 1;
        return _frame[0] switch
        {
            _ when position == 0 => 0xFF,
            0x9F => Id[(position - 1) % 3],
            0x05 => Status(),
            0x03 or 0x13 when position > AddressSize && _busy == 0 => Memory[(Address + position - 1 - AddressSize) % Memory.Length],
            _ => 0xFF,
        };
    }

    private byte Status()
    {
        var status = (byte)((_busy > 0 ? 1 : 0) | (_canWrite ? 2 : 0));
        _busy -= _busy > 0 ? 1 : 0;
        return status;
    }

    private void Execute()
    {
        switch (_frame[0])
        {
            case 0x06:
                _canWrite = !IsProtected && _busy == 0;
                break;
            case 0x02 or 0x12 when _canWrite:
                Note();
                for (var i = AddressSize + 1; i < _frame.Count; i++)
                {
                    Memory[Address & ~0xFF | (Address + i - AddressSize - 1) & 0xFF] &= _frame[i];
                }

                Begin();
                break;
            case 0x20 or 0x21 when _canWrite:
                Note();
                Memory.AsSpan(Address & ~0xFFF, 4096).Fill(0xFF);
                Begin();
                break;
            case 0x03 or 0x13:
                Note();
                break;
        }
    }

    private void Note() => Log.Add($"{_frame[0]:X2} {Address:X6}");

    private void Begin() => (_canWrite, _busy) = (false, BusyFor);
}
