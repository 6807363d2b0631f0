// SPDX-License-Identifier: MIT
// The lower half of the HID reader: cuts the text into segments (a line, or a part of one between '|'), and says what
// each one is and where it stands. It knows nothing of nesting; that is HidReader's.
// What must hold: no text makes it throw, and every call takes text, or stops for good.

using System;

namespace Wardstone.Runtime.Hid
{
    internal sealed class HidScanner
    {
        private readonly IRomSession _rom;
        private bool _rooted;

        // Where reading goes on; line and column count from 0.
        private int _position;
        private int _line;
        private int _column;

        public HidScanner(IRomSession rom)
        {
            _rom = rom;
        }

        /// <summary>Starts at a segment within the text.</summary>
        public HidScanner(IRomSession rom, HidBookmark from)
        {
            _rom = rom;
            _rooted = true;
            _position = from.Position;
            _line = from.Line;
            _column = from.Column;
        }

        /// <summary>What the segment is: Node, Attribute, Content, End or Error.</summary>
        public HidToken Kind { get; private set; }

        public HidError Error { get; private set; }

        /// <summary>First byte of the segment.</summary>
        public int Start { get; private set; }

        /// <summary>Line and column of the segment or the error, from 0.</summary>
        public int Line { get; private set; }

        public int Column { get; private set; }

        /// <summary>Whether a node is marked with 'x' instead of '+'.</summary>
        public bool Disabled { get; private set; }

        public int TagStart { get; private set; }

        public int TagLength { get; private set; }

        public int ValueStart { get; private set; }

        public int ValueLength { get; private set; }

        /// <summary>Takes the next segment that means something; comments and empty ones do not. False: Kind is Error.</summary>
        public bool Next()
        {
            if (_rom.Length > HidReader.MaxLength)
            {
                return Refuse(HidError.TextTooLong);
            }

            SpanByte text = _rom.Bytes(0, _rom.Length);
            while (_position < text.Length)
            {
                Kind = HidToken.None;
                Start = _position;
                Line = _line;
                Column = _column;
                int b = text[_position];
                if (b == '\n' || b == ' ')
                {
                    Step(text);
                }
                else if (!_rooted)
                {
                    return _column == 0 && HidCharacter.StartsTag(b) ? TakeRoot(text) : Refuse(HidError.MissingRoot);
                }
                else if (b == '|')
                {
                    if (!IsBlank(text, _position - 1) || !IsBlank(text, _position + 1))
                    {
                        return Refuse(HidError.BadDelimiter);
                    }

                    Step(text);
                }
                else if (b == '.')
                {
                    if (!TakeLine(text))
                    {
                        return false;
                    }
                }
                else if (b == ':')
                {
                    Kind = HidToken.Content;
                    return TakeLine(text);
                }
                else if (b == '+' || (b == 'x' && IsBlank(text, _position + 1)))
                {
                    return TakeSubNode(text, b == 'x');
                }
                else
                {
                    return b == '-' && _column == 0 ? TakeEnd(text) : TakeAttribute(text);
                }
            }

            return RefuseHere(_rooted ? HidError.MissingEnd : HidError.MissingRoot);
        }

        private bool TakeRoot(SpanByte text)
        {
            _rooted = true;
            Kind = HidToken.Node;
            return TakeTag(text, HidError.BadType) && TakeValue(text);
        }

        private bool TakeSubNode(SpanByte text, bool disabled)
        {
            Disabled = disabled;
            Kind = HidToken.Node;
            Step(text);
            return TakeSpaces(text) && TakeTag(text, HidError.BadType) && TakeValue(text);
        }

        private bool TakeAttribute(SpanByte text)
        {
            Kind = HidToken.Attribute;
            if (!TakeTag(text, HidError.BadTag))
            {
                return false;
            }

            if (_position == text.Length || text[_position] != ':')
            {
                return Refuse(HidError.BadTag);
            }

            Step(text);
            return TakeValue(text);
        }

        // Only line ends and spaces may follow the end marker.
        private bool TakeEnd(SpanByte text)
        {
            Kind = HidToken.End;
            Step(text);
            while (_position < text.Length)
            {
                if (!IsBlank(text, _position))
                {
                    return RefuseHere(HidError.TextAfterEnd);
                }

                Step(text);
            }

            return true;
        }

        private bool TakeTag(SpanByte text, HidError error)
        {
            if (_position == text.Length || !HidCharacter.StartsTag(text[_position]))
            {
                return RefuseHere(error);
            }

            TagStart = _position;
            while (_position < text.Length && HidCharacter.ContinuesTag(text[_position]))
            {
                Step(text);
            }

            TagLength = _position - TagStart;
            return true;
        }

        // A node's name or an attribute's value: up to '|' or the line's end, without the spaces around it.
        private bool TakeValue(SpanByte text)
        {
            if (!TakeSpaces(text))
            {
                return false;
            }

            ValueStart = _position;
            ValueLength = 0;
            while (_position < text.Length && text[_position] != '\n' && text[_position] != '|')
            {
                bool space = text[_position] == ' ';
                if (!TakeCharacter(text))
                {
                    return false;
                }

                ValueLength = space ? ValueLength : _position - ValueStart;
            }

            return true;
        }

        // The rest of a comment's or a quotation's line, without its mark and the one space that sets it off.
        private bool TakeLine(SpanByte text)
        {
            Step(text);
            if (!IsBlank(text, _position))
            {
                return RefuseHere(HidError.MissingSpace);
            }

            if (_position < text.Length && text[_position] == ' ')
            {
                Step(text);
            }

            ValueStart = _position;
            while (_position < text.Length && text[_position] != '\n')
            {
                if (text[_position] == '\t' && Kind == HidToken.Content)
                {
                    Step(text);
                }
                else if (!TakeCharacter(text))
                {
                    return false;
                }
            }

            ValueLength = _position - ValueStart;
            return true;
        }

        private bool TakeSpaces(SpanByte text)
        {
            if (!IsBlank(text, _position))
            {
                return RefuseHere(HidError.MissingSpace);
            }

            while (_position < text.Length && text[_position] == ' ')
            {
                Step(text);
            }

            return true;
        }

        private bool TakeCharacter(SpanByte text)
        {
            int length = HidCharacter.Length(text, _position);
            _position += length;
            _column += length > 0 ? 1 : 0;
            return length > 0 || RefuseHere(HidError.BadCharacter);
        }

        // Past one byte that is known to be a character of its own or a line end.
        private void Step(SpanByte text)
        {
            bool lineEnd = text[_position] == '\n';
            _line += lineEnd ? 1 : 0;
            _column = lineEnd ? 0 : _column + 1;
            _position++;
        }

        // A space, a line end, or an end of the text.
        private static bool IsBlank(SpanByte text, int position) =>
            position < 0 || position >= text.Length || text[position] == ' ' || text[position] == '\n';

        private bool RefuseHere(HidError error)
        {
            Line = _line;
            Column = _column;
            return Refuse(error);
        }

        private bool Refuse(HidError error)
        {
            Kind = HidToken.Error;
            Error = error;
            return false;
        }
    }
}
