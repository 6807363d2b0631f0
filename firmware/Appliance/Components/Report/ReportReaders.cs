// SPDX-License-Identifier: MIT
namespace Wardstone.Components
{
    /// <summary>All who read reports: a session a label.</summary>
    internal sealed class ReportReaders
    {
        private const int MaxReaders = 8;

        private readonly ReportReader[] _readers = new ReportReader[MaxReaders];
        private readonly ReportText[] _reports;
        private readonly ReportList _list;
        private readonly int _count;

        public ReportReaders(ReportText[] reports, int count)
        {
            _reports = reports;
            _count = count;
            _list = new ReportList(reports, count);
        }

        /// <summary>The session of a label, as new.</summary>
        /// <returns>null: there are eight others.</returns>
        public ReportReader Open(string label)
        {
            for (int i = 0; i < MaxReaders; i++)
            {
                ReportReader reader = _readers[i];
                if (reader == null)
                {
                    _readers[i] = new ReportReader(label, _reports, _count, _list);
                    return _readers[i];
                }

                if (reader.Label == label)
                {
                    reader.Reset();
                    return reader;
                }
            }

            return null;
        }

        /// <summary>A report was submitted: tells those who want to know.</summary>
        /// <param name="isNew">It was not there before.</param>
        public void Tell(ReportText report, bool isNew)
        {
            int place = 0;
            while (_reports[place] != report)
            {
                place++;
            }

            for (int i = 0; i < MaxReaders && _readers[i] != null; i++)
            {
                _readers[i].Tell(place, isNew);
            }
        }
    }
}
