// SPDX-License-Identifier: MIT
// The number that ST gave to the chip (RM0090 39.1, RM0410 45.1). It is public and no secret: whoever reads the chip, or
// its package's marking, knows much of it.

using System;
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>96 bits, which no two chips share.</summary>
    public static class UniqueId
    {
        /// <summary>Its size in bytes.</summary>
        public const int Size = 12;

        /// <param name="registers">Where the chip has it: 0x1FFF7A10 on the STM32F407, 0x1FF0F420 on the STM32F76x.</param>
        /// <param name="id">Twelve bytes, in the order of the memory.</param>
        public static void Read(Registers registers, SpanByte id) => registers.Load(id.Slice(0, Size));
    }
}
