// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Components
{
    /// <summary>The list of reports, written when somebody asks for it.</summary>
    internal sealed class ReportList
    {
        private const string Head = "reports\n";
        private const string Item = "+ report ";
        private const string Tail = "-\n";

        private readonly ReportText[] _reports;
        private readonly int _count;
        private readonly byte[] _text;
        private int _length;

        public ReportList(ReportText[] reports, int count)
        {
            _reports = reports;
            _count = count;
            int size = Head.Length + Tail.Length;
            for (int i = 0; i < count; i++)
            {
                size += Item.Length + reports[i].Name.Length + 1;
            }

            _text = new byte[size];
        }

        /// <summary>As it was written last.</summary>
        public SpanByte Text => new SpanByte(_text, 0, _length);

        /// <summary>Writes it as it is now.</summary>
        /// <returns>Its version: the set of the reports in it, a bit each.</returns>
        public int Write()
        {
            int set = 0;
            _length = 0;
            Append(Head);
            for (int i = 0; i < _count; i++)
            {
                if (!_reports[i].Text.IsEmpty)
                {
                    Append(Item);
                    Append(_reports[i].Name);
                    Append("\n");
                    set |= 1 << i;
                }
            }

            Append(Tail);
            return set;
        }

        private void Append(string text)
        {
            for (int i = 0; i < text.Length; i++)
            {
                _text[_length++] = (byte)text[i];
            }
        }

        private void Append(SpanByte bytes)
        {
            bytes.CopyTo(new SpanByte(_text, _length, bytes.Length));
            _length += bytes.Length;
        }
    }
}
