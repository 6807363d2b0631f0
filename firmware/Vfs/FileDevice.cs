// SPDX-License-Identifier: MIT
// The client's end of one file: what is written against a character device, such as a TPM's client, works on a file too, and knows
// nothing of paths, and nothing of file systems that are restarted.
//
// The first call opens the file, and it stays open. When the file system died, or the file is gone, that call says so and the next one
// opens the file again: no call does anything twice, as a TPM's command must not run twice.

using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>A file as a character device. Bounds are the file system's. It allocates nothing after construction.</summary>
    public sealed class FileDevice : CharDevice
    {
        private readonly IFileSystemSession _files;
        private readonly OpenMode _mode;
        private readonly byte[] _path;
        private Signal _signal;
        private int _file;

        /// <param name="files">A session.</param>
        /// <param name="path">Of the file; it need not be there yet.</param>
        /// <param name="mode">What it is opened for.</param>
        public FileDevice(IFileSystemSession files, SpanByte path, OpenMode mode)
        {
            _files = files;
            _mode = mode;
            _path = path.ToArray();
        }

        /// <inheritdoc/>
        /// <remarks>A file is not waited for: where it has nothing now, that is a Timeout at once.</remarks>
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            count = 0;
            IoStatus status = Open();
            status = status == IoStatus.Ok ? Ended(_files.Read(_file, buffer, out count)) : status;
            return status == IoStatus.Ok && count == 0 ? IoStatus.Timeout : status;
        }

        /// <inheritdoc/>
        /// <returns>Timeout if it took only a part; where it takes none, what the file system says.</returns>
        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            int count = 0;
            IoStatus status = Open();
            status = status == IoStatus.Ok ? Ended(_files.Write(_file, data, out count)) : status;
            return status == IoStatus.Ok && count < data.Length ? IoStatus.Timeout : status;
        }

        /// <inheritdoc/>
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            IoStatus status = Open();
            return status == IoStatus.Ok ? Ended(_files.Transfer(_file, write, read, timeoutMs, out count)) : status;
        }

        /// <inheritdoc/>
        /// <remarks>A death of the file system is no change: it is seen by the next call, which has the signal set again.</remarks>
        public override IoStatus Notify(Signal signal)
        {
            _signal = null;
            IoStatus status = Open();
            status = status == IoStatus.Ok ? Ended(_files.Watch(_file, signal)) : status;
            _signal = status == IoStatus.Ok ? signal : null;
            return status;
        }

        private IoStatus Open() => _file != 0 ? IoStatus.Ok : OpenNow();

        private IoStatus OpenNow()
        {
            IoStatus status = _files.Open(_path, _mode, out _file);
            return status == IoStatus.Ok && _signal != null ? Ended(_files.Watch(_file, _signal)) : status;
        }

        // After some the number leads nowhere. BadFile is what is left of a death that another user of the session was told of.
        private IoStatus Ended(IoStatus status)
        {
            if (status == IoStatus.Removed)
            {
                _ = _files.Close(_file);
            }

            status = status == IoStatus.BadFile ? IoStatus.ServerFaulted : status;
            _file = status == IoStatus.Removed || status == IoStatus.ServerFaulted ? 0 : _file;
            return status;
        }
    }
}
