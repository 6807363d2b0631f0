// SPDX-License-Identifier: MIT
// The session behind a directory of reports. Its server may be restarted and then knows nobody who watches; one call learns that,
// whoever makes it. So it is asked anew here for all of them, before whatever is called next.

using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    internal sealed class Reports
    {
        /// <summary>The place of whatever report is new, as <see cref="IReportReaderSession.Notify"/> knows it.</summary>
        public const int AnyNew = -1;

        private readonly IReportReaderSession _session;
        private Node _directory;
        private Node[] _files = new Node[0];
        private bool _isForgotten;

        public Reports(IReportReaderSession session) => _session = session;

        /// <summary>Says who may be watched: the directory, and at each place a file, or null.</summary>
        public void Become(Node directory, Node[] files)
        {
            _directory = directory;
            _files = files;
        }

        public IoStatus Describe(int place, SpanByte name, out int nameLength, out int length, out int version)
        {
            Renew();
            return Seen(_session.Describe(place, name, out nameLength, out length, out version));
        }

        public IoStatus Read(SpanByte name, int offset, SpanByte buffer, out int count)
        {
            Renew();
            return Seen(_session.Read(name, offset, buffer, out count, out _, out _));
        }

        public IoStatus Notify(int place, Signal signal)
        {
            Renew();
            return Seen(_session.Notify(place, signal));
        }

        /// <summary>A server that knows nothing has nothing to forget.</summary>
        public void Forget(int place, Signal signal) => _ = Seen(_session.Forget(place, signal));

        private IoStatus Seen(IoStatus status)
        {
            _isForgotten |= status == IoStatus.ServerFaulted;
            return status;
        }

        private void Renew()
        {
            if (!_isForgotten)
            {
                return;
            }

            _isForgotten = false;
            Renew(_directory, AnyNew);
            for (int i = 0; i < _files.Length; i++)
            {
                Renew(_files[i], i);
            }
        }

        private void Renew(Node node, int place)
        {
            OpenFile file = node == null ? null : node.Watching;
            for (; file != null && !_isForgotten; file = file.NextWatching)
            {
                _ = Seen(_session.Notify(place, file.Signal));
            }
        }
    }
}
