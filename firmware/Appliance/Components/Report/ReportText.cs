// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>One report, and the session that writes it.</summary>
    internal sealed class ReportText : IReportSession
    {
        private readonly byte[] _name;
        private readonly byte[] _text;
        private int _length;

        public ReportText(byte[] name, int size)
        {
            _name = name;
            _text = new byte[size];

            // From the time, as versions go on when another instance of this component takes over from one that died.
            Version = (int)(DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond);
        }

        /// <summary>A report that is there already: a node of the report's name, with the lines of <paramref name="rom"/> as its
        /// content.</summary>
        public ReportText(byte[] name, IRomSession rom)
            : this(name, SizeOf(name, rom))
        {
            IsOfRom = true;
            for (int i = 0; i < name.Length; i++)
            {
                Add(name[i]);
            }

            Add((byte)'\n');
            SpanByte lines = rom.Bytes(0, rom.Length);
            for (int i = 0; i < lines.Length; i++)
            {
                if (i == 0 || lines[i - 1] == '\n')
                {
                    Add((byte)':');
                    Add((byte)' ');
                }

                Add(lines[i] == '\n' || (lines[i] >= ' ' && lines[i] <= '~') ? lines[i] : (byte)'?');
            }

            if (lines.Length > 0 && lines[lines.Length - 1] != '\n')
            {
                Add((byte)'\n');
            }

            Add((byte)'-');
            Add((byte)'\n');
            Version++;
        }

        /// <summary>Whether nobody writes it.</summary>
        public bool IsOfRom { get; }

        public SpanByte Name => new SpanByte(_name);

        /// <summary>Empty before the first submission.</summary>
        public SpanByte Text => new SpanByte(_text, 0, _length);

        public int Version { get; private set; }

        /// <inheritdoc/>
        public IoStatus Submit(SpanByte text)
        {
            if (text.Length > _text.Length)
            {
                return IoStatus.TooLong;
            }

            text.CopyTo(_text);
            _length = text.Length;
            Version++;
            return IoStatus.Ok;
        }

        // Each line with ": " before it, the node's name and the end, a line each.
        private static int SizeOf(byte[] name, IRomSession rom)
        {
            SpanByte lines = rom.Bytes(0, rom.Length);
            int ends = 1;
            for (int i = 0; i < lines.Length; i++)
            {
                ends += lines[i] == '\n' ? 1 : 0;
            }

            return name.Length + 1 + lines.Length + (2 * ends) + 3;
        }

        private void Add(byte value)
        {
            _text[_length] = value;
            _length++;
        }
    }
}
