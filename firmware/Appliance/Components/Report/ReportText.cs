// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

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
            : this(name, Write(name, rom, new byte[0]))
        {
            IsOfRom = true;
            _length = Write(name, rom, _text);
            Version++;
        }

        /// <summary>Whether nobody writes it.</summary>
        public bool IsOfRom { get; }

        /// <summary>Who is told of a submission.</summary>
        public ReportReaders Readers { get; set; }

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

            bool isNew = _length == 0;
            text.CopyTo(_text);
            _length = text.Length;
            Version++;
            Readers.Tell(this, isNew);
            return IoStatus.Ok;
        }

        // Returns its length, also where it does not fit.
        private static int Write(byte[] name, IRomSession rom, byte[] buffer)
        {
            HidWriter writer = new HidWriter(buffer);
            writer.Begin(HidText.String(name));
            SpanByte lines = rom.Bytes(0, rom.Length);
            for (int start = 0, end = 0; end < lines.Length; start = end + 1)
            {
                for (end = start; end < lines.Length && lines[end] != '\n';)
                {
                    end++;
                }

                if (start < lines.Length)
                {
                    writer.Line(lines.Slice(start, end - start));
                }
            }

            _ = writer.TryEnd(out int length);
            return length;
        }
    }
}
