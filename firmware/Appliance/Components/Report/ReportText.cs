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
    }
}
