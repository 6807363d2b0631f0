// SPDX-License-Identifier: MIT
// The SPI controller of STM32F4 (RM0090 chapter 28) and STM32F7 (RM0410 chapter 35) as bus controller: full duplex, bytes, most significant
// bit first, chip selects by software. On the F7 it has FIFOs, and an access to the data register moves as many bytes as it is wide.
//
// A few bytes are polled: to sleep until DMA has moved them costs an interrupt and two switches of threads, some 700 instructions each.
// More go by DMA, in parts of the buffers' size, chip select held over them: what one part receives lies in a buffer of the driver's own,
// so a caller's is never used behind its back.
//
// Must hold: while the controller is off between two settings nobody drives the clock line; a resistor, or the pin's own, keeps it.

using System;
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>The controller of one bus.</summary>
    public sealed class Spi : SpiController, IInterruptHandler
    {
        /// <summary>Up to so many bytes are polled.</summary>
        public const int PolledMost = 8;

        private const int Control1 = 0x00; // SPI_CR1
        private const int Control2 = 0x04; // SPI_CR2
        private const int Status = 0x08; // SPI_SR
        private const int Data = 0x0C; // SPI_DR

        // SPI_CR1; clock phase and polarity (CPHA, CPOL) are bits 0 and 1, as in a mode's number.
        private const uint Controller = 1u << 2; // MSTR
        private const int DividerShift = 3; // BR: 0 divides by 2, 7 by 256
        private const uint Enable = 1u << 6; // SPE
        private const uint NotSelected = (1u << 8) | (1u << 9); // SSI, SSM: its own select pin is not one

        // SPI_CR2
        private const uint ReceiveByDma = 1u << 0; // RXDMAEN
        private const uint SendByDma = 1u << 1; // TXDMAEN
        private const uint Bytes = (7u << 8) | (1u << 12); // F7 only: DS, and FRXTH: RXNE at one byte

        // SPI_SR
        private const uint Received = 1u << 0; // RXNE
        private const uint ModeFault = 1u << 5; // MODF
        private const uint Overrun = 1u << 6; // OVR
        private const uint Busy = 1u << 7; // BSY
        private const uint ToSend = 3u << 11; // F7 only: FTLVL

        private const int SlowestDivider = 7;
        private const int BitsOfByte = 8;
        private const int FifoSize = 4;
        private const int WaitMarginMs = 5;

        private readonly Registers _spi;
        private readonly uint _data;
        private readonly uint _control2;
        private readonly bool _hasFifo;
        private readonly int _peripheralHz;
        private readonly DmaStream _receiving;
        private readonly DmaStream _sending;
        private readonly PinController _pins;
        private readonly DmaBuffer _in;
        private readonly DmaBuffer _out;
        private readonly Signal _completed = new Signal();
        private DmaFlags _flags;
        private int _clockHz; // as asked for; 0: whatever it is, it is to be set
        private int _mode;
        private int _divider; // exponent, less one
        private int _selected = -1;
        private bool _isTransferring;

        /// <param name="spi">Its registers, clocked.</param>
        /// <param name="address">Where they are, for the DMA.</param>
        /// <param name="hasFifo">Whether it is an F7's.</param>
        /// <param name="peripheralHz">The clock that it divides.</param>
        /// <param name="receiving">The stream of what it receives.</param>
        /// <param name="sending">The stream of what it sends.</param>
        /// <param name="pins">Where chip selects are.</param>
        /// <param name="bufferSize">Bytes that are moved at once, either way.</param>
        public Spi(
            Registers spi,
            uint address,
            bool hasFifo,
            int peripheralHz,
            DmaStream receiving,
            DmaStream sending,
            PinController pins,
            int bufferSize)
        {
            _spi = spi;
            _data = address + Data;
            _hasFifo = hasFifo;
            _control2 = hasFifo ? Bytes : 0;
            _peripheralHz = peripheralHz;
            _receiving = receiving;
            _sending = sending;
            _pins = pins;
            _in = new DmaBuffer(bufferSize);
            _out = new DmaBuffer(bufferSize);
            Start();
        }

        /// <inheritdoc/>
        public override int MinClockHz => ClockOf(SlowestDivider) + 1;

        /// <inheritdoc/>
        public override int MaxClockHz => ClockOf(0);

        /// <inheritdoc/>
        public override SpiOutcome Transfer(int chipSelect, int clockHz, int mode, SpanByte write, SpanByte read)
        {
            if (_isTransferring)
            {
                Start(); // the caller before was cut off, and was not the owner
            }

            _isTransferring = true;
            SetUp(clockHz, mode);
            Select(chipSelect);
            var length = write.Length > read.Length ? write.Length : read.Length;
            var outcome = length <= PolledMost ? Poll(write, read, length) : MoveParts(write, read, length);
            if (outcome == SpiOutcome.Done && !IsIdleSoon())
            {
                outcome = SpiOutcome.Timeout;
            }

            if (outcome != SpiOutcome.Done)
            {
                Reset();
            }

            Deselect();
            _isTransferring = false;
            return outcome;
        }

        /// <inheritdoc/>
        public void HandleInterrupt()
        {
            var flags = _receiving.TakeFlags();
            if ((flags & (DmaFlags.Complete | DmaFlags.Error)) != 0)
            {
                _flags = flags;
                _completed.Set();
            }
        }

        /// <inheritdoc/>
        protected override void Start()
        {
            Deselect();
            _isTransferring = false;
            Reset();
            _receiving.Connect(this);
        }

        // The bytes that it has already it sends, and nobody is selected meanwhile; the next start waits for the end of that.
        /// <inheritdoc/>
        protected override void Stop()
        {
            _receiving.Disconnect();
            _spi[Control2] = _control2;
            _receiving.Stop();
            _sending.Stop();
            Deselect();
            _completed.Clear();
        }

        // One byte after the other, so that none is lost however late this thread comes for it.
        private SpiOutcome Poll(SpanByte write, SpanByte read, int length)
        {
            for (var i = 0; i < length; i++)
            {
                Store(i < write.Length ? write[i] : (byte)0);
                if (!IsSoon(Received, Received, BitsOfByte))
                {
                    return FailureOf(DmaFlags.None);
                }

                var value = Load();
                if (i < read.Length)
                {
                    read[i] = value;
                }
            }

            return SpiOutcome.Done;
        }

        private SpiOutcome MoveParts(SpanByte write, SpanByte read, int length)
        {
            var outcome = SpiOutcome.Done;
            for (var done = 0; done < length && outcome == SpiOutcome.Done;)
            {
                var count = Least(length - done, _out.Length);
                var sent = Part(write, done, count);
                sent.CopyTo(_out.Bytes(0, sent.Length));
                Clear(_out.Bytes(sent.Length, count - sent.Length));
                outcome = Move(count);
                if (outcome == SpiOutcome.Done)
                {
                    var received = Part(read, done, count);
                    _in.Bytes(0, received.Length).CopyTo(received);
                }

                done += count;
            }

            return outcome;
        }

        // The streams are ready when the first request comes (RM0090 28.3.9). The one that receives ends last.
        private SpiOutcome Move(int count)
        {
            _flags = DmaFlags.None;
            _completed.Clear();
            _receiving.Served();
            _spi[Control2] = _control2 | ReceiveByDma;
            _receiving.StartRead(_data, _in.Address, count);
            _sending.StartWrite(_out.Address, _data, count);
            _spi[Control2] = _control2 | ReceiveByDma | SendByDma;
            var isTold = _completed.Wait(WaitMarginMs + (int)((long)count * BitsOfByte * 1000 / ClockOf(_divider)));
            if (!isTold || (_flags & DmaFlags.Error) != 0)
            {
                return FailureOf(_flags | _sending.TakeFlags());
            }

            _spi[Control2] = _control2;
            DmaBuffer.Synchronize();
            return SpiOutcome.Done;
        }

        private SpiOutcome FailureOf(DmaFlags flags)
        {
            var status = _spi[Status];
            return (status & ModeFault) != 0 ? SpiOutcome.ModeFault
                : (flags & DmaFlags.Error) != 0 ? SpiOutcome.MemoryError // which lets the rest overrun
                : (status & Overrun) != 0 ? SpiOutcome.Overrun
                : SpiOutcome.Timeout;
        }

        // Back to a controller that is off and empty, from any state.
        private void Reset()
        {
            _spi[Control2] = _control2;
            _receiving.Stop();
            _sending.Stop();
            _completed.Clear();
            _ = IsIdleSoon();
            _spi[Control1] = (_spi[Control1] & ~Enable) | Controller | NotSelected;
            for (var i = 0; i <= FifoSize && (_spi[Status] & (Received | Overrun)) != 0; i++)
            {
                _ = Load(); // and the status after it, which ends an overrun
            }

            _clockHz = 0;
        }

        private void SetUp(int clockHz, int mode)
        {
            if (clockHz == _clockHz && mode == _mode)
            {
                return;
            }

            _clockHz = 0;
            for (_divider = 0; _divider < SlowestDivider && ClockOf(_divider) > clockHz; _divider++)
            {
            }

            // Neither clock nor mode may change while it is on.
            var control = Controller | NotSelected | ((uint)_divider << DividerShift) | (uint)mode;
            _spi[Control1] &= ~Enable;
            _spi[Control1] = control;
            _spi[Control1] = control | Enable;
            _mode = mode;
            _clockHz = clockHz;
        }

        private void Select(int chipSelect)
        {
            _selected = chipSelect;
            if (chipSelect >= 0)
            {
                _pins.Write(chipSelect, false);
            }
        }

        private void Deselect()
        {
            if (_selected >= 0)
            {
                _pins.Write(_selected, true);
                _selected = -1;
            }
        }

        // All that was given to it has left: chip select may go up.
        private bool IsIdleSoon() => IsSoon(_hasFifo ? Busy | ToSend : Busy, 0, BitsOfByte * (FifoSize + 1));

        // A look takes two clocks of the peripheral bus at least, and a bit the divider's: as many looks as clocks are twice the time.
        private bool IsSoon(uint mask, uint value, int bits)
        {
            for (var looks = bits << (_divider + 1); looks > 0; looks--)
            {
                if ((_spi[Status] & mask) == value)
                {
                    return true;
                }
            }

            return false;
        }

        private void Store(byte value)
        {
            if (_hasFifo)
            {
                _spi.StoreByte(Data, value);
            }
            else
            {
                _spi[Data] = value;
            }
        }

        private byte Load() => _hasFifo ? _spi.LoadByte(Data) : (byte)_spi[Data];

        private int ClockOf(int divider) => _peripheralHz >> (divider + 1);

        private static SpanByte Part(SpanByte data, int start, int count) =>
            start >= data.Length ? SpanByte.Empty : data.Slice(start, Least(data.Length - start, count));

        private static void Clear(SpanByte data)
        {
            for (var i = 0; i < data.Length; i++)
            {
                data[i] = 0;
            }
        }

        private static int Least(int a, int b) => a < b ? a : b;
    }
}
