// SPDX-License-Identifier: MIT
// The registers of the STM32F4's USARTs (RM0090 chapter 30). The idle line tells that the line fell silent.
//
// Flags are cleared by a read of the status and then one of the data, whoever reads: so each status that is read is acted upon, and
// data is read only when no byte is in it that is the stream's. At an idle line the next byte is a byte's time away at
// least, in which the handler has to have run; it has no longer than that at the end of a part either.

using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <inheritdoc/>
    public sealed class UsartF4 : Usart
    {
        private const int StatusFlags = 0x00; // USART_SR
        private const int Data = 0x04; // USART_DR
        private const int BaudRate = 0x08; // USART_BRR
        private const int Control1 = 0x0C; // USART_CR1
        private const int Control2 = 0x10; // USART_CR2
        private const int Control3 = 0x14; // USART_CR3

        private const uint IdleInterrupt = 1u << 4; // CR1 IDLEIE
        private const uint Enable = 1u << 13; // CR1 UE
        private const uint Work = Enable | TransmitterEnable | ReceiverEnable; // eight bits, no parity, 16 samples a bit: all 0
        private const uint IdleLine = 1u << 4; // SR IDLE
        private const int MostWaiting = 1024; // bytes; silicon has one

        private readonly Registers _registers;

        /// <param name="registers">The USART's registers.</param>
        /// <inheritdoc cref="Usart(InterruptLine, DmaStream, DmaStream, uint, int, int, int, int)"/>
        public UsartF4(
            Registers registers,
            uint data,
            InterruptLine interrupt,
            DmaStream receive,
            DmaStream send,
            int clockHz,
            int baudRate,
            int receiveSize,
            int sendSize)
            : base(interrupt, receive, send, data, clockHz, baudRate, receiveSize, sendSize)
        {
            _registers = registers;
            Start();
        }

        private protected override uint Silence => IdleLine;

        private protected override bool IsDamageKeptApart => false;

        private protected override int ReceivedData => Data;

        private protected override int DataToSend => Data;

        private protected override void SetUp(uint divisor)
        {
            _registers[Control1] = 0;
            _registers[Control2] = 0; // one stop bit
            _registers[BaudRate] = divisor;
            Listen(false);
        }

        private protected override void Listen(bool isOn)
        {
            _registers[Control3] = SendByDma | (isOn ? ReceiveByDma | ErrorInterrupt : 0);
            _registers[Control1] = Work | (isOn ? IdleInterrupt : 0);
        }

        private protected override uint Status() => _registers[StatusFlags];

        private protected override byte Take() => (byte)_registers[Data];

        private protected override void EndSilence(uint status)
        {
            if ((status & ByteWaits) == 0)
            {
                _ = _registers[Data]; // else the stream does that now
            }
        }

        private protected override void Drop()
        {
            for (var i = 0; i < MostWaiting; i++)
            {
                var status = Status();
                _ = Take();
                if ((status & (ByteWaits | Errors)) == 0)
                {
                    return;
                }
            }
        }
    }
}
