// SPDX-License-Identifier: MIT
// Writes HID into a buffer that is there already; allocates nothing. It does not check what it is asked to write: types and tags are
// constants of the program. In values, what would end them is shown as '?'.

using System;

namespace Wardstone.Runtime.Hid
{
    /// <summary>Writes one HID text.</summary>
    public sealed class HidWriter
    {
        private const string Digits = "0123456789abcdef";

        // The most that a long takes in decimal, with its sign.
        private const int MaxDigits = 20;

        private readonly byte[] _buffer;
        private readonly byte[] _digits = new byte[MaxDigits];
        private int _length;
        private int _depth;

        public HidWriter(byte[] buffer) => _buffer = buffer;

        /// <summary>Begins a text with its top-level node.</summary>
        public void Begin(string type)
        {
            _length = 0;
            _depth = 0;
            Add(type);
        }

        /// <summary>Opens a node inside the innermost open one; its attributes come before its sub nodes.</summary>
        /// <param name="name">May be empty.</param>
        public void Open(string type, string name)
        {
            NewLine();
            Add("+ ");
            Add(type);
            if (name.Length != 0)
            {
                Add(' ');
                AddValue(name);
            }

            _depth++;
        }

        /// <summary>Closes the innermost open node.</summary>
        public void Close() => _depth--;

        public void Attribute(string tag, string value)
        {
            AddTag(tag);
            AddValue(value);
        }

        public void Attribute(string tag, long value)
        {
            AddTag(tag);
            AddNumber(value);
        }

        /// <summary>An attribute as 0x and eight digits.</summary>
        public void Hex(string tag, uint value)
        {
            AddTag(tag);
            AddHex(value);
        }

        /// <summary>An attribute as the digits of some bytes.</summary>
        public void Bytes(string tag, byte[] bytes)
        {
            AddTag(tag);
            for (int i = 0; i < bytes.Length; i++)
            {
                Add(Digits[bytes[i] >> 4]);
                Add(Digits[bytes[i] & 15]);
            }
        }

        /// <summary>A line of quoted content: 0x and eight digits.</summary>
        public void HexLine(uint value)
        {
            NewLine();
            Add(": ");
            AddHex(value);
        }

        /// <summary>A line of quoted content.</summary>
        public void Line(SpanByte text)
        {
            NewLine();
            Add(": ");
            for (int i = 0; i < text.Length; i++)
            {
                Add((char)Log.Shown(text[i]));
            }
        }

        /// <summary>Opens a node whose name is a number.</summary>
        public void Open(string type, long name)
        {
            Open(type, "");
            Add(' ');
            AddNumber(name);
        }

        /// <summary>Ends the text.</summary>
        /// <param name="length">Its bytes.</param>
        /// <returns>false if it does not fit the buffer.</returns>
        public bool TryEnd(out int length)
        {
            Add("\n-\n");
            length = _length;
            return _length <= _buffer.Length;
        }

        private void NewLine()
        {
            Add('\n');
            for (int i = 0; i < _depth; i++)
            {
                Add("  ");
            }
        }

        private void AddTag(string tag)
        {
            Add(" | ");
            Add(tag);
            Add(": ");
        }

        private void AddHex(uint value)
        {
            Add("0x");
            for (int shift = 28; shift >= 0; shift -= 4)
            {
                Add(Digits[(int)(value >> shift) & 15]);
            }
        }

        private void AddNumber(long value)
        {
            int first = MaxDigits;
            for (long rest = value; rest != 0 || first == MaxDigits; rest /= 10)
            {
                int digit = (int)(rest % 10);
                first--;
                _digits[first] = (byte)('0' + (digit < 0 ? -digit : digit));
            }

            if (value < 0)
            {
                Add('-');
            }

            for (; first < MaxDigits; first++)
            {
                Add((char)_digits[first]);
            }
        }

        private void AddValue(string value)
        {
            for (int i = 0; i < value.Length; i++)
            {
                char character = value[i];
                Add(character == '|' ? '?' : (char)Log.Shown(character));
            }
        }

        private void Add(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                Add(text[i]);
            }
        }

        // Counts on when the buffer is full, so that TryEnd knows.
        private void Add(char character)
        {
            if (_length < _buffer.Length)
            {
                _buffer[_length] = (byte)character;
            }

            _length++;
        }
    }
}
