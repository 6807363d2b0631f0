// SPDX-License-Identifier: MIT
// What is wrong with a TPM or its wires: states it hangs in, a byte of the wire at which something happens, a bus on which it is not, or
// another chip. All may change at any time. Depends on nothing but the base class library.

using System;

namespace Wardstone.Simulation
{
    /// <summary>Steps that a TPM never takes.</summary>
    [Flags]
    public enum TpmHangs
    {
        None = 0,

        /// <summary>No locality is granted.</summary>
        Grant = 0x01,

        /// <summary>Never from Idle to Ready.</summary>
        Ready = 0x02,

        /// <summary>stsValid never stands.</summary>
        Valid = 0x04,

        /// <summary>The burst count stays 0.</summary>
        Burst = 0x08,

        /// <summary>Expect never falls: a command is never whole.</summary>
        Expect = 0x10,

        /// <summary>What go has begun never ends.</summary>
        Execution = 0x20,

        /// <summary>dataAvail never stands.</summary>
        Data = 0x40,

        /// <summary>An abort never ends.</summary>
        Abort = 0x80,

        /// <summary>Never from Completion to Idle.</summary>
        Idle = 0x100,

        /// <summary>A wait state on SPI never ends.</summary>
        WaitState = 0x200,
    }

    /// <summary>Bytes on the wire, by what they are.</summary>
    public enum TpmPlace
    {
        Nowhere,

        /// <summary>Of a command, counted within it, on their way into the FIFO.</summary>
        Command,

        /// <summary>Of a response, counted within it, on their way out of the FIFO.</summary>
        Response,

        /// <summary>Headers of SPI frames, four bytes each, or register addresses on I2C; counted from the knob's setting.</summary>
        Header,

        /// <summary>What the TPM gives before the data of a frame: its answers to the header, four bytes, and the wait states.</summary>
        Wait,

        /// <summary>Data of a register, either way, the FIFO's too.</summary>
        Data,
    }

    /// <summary>What happens at a byte.</summary>
    public enum TpmTrouble
    {
        /// <summary>Bits of it change.</summary>
        Flip,

        /// <summary>The power fails for a moment before it is taken or given.</summary>
        BrownOut,

        /// <summary>Nobody is there any more.</summary>
        Vanish,
    }

    /// <summary>The faults of a TPM. A new one has none.</summary>
    public sealed class TpmFaults
    {
        private const int Driven = -1;

        private readonly Action _brownOut;
        private TpmTrouble _trouble;
        private TpmPlace _place;
        private int _position;
        private byte _mask;
        private int _times;
        private int _count;

        /// <param name="brownOut">The power fails for a moment.</param>
        internal TpmFaults(Action brownOut) => _brownOut = brownOut;

        /// <summary>The steps that are never taken.</summary>
        public TpmHangs Hanging { get; set; }

        /// <summary>Nobody is there: nothing is acknowledged on I2C, and every byte reads as 0xFF.</summary>
        public bool IsAbsent { get; set; }

        /// <summary>What every byte reads as, 0 to 255, whatever is sent; -1: what the TPM gives.</summary>
        public int Floating { get; set; } = Driven;

        /// <summary>How often the trouble of <see cref="At"/> happened.</summary>
        public int Happened { get; private set; }

        internal bool IsSilent => IsAbsent || Floating != Driven;

        internal byte Silence => (byte)(IsAbsent ? 0xFF : Floating);

        /// <summary>Has something happen at a byte, in place of what was said before.</summary>
        /// <param name="trouble">What.</param>
        /// <param name="place">Which bytes are counted.</param>
        /// <param name="position">The byte, from 0: within each command or response, else from now on.</param>
        /// <param name="mask">Bits that Flip changes.</param>
        /// <param name="times">How many commands or responses are hit at that byte, or how many bytes in a row.</param>
        public void At(TpmTrouble trouble, TpmPlace place, int position, byte mask = 0xFF, int times = 1)
        {
            (_trouble, _place, _position, _mask, _times) = (trouble, place, position, mask, times);
            (_count, Happened) = (0, 0);
        }

        /// <summary>Nothing is wrong any more.</summary>
        public void Clear()
        {
            (Hanging, IsAbsent, Floating, _place) = (TpmHangs.None, false, Driven, TpmPlace.Nowhere);
        }

        internal bool Hangs(TpmHangs step) => (Hanging & step) != 0;

        /// <summary>A byte passes that is counted from the knob's setting.</summary>
        internal byte Pass(TpmPlace place, byte value) =>
            place != _place ? value : Pass(place, _count++, _position + Happened, value);

        /// <summary>A byte of a command or a response passes.</summary>
        internal byte PassAt(TpmPlace place, int index, byte value) => Pass(place, index, _position, value);

        private byte Pass(TpmPlace place, int index, int position, byte value)
        {
            if (place != _place || index != position || Happened >= _times)
            {
                return value;
            }

            Happened++;
            switch (_trouble)
            {
                case TpmTrouble.Flip:
                    return (byte)(value ^ _mask);
                case TpmTrouble.BrownOut:
                    _brownOut();
                    return value;
                default:
                    IsAbsent = true;
                    return value;
            }
        }
    }
}
