// SPDX-License-Identifier: MIT
// The memory controllers of AST2600 and AST1030 (FMC, SPI1, SPI2) as bus controllers, in user mode: what is stored to the window of a
// chip select goes out, a load from it clocks bytes in, and the chip select is a bit. No DMA, no dual or quad lines, no memory map.
//
// It is half duplex: what comes in while a byte goes out is lost in the controller. So a transfer either writes or reads; one that does
// both is refused, and a device that answers within one selection has its chip select held over a write and a read, as a pin (ChipSelects).
//
// There is no status and so no wait: an access to the window ends when its bytes have been clocked.
//
// Must hold: each chip select's window lies in the part of the address space that the controller decodes for it.

using System;
using Wardstone.Controllers;

namespace Wardstone.Aspeed
{
    /// <summary>The controller of one bus with two chip selects.</summary>
    public sealed class Spi : SpiController
    {
        /// <summary>Chip selects of a controller: CE0 and CE1.</summary>
        public const int Lines = 2;

        /// <summary>Bytes of the address space that each chip select has, CE0's first. User mode needs no more than one word.</summary>
        public const int WindowSize = 16 << 20;

        // Registers, by the manual's names.
        private const int TypeSetting = 0x00; // SPI00
        private const int Control = 0x10; // SPI10 and SPI14: CE0 and CE1
        private const int Decoding = 0x30; // SPI30 and SPI34: the window's first and last unit

        private const int EnableWrite = 16; // SPI00: the bit of CE0

        // SPI10
        private const uint UserMode = 3u << 0;
        private const uint Inactive = 1u << 2; // in user mode, the level of the chip select
        private const int LowDivider = 8; // bits 11:8
        private const int HighDivider = 24; // bits 27:24

        // The dividers 2 to 5 want the read delay of SPI94 calibrated; 1 is not allowed.
        private const int FastestDivider = 6;
        private const int SlowestDivider = 256;

        private readonly Registers _registers;
        private readonly Registers _first;
        private readonly Registers _second;
        private readonly int _busClockHz;
        private readonly int _firstPin;
        private readonly int _decodingUnit;
        private int _clockHz; // as asked for
        private uint _divider; // as in SPI10
        private int _selected; // a bit for each line that may be low
        private bool _isTransferring;

        /// <param name="registers">Its registers.</param>
        /// <param name="first">The window of CE0.</param>
        /// <param name="second">The window of CE1, WindowSize behind.</param>
        /// <param name="busClockHz">The clock that it divides (HCLK).</param>
        /// <param name="firstPin">CE0's number as a pin; CE1's is the next one.</param>
        /// <param name="decodingUnit">Bytes that SPI30 counts by.</param>
        public Spi(Registers registers, Registers first, Registers second, int busClockHz, int firstPin, int decodingUnit)
        {
            _registers = registers;
            _first = first;
            _second = second;
            _busClockHz = busClockHz;
            _firstPin = firstPin;
            _decodingUnit = decodingUnit;
            Start();
        }

        /// <inheritdoc/>
        public override int MinClockHz => ((_busClockHz - 1) / SlowestDivider) + 1;

        /// <inheritdoc/>
        public override int MaxClockHz => _busClockHz / FastestDivider;

        /// <inheritdoc/>
        /// <returns>NotPossible, and nothing was clocked, where bytes are to go both ways, in another mode than 0, to a pin that is none of
        /// its chip selects, to none at all, or to two.</returns>
        public override SpiOutcome Transfer(int chipSelect, int clockHz, int mode, SpanByte write, SpanByte read)
        {
            EndCutOff();
            var line = chipSelect < 0 ? HeldLine() : FreeLine(chipSelect);
            if (line < 0 || mode != 0 || (!write.IsEmpty && !read.IsEmpty))
            {
                return SpiOutcome.NotPossible;
            }

            _isTransferring = true;
            SetClock(clockHz);
            if (chipSelect >= 0)
            {
                Select(line);
            }
            else
            {
                FollowClock(line);
            }

            var window = line == 0 ? _first : _second;
            Write(window, write);
            Read(window, read);
            if (chipSelect >= 0)
            {
                Deselect(line);
            }

            _isTransferring = false;
            return SpiOutcome.Done;
        }

        /// <summary>Whether a chip select is low.</summary>
        /// <param name="line">0 or 1.</param>
        internal bool IsSelected(int line) => (_selected & (1 << line)) != 0;

        /// <summary>Drives a chip select, for who holds it over transfers.</summary>
        /// <param name="line">0 or 1.</param>
        /// <param name="active">Low.</param>
        internal void Drive(int line, bool active)
        {
            EndCutOff();
            if (active && !IsSelected(line))
            {
                Select(line);
            }
            else if (!active)
            {
                Deselect(line);
            }
        }

        /// <summary>As Drive to inactive, for a handler: whatever a thread was doing with it.</summary>
        internal void LetGo(int line) => Deselect(line);

        /// <inheritdoc/>
        protected override void Start()
        {
            Stop();
            _isTransferring = false;
            _clockHz = 0; // whoever was cut off may have set the one and not the other
            SetClock(MinClockHz);
            for (var line = 0; line < Lines; line++)
            {
                var start = (uint)(line * WindowSize);
                var last = start + (uint)(WindowSize - _decodingUnit);
                _registers[Decoding + (4 * line)] = last | (start >> 16);
                _registers[TypeSetting] |= 1u << (EnableWrite + line);
            }
        }

        /// <inheritdoc/>
        protected override void Stop()
        {
            for (var line = 0; line < Lines; line++)
            {
                Deselect(line);
            }
        }

        // The caller before was cut off, and was not the owner.
        private void EndCutOff()
        {
            if (_isTransferring)
            {
                Start();
            }
        }

        private int HeldLine() => _selected == 1 ? 0 : _selected == 2 ? 1 : -1;

        private int FreeLine(int pin) => _selected == 0 && pin >= _firstPin && pin < _firstPin + Lines ? pin - _firstPin : -1;

        private void Select(int line)
        {
            _selected |= 1 << line; // before it is: a thread may be cut off in between
            var control = _divider | UserMode;
            _registers[Control + (4 * line)] = control | Inactive;
            _registers[Control + (4 * line)] = control;
        }

        // The line goes up in the mode that it is in, and only then the mode ends.
        private void Deselect(int line)
        {
            _registers[Control + (4 * line)] |= Inactive;
            _registers[Control + (4 * line)] = Inactive;
            _selected &= ~(1 << line);
        }

        private void FollowClock(int line)
        {
            var control = _divider | UserMode;
            if (_registers[Control + (4 * line)] != control)
            {
                _registers[Control + (4 * line)] = control;
            }
        }

        private void SetClock(int clockHz)
        {
            if (clockHz != _clockHz)
            {
                var divider = clockHz > 0 ? ((_busClockHz - 1) / clockHz) + 1 : SlowestDivider;
                divider = divider < FastestDivider ? FastestDivider : divider > SlowestDivider ? SlowestDivider : divider;
                _divider = DividerBits(divider - 1);
                _clockHz = clockHz;
            }
        }

        // Sixteens above, ones below: 0, 1, 2, 3 ... are 15, 7, 14, 6 ... there.
        private static uint DividerBits(int less)
        {
            var ones = less & 15;
            var code = ((ones & 1) == 0 ? 15 : 7) - (ones >> 1);
            return ((uint)(less >> 4) << HighDivider) | ((uint)code << LowDivider);
        }

        // A word goes out and comes in with its least significant byte first.
        private static void Write(Registers window, SpanByte data)
        {
            for (; data.Length >= 4; data = data.Slice(4))
            {
                window[0] = data[0] | ((uint)data[1] << 8) | ((uint)data[2] << 16) | ((uint)data[3] << 24);
            }

            for (var i = 0; i < data.Length; i++)
            {
                window.StoreByte(0, data[i]);
            }
        }

        private static void Read(Registers window, SpanByte data)
        {
            for (; data.Length >= 4; data = data.Slice(4))
            {
                var word = window[0];
                data[0] = (byte)word;
                data[1] = (byte)(word >> 8);
                data[2] = (byte)(word >> 16);
                data[3] = (byte)(word >> 24);
            }

            for (var i = 0; i < data.Length; i++)
            {
                data[i] = window.LoadByte(0);
            }
        }
    }
}
