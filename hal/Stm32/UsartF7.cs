// SPDX-License-Identifier: MIT
// The registers of the STM32F7's USARTs (RM0410 chapter 34). The receiver timeout tells that the line fell silent: unlike the idle
// line it needs no read of the data, and Renode's model has it. After an error no byte goes to the stream until the error is cleared.

using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <inheritdoc/>
    public sealed class UsartF7 : Usart
    {
        private const int Control1 = 0x00; // USART_CR1
        private const int Control2 = 0x04; // USART_CR2
        private const int Control3 = 0x08; // USART_CR3
        private const int BaudRate = 0x0C; // USART_BRR
        private const int ReceiverTimeout = 0x14; // USART_RTOR
        private const int Request = 0x18; // USART_RQR
        private const int StatusFlags = 0x1C; // USART_ISR
        private const int FlagClear = 0x20; // USART_ICR, write 1 to clear
        private const int Received = 0x24; // USART_RDR
        private const int ToSend = 0x28; // USART_TDR

        private const uint Enable = 1u << 0; // CR1 UE
        private const uint TimeoutInterrupt = 1u << 26; // CR1 RTOIE
        private const uint Work = Enable | TransmitterEnable | ReceiverEnable; // eight bits, no parity, 16 samples a bit: all 0
        private const uint TimeoutEnable = 1u << 23; // CR2 RTOEN
        private const uint NoDmaAfterError = 1u << 13; // CR3 DDRE
        private const uint DropReceived = 1u << 3; // RQR RXFRQ
        private const uint TimedOut = 1u << 11; // ISR RTOF, ICR RTOCF
        private const uint BitsOfSilence = 10; // RTOR RTO: a byte's time

        private readonly Registers _registers;

        /// <param name="registers">The USART's registers.</param>
        /// <inheritdoc cref="Usart(InterruptLine, DmaStream, DmaStream, uint, int, int, int, int)"/>
        public UsartF7(
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

        private protected override uint Silence => TimedOut;

        private protected override bool IsDamageKeptApart => true;

        private protected override int ReceivedData => Received;

        private protected override int DataToSend => ToSend;

        private protected override void SetUp(uint divisor)
        {
            _registers[Control1] = 0;
            _registers[Control2] = TimeoutEnable; // one stop bit
            _registers[ReceiverTimeout] = BitsOfSilence;
            _registers[BaudRate] = divisor;
            _registers[Control3] = NoDmaAfterError; // while it is disabled
            Listen(false);
        }

        private protected override void Listen(bool isOn)
        {
            // The timeout first: in Renode only a byte that comes after that has one.
            _registers[Control1] = Work | (isOn ? TimeoutInterrupt : 0);
            _registers[Control3] = NoDmaAfterError | SendByDma | (isOn ? ReceiveByDma | ErrorInterrupt : 0);
        }

        private protected override uint Status() => _registers[StatusFlags];

        private protected override byte Take() => (byte)_registers[Received];

        private protected override void EndSilence(uint status) => _registers[FlagClear] = TimedOut;

        private protected override void Drop()
        {
            _registers[Request] = DropReceived;
            _registers[FlagClear] = Errors | TimedOut;
        }
    }
}
