// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>A session that reads reports, and what its client wants to be told of.</summary>
    internal sealed class ReportReader : IReportReaderSession
    {
        private const int MaxNotify = 16;

        // The place of a report that was not there before.
        private const int AnyNew = -1;

        private readonly ReportText[] _reports;
        private readonly int _count;
        private readonly ReportList _list;
        private readonly int[] _places = new int[MaxNotify];
        private readonly Signal[] _signals = new Signal[MaxNotify];

        public ReportReader(string label, ReportText[] reports, int count, ReportList list)
        {
            Label = label;
            _reports = reports;
            _count = count;
            _list = list;
        }

        public string Label { get; }

        /// <inheritdoc/>
        public IoStatus Read(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out int version)
        {
            if (name.IsEmpty)
            {
                version = _list.Write();
                Part(_list.Text, offset, buffer, out count, out length);
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

        /// <inheritdoc/>
        public IoStatus Describe(int place, SpanByte name, out int nameLength, out int length, out int version)
        {
            if (place < 0 || place >= _count)
            {
                nameLength = length = version = 0;
                return IoStatus.NotPresent;
            }

            ReportText report = _reports[place];
            Part(report.Name, 0, name, out _, out nameLength);
            length = report.Text.Length;
            version = report.Version;
            return length > 0 ? IoStatus.Ok : IoStatus.Timeout;
        }

        /// <inheritdoc/>
        public IoStatus Notify(int place, Signal signal)
        {
            if (place < AnyNew || place >= _count || signal == null)
            {
                return IoStatus.NotPresent;
            }

            int free = Find(0, null);
            if (free == MaxNotify)
            {
                return IoStatus.TooManyOpen;
            }

            _places[free] = place;
            _signals[free] = signal;
            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public IoStatus Forget(int place, Signal signal)
        {
            int at = signal == null ? MaxNotify : Find(place, signal);
            if (at == MaxNotify)
            {
                return IoStatus.NotPresent;
            }

            _places[at] = 0;
            _signals[at] = null;
            return IoStatus.Ok;
        }

        /// <summary>The client is another instance, and asked for nothing yet.</summary>
        public void Reset()
        {
            Array.Clear(_places, 0, MaxNotify);
            Array.Clear(_signals, 0, MaxNotify);
        }

        /// <summary>A report was submitted.</summary>
        public void Tell(int place, bool isNew)
        {
            for (int i = 0; i < MaxNotify; i++)
            {
                if (_signals[i] != null && (_places[i] == place || (_places[i] == AnyNew && isNew)))
                {
                    _signals[i].Submit();
                }
            }
        }

        private int Find(int place, Signal signal)
        {
            int at = 0;
            while (at < MaxNotify && (_places[at] != place || _signals[at] != signal))
            {
                at++;
            }

            return at;
        }

        private static void Part(SpanByte text, int offset, SpanByte buffer, out int count, out int length)
        {
            length = text.Length;
            int left = offset >= 0 && offset < length ? length - offset : 0;
            count = left < buffer.Length ? left : buffer.Length;
            text.Slice(length - left, count).CopyTo(buffer);
        }
    }
}
