// SPDX-License-Identifier: MIT
// Finds the frames of DSP0253 in a stream of bytes, whatever else is in it. A flag inside a packet can only be the start
// of another frame, since data is escaped; so a frame cut short costs at most itself and the frame after it.

using System;

namespace Wardstone.Link
{
    /// <summary>Turns received bytes into MCTP packets.</summary>
    public sealed class SerialDecoder
    {
        private enum State
        {
            Hunt,
            Revision,
            ByteCount,
            Data,
            Escaped,
            FcsHigh,
            FcsLow,
            End,
        }

        private readonly byte[] _packet = new byte[Link.Packet.MaxSize];
        private State _state;
        private int _expected;
        private int _length;
        private ushort _fcs;
        private int _received;

        /// <summary>Frames given up: cut short, too long, of an unknown revision, or with a wrong FCS.</summary>
        public int BadFrames { get; private set; }

        /// <summary>The packet that the last <see cref="Push"/> completed, until the next one.</summary>
        public SpanByte Packet => new SpanByte(_packet, 0, _length);

        /// <summary>Takes the next byte of the line.</summary>
        /// <returns>Whether it completed a packet.</returns>
        public bool Push(byte value)
        {
            switch (_state)
            {
                case State.Hunt:
                    _state = value == SerialFraming.Flag ? State.Revision : State.Hunt;
                    return false;

                case State.Revision:
                    // Flags may repeat between frames, and one may both end a frame and start the next.
                    if (value != SerialFraming.Flag)
                    {
                        _fcs = SerialFraming.Fcs(SerialFraming.FcsStart, value);
                        Next(value == SerialFraming.Revision, State.ByteCount);
                    }

                    return false;

                case State.ByteCount:
                    _expected = value;
                    _length = 0;
                    _fcs = SerialFraming.Fcs(_fcs, value);
                    Next(value >= Link.Packet.MinSize && value <= Link.Packet.MaxSize, State.Data);
                    return false;

                case State.Data:
                    if (value == SerialFraming.Flag)
                    {
                        BadFrames++;
                        _state = State.Revision;
                    }
                    else if (value == SerialFraming.Escape)
                    {
                        _state = State.Escaped;
                    }
                    else
                    {
                        Store(value);
                    }

                    return false;

                case State.Escaped:
                    value ^= SerialFraming.EscapeMask;
                    if (value == SerialFraming.Flag || value == SerialFraming.Escape)
                    {
                        Store(value);
                    }
                    else
                    {
                        Next(false, State.Hunt);
                    }

                    return false;

                case State.FcsHigh:
                    _received = value << 8;
                    _state = State.FcsLow;
                    return false;

                case State.FcsLow:
                    _received |= value;
                    _state = State.End;
                    return false;

                default:
                    bool good = value == SerialFraming.Flag && _received == _fcs;
                    BadFrames += good ? 0 : 1;
                    _state = value == SerialFraming.Flag ? State.Revision : State.Hunt;
                    return good;
            }
        }

        private void Store(byte value)
        {
            _packet[_length++] = value;
            _fcs = SerialFraming.Fcs(_fcs, value);
            _state = _length == _expected ? State.FcsHigh : State.Data;
        }

        private void Next(bool good, State state)
        {
            BadFrames += good ? 0 : 1;
            _state = good ? state : State.Hunt;
        }
    }
}
