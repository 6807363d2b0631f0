// SPDX-License-Identifier: MIT
// A peripheral's registers on .NET, where a model stands in for the chip.

namespace Wardstone.Controllers
{
    /// <summary>What a register model has to do.</summary>
    public interface IRegisterModel
    {
        /// <summary>The program reads the register at <paramref name="offset"/> bytes from the block's start.</summary>
        uint Read(int offset);

        /// <inheritdoc cref="Read"/>
        void Write(int offset, uint value);
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
    }
}
