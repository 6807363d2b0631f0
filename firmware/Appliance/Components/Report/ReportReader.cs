// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>The session that all readers share. The list of reports, which has no name, it writes when it is asked for it.</summary>
    internal sealed class ReportReader : IReportReaderSession
    {
        private const string Head = "reports\n";
        private const string Item = "+ report ";
        private const string Tail = "-\n";

        private readonly ReportText[] _reports;
        private readonly int _count;
        private readonly byte[] _list;
        private int _listLength;

        public ReportReader(ReportText[] reports, int count)
        {
            _reports = reports;
            _count = count;
            int size = Head.Length + Tail.Length;
            for (int i = 0; i < count; i++)
            {
                size += Item.Length + reports[i].Name.Length + 1;
            }

            _list = new byte[size];
        }

        /// <inheritdoc/>
        public IoStatus Read(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out int version)
        {
            if (name.IsEmpty)
            {
                version = List();
                Part(new SpanByte(_list, 0, _listLength), offset, buffer, out count, out length);
                return IoStatus.Ok;
            }

            for (int i = 0; i < _count; i++)
            {
                if (HidText.Same(_reports[i].Name, name))
                {
                    version = _reports[i].Version;
                    Part(_reports[i].Text, offset, buffer, out count, out length);
                    return length > 0 ? IoStatus.Ok : IoStatus.Timeout;
                }
            }

            count = length = version = 0;
            return IoStatus.NotPresent;
        }

        private static void Part(SpanByte text, int offset, SpanByte buffer, out int count, out int length)
        {
            length = text.Length;
            int left = offset >= 0 && offset < length ? length - offset : 0;
            count = left < buffer.Length ? left : buffer.Length;
            text.Slice(length - left, count).CopyTo(buffer);
        }

        // Its version is the set of the reports in it, a bit each.
        private int List()
        {
            int set = 0;
            _listLength = 0;
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
                _list[_listLength++] = (byte)text[i];
            }
        }

        private void Append(SpanByte bytes)
        {
            bytes.CopyTo(new SpanByte(_list, _listLength, bytes.Length));
            _listLength += bytes.Length;
        }
    }
}
