// SPDX-License-Identifier: MIT
// A small value that outlives a loss of power, in one or two sectors of the internal flash: each Append writes a record behind the last
// one, and the newest whole record counts. No names, no deletion, nothing secret: whoever reads the chip reads it, and whoever writes
// its flash replaces it.
//
// Sector: a word that says that it was erased to the end, then records of: length and its complement (16 bits each), number, data in
// whole words, CRC-32 of all these. A loss of power leaves a record whose check is wrong, or a length that is none, and both are passed
// over. When no room is left the sector that does not have the newest record is erased: its first word is cleared before, so that one
// that was not erased to the end is known. With one sector that is the one with the newest record: a loss of power while it is erased, a
// second or two in the life of some thousand records, loses the value. With two it does not.

using System;
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>A sector of the store.</summary>
    public readonly struct FlashArea
    {
        /// <param name="memory">Where it is.</param>
        /// <param name="sector">Its number.</param>
        /// <param name="size">Its size in bytes, or how much of it is used; a multiple of four.</param>
        public FlashArea(Registers memory, int sector, int size)
        {
            Memory = memory;
            Sector = sector;
            Size = size;
        }

        internal Registers Memory { get; }

        internal int Sector { get; }

        internal int Size { get; }
    }

    /// <summary>The newest of the records that were appended.</summary>
    public sealed class FlashStore
    {
        private const uint Erased = 0x5453_4431; // the first word of a sector
        private const uint Blank = 0xFFFFFFFF;
        private const uint Polynomial = 0xEDB88320; // CRC-32 of IEEE 802.3, reflected
        private const int First = 4;
        private const int Overhead = 12;

        private readonly Flash _flash;
        private readonly FlashArea[] _areas;
        private readonly object _turn = new object();
        private bool _isKnown; // what follows is what is in the flash
        private int _newest; // offset of the newest record, 0 for none
        private int _area; // the sector that it is in, and that the next one goes to
        private int _end; // where
        private uint _number;

        /// <param name="flash">The interface.</param>
        /// <param name="areas">One sector or two, of the same size.</param>
        public FlashStore(Flash flash, params FlashArea[] areas)
        {
            _flash = flash;
            _areas = areas;
        }

        /// <summary>The longest record, in bytes.</summary>
        public int MostBytes
        {
            get
            {
                var room = _areas[0].Size - First - Overhead;
                return room < 0xFFFC ? room : 0xFFFC; // a length of 0xFFFF would be a blank word
            }
        }

        /// <summary>Reads the newest record.</summary>
        /// <param name="buffer">Where it goes.</param>
        /// <param name="length">Its length; 0 if there is none.</param>
        /// <returns>false if there is none, or it is longer than the buffer.</returns>
        public bool TryRead(SpanByte buffer, out int length)
        {
            lock (_turn)
            {
                Learn();
                length = _newest == 0 ? 0 : LengthAt(_area, _newest);
                if (_newest == 0 || length > buffer.Length)
                {
                    return false;
                }

                var memory = _areas[_area].Memory;
                for (var i = 0; i < length; i++)
                {
                    buffer[i] = (byte)(memory[_newest + 8 + (i & ~3)] >> (8 * (i & 3)));
                }

                return true;
            }
        }

        /// <summary>Appends a record, which is the newest one when this says Done. After anything else the newest is that before, or this
        /// one, or with one sector that had to be erased none.</summary>
        /// <remarks>An erase takes seconds, in which the core stands still (<see cref="Flash"/>).</remarks>
        public FlashOutcome Append(SpanByte record)
        {
            if (record.Length > MostBytes)
            {
                return FlashOutcome.TooLong;
            }

            lock (_turn)
            {
                Learn();
                _isKnown = false; // should this be cut off, the flash knows best
                var outcome = FlashOutcome.Done;
                if (!HasRoom(SizeOf(record.Length)))
                {
                    _area = _newest == 0 ? _area : (_area + 1) % _areas.Length;
                    _end = First;
                    outcome = Prepare(_areas[_area]);
                }

                return outcome == FlashOutcome.Done ? Write(_areas[_area].Memory, record) : outcome;
            }
        }

        private static int SizeOf(int length) => ((length + 3) & ~3) + Overhead;

        private static uint Check(uint check, uint word)
        {
            check ^= word;
            for (var i = 0; i < 32; i++)
            {
                check = (check >> 1) ^ ((check & 1) != 0 ? Polynomial : 0);
            }

            return check;
        }

        // What is there is read once, and again after an Append, which may have been cut off.
        private void Learn()
        {
            if (_isKnown)
            {
                return;
            }

            _newest = _area = _end = 0;
            _number = 0;
            for (var area = 0; area < _areas.Length; area++)
            {
                if (_areas[area].Memory[0] == Erased)
                {
                    Learn(area);
                }
            }

            _isKnown = true;
        }

        private void Learn(int area)
        {
            var size = _areas[area].Size;
            var memory = _areas[area].Memory;
            var newest = 0;
            var number = _number;
            var offset = First;
            while (offset < size && memory[offset] != Blank)
            {
                var length = LengthAt(area, offset);
                if (length < 0 || length > size - offset - Overhead)
                {
                    offset += 4; // power was lost while it was written, and nothing was written behind it
                    continue;
                }

                if (memory[offset + 4] > number && IsWhole(memory, offset, length))
                {
                    number = memory[offset + 4];
                    newest = offset;
                }

                offset += SizeOf(length);
            }

            // The newest record decides; without any it is a sector that can be written.
            if (newest != 0 || _newest == 0)
            {
                _area = area;
                _newest = newest;
                _end = offset;
                _number = number;
            }
        }

        private int LengthAt(int area, int offset)
        {
            var word = _areas[area].Memory[offset];
            return (word & 0xFFFF) == (~word >> 16) ? (int)(word & 0xFFFF) : -1;
        }

        private static bool IsWhole(Registers memory, int offset, int length)
        {
            var end = offset + SizeOf(length) - 4;
            var check = Blank;
            for (var i = offset; i < end; i += 4)
            {
                check = Check(check, memory[i]);
            }

            return memory[end] == ~check;
        }

        // What is not blank cannot be written: an end that a loss of power has left, or another program's data.
        private bool HasRoom(int size)
        {
            if (_end < First || size > _areas[_area].Size - _end)
            {
                return false;
            }

            for (var i = 0; i < size; i += 4)
            {
                if (_areas[_area].Memory[_end + i] != Blank)
                {
                    return false;
                }
            }

            return true;
        }

        private FlashOutcome Prepare(FlashArea area)
        {
            var outcome = _flash.Write(area.Memory, 0, 0);
            if (outcome == FlashOutcome.Done)
            {
                outcome = _flash.Erase(area.Sector);
            }

            for (var i = 0; outcome == FlashOutcome.Done && i < area.Size; i += 4)
            {
                outcome = area.Memory[i] == Blank ? FlashOutcome.Done : FlashOutcome.Failed;
            }

            return outcome == FlashOutcome.Done ? _flash.Write(area.Memory, 0, Erased) : outcome;
        }

        private FlashOutcome Write(Registers memory, SpanByte record)
        {
            var offset = _end;
            var length = (uint)record.Length;
            var check = Blank;
            var outcome = Put(length | (~length << 16));
            if (outcome == FlashOutcome.Done)
            {
                outcome = Put(_number + 1);
            }

            for (var i = 0; outcome == FlashOutcome.Done && i < record.Length; i += 4)
            {
                uint word = Blank;
                for (var k = 0; k < 4 && i + k < record.Length; k++)
                {
                    word = (word & ~(0xFFu << (8 * k))) | ((uint)record[i + k] << (8 * k));
                }

                outcome = Put(word);
            }

            return outcome == FlashOutcome.Done ? _flash.Write(memory, offset, ~check) : outcome;

            FlashOutcome Put(uint word)
            {
                check = Check(check, word);
                offset += 4;
                return _flash.Write(memory, offset - 4, word);
            }
        }
    }
}
