// SPDX-License-Identifier: MIT
// A peripheral's registers on .NET, where a model stands in for the chip.

using System;

namespace Wardstone.Controllers
{
    /// <summary>What a register model has to do.</summary>
    public interface IRegisterModel
    {
        /// <summary>The program reads the register at <paramref name="offset"/> bytes from the block's start.</summary>
        uint Read(int offset);

        /// <inheritdoc cref="Read"/>
        void Write(int offset, uint value);

        /// <summary>Two writes that nothing comes between.</summary>
        void WritePair(int offset, uint first, uint second)
        {
            Write(offset, first);
            Write(offset, second);
        }

        /// <summary>Eight bits of it: a word's lowest, unless the model tells the two apart.</summary>
        byte ReadByte(int offset) => (byte)Read(offset);

        /// <inheritdoc cref="ReadByte"/>
        void WriteByte(int offset, byte value) => Write(offset, value);
    }

    /// <summary>A block of 32-bit registers, each access of which is one access of the model.</summary>
    public readonly struct Registers
    {
        private readonly IRegisterModel _model;

        public Registers(IRegisterModel model) => _model = model;

        public uint this[int offset]
        {
            get => _model.Read(offset);
            set => _model.Write(offset, value);
        }

        /// <summary>Gives the bits of <paramref name="mask"/> new values in one piece: others have theirs in the same register.</summary>
        public void Change(int offset, uint mask, uint value) => this[offset] = (this[offset] & ~mask) | value;

        /// <summary>Two stores that nothing comes between.</summary>
        public void StorePair(int offset, uint first, uint second) => _model.WritePair(offset, first, second);

        /// <summary>Writes eight bits and no more.</summary>
        public void StoreByte(int offset, byte value) => _model.WriteByte(offset, value);

        /// <summary>Reads eight bits and no more.</summary>
        public byte LoadByte(int offset) => _model.ReadByte(offset);

        /// <summary>Stores <paramref name="data"/> at the block's start in whole words, the last one filled up with zeros.</summary>
        public void Store(SpanByte data)
        {
            for (var offset = 0; offset < data.Length; offset += 4)
            {
                uint word = 0;
                for (var i = 0; i < 4 && offset + i < data.Length; i++)
                {
                    word |= (uint)data[offset + i] << (8 * i);
                }

                this[offset] = word;
            }
        }

        /// <summary>Reads what <see cref="Store"/> would have stored.</summary>
        public void Load(SpanByte data)
        {
            for (var offset = 0; offset < data.Length; offset += 4)
            {
                var word = this[offset];
                for (var i = 0; i < 4 && offset + i < data.Length; i++)
                {
                    data[offset + i] = (byte)(word >> (8 * i));
                }
            }
        }
    }
}
