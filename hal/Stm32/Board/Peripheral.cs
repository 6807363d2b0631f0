// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Stm32
{
    /// <summary>Where a peripheral is and what belongs to it.</summary>
    internal sealed class Peripheral
    {
        private Peripheral(uint block, int gate, int gateBit, int interrupt, int dma, int receive, int send, int channel)
        {
            Block = block;
            Gate = gate;
            GateBits = 1u << gateBit;
            Interrupt = interrupt;
            Dma = dma;
            Receive = receive;
            Send = send;
            Channel = channel;
        }

        /// <summary>The address of its registers.</summary>
        public uint Block { get; }

        /// <summary>A <see cref="ClockGate"/>.</summary>
        public int Gate { get; }

        public uint GateBits { get; }

        /// <summary>Its interrupt; of I2C that of its events, the next is that of its errors.</summary>
        public int Interrupt { get; }

        /// <summary>The DMA controller that serves it, 1 or 2.</summary>
        public int Dma { get; }

        /// <summary>Its streams there; of two that could be, the first that clashes with none of the others here.</summary>
        public int Receive { get; }

        /// <inheritdoc cref="Receive"/>
        public int Send { get; }

        /// <summary>Its request in both streams.</summary>
        public int Channel { get; }

        /// <exception cref="ArgumentException">There is none of this number here.</exception>
        public static Peripheral Usart(int number) => number switch
        {
            1 => new Peripheral(0x40011000, ClockGate.Apb2, 4, interrupt: 37, dma: 2, receive: 2, send: 7, channel: 4),
            2 => new Peripheral(0x40004400, ClockGate.Apb1, 17, interrupt: 38, dma: 1, receive: 5, send: 6, channel: 4),
            3 => new Peripheral(0x40004800, ClockGate.Apb1, 18, interrupt: 39, dma: 1, receive: 1, send: 3, channel: 4),
            _ => throw new ArgumentException("No such USART."),
        };

        /// <inheritdoc cref="Usart"/>
        public static Peripheral Spi(int number) => number switch
        {
            1 => new Peripheral(0x40013000, ClockGate.Apb2, 12, interrupt: 35, dma: 2, receive: 0, send: 3, channel: 3),
            2 => new Peripheral(0x40003800, ClockGate.Apb1, 14, interrupt: 36, dma: 1, receive: 3, send: 4, channel: 0),
            _ => throw new ArgumentException("No such SPI."),
        };

        /// <inheritdoc cref="Usart"/>
        public static Peripheral I2c(int number) => number switch
        {
            1 => new Peripheral(0x40005400, ClockGate.Apb1, 21, interrupt: 31, dma: 0, receive: 0, send: 0, channel: 0), // without DMA
            _ => throw new ArgumentException("No such I2C."),
        };

        /// <summary>The interrupt of a stream.</summary>
        public static int StreamInterrupt(int dma, int stream) =>
            dma == 1 ? (stream < 7 ? 11 + stream : 47) : stream < 5 ? 56 + stream : 63 + stream;
    }
}
