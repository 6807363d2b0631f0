// SPDX-License-Identifier: MIT
// The files of the examples in host/PROTOCOL.md, as far as a host can tell: a directory, a text, a file that may be written, a
// sensor and a device that answers requests. It counts what is open and what ran, and fails where a test says so.

using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    /// <summary>A small file system in memory, for one client.</summary>
    public sealed class ExampleFiles : IFileSystemSession
    {
        /// <summary>Most bytes of a file.</summary>
        public const int Capacity = 2000;

        private readonly ExampleFile[] _files = new ExampleFile[128];
        private int _count;
        private ExampleFile _open;
        private int _number;
        private int _position;
        private int _calls;

        public ExampleFiles()
        {
            Add("/", FileKind.Directory, true, false, "");
            Motd = Add("/motd", FileKind.Continuous, true, false, "hello\n");
            Add("/dev", FileKind.Directory, true, false, "");
            Tpm = Add("/dev/tpm0", FileKind.Transactional, true, true, "");
            Temp = Add("/dev/temp0", FileKind.Stream, true, false, "21.5\n");
            Add("/tmp", FileKind.Directory, true, true, "");
            Note = Add("/tmp/note", FileKind.Continuous, true, true, "0123456789");
        }

        public ExampleFile Motd { get; }

        public ExampleFile Tpm { get; }

        public ExampleFile Temp { get; }

        public ExampleFile Note { get; }

        /// <summary>Files that are open now: 0 between two requests.</summary>
        public int Opened => _open == null ? 0 : 1;

        /// <summary>Transfers so far, and the bound that the last one had.</summary>
        public int Transfers { get; private set; }

        /// <inheritdoc cref="Transfers"/>
        public int TimeoutMs { get; private set; }

        /// <summary>The call from now on, 1 the next, that fails with <see cref="Failure"/> and does nothing; 0 for none.</summary>
        public int FailingCall { get; set; }

        /// <inheritdoc cref="FailingCall"/>
        public IoStatus Failure { get; set; }

        /// <summary>Whether every call fails.</summary>
        public bool FailsAlways { get; set; }

        /// <summary>A file that changes at each read of it.</summary>
        public ExampleFile Restless { get; set; }

        public ExampleFile Add(string path, FileKind kind, bool isReadable, bool isWritable, string content)
        {
            _files[_count] = new ExampleFile(path, kind, isReadable, isWritable, content);
            return _files[_count++];
        }

        /// <summary>Counts calls from the beginning again.</summary>
        public void FailAt(int call, IoStatus failure)
        {
            _calls = 0;
            FailingCall = call;
            Failure = failure;
        }

        public IoStatus Open(SpanByte path, OpenMode mode, out int file)
        {
            file = 0;
            IoStatus status = Find(path, out ExampleFile found);
            if (IsFailing(ref status) || _open != null)
            {
                return _open != null ? IoStatus.TooManyOpen : status;
            }

            bool isMade = status == IoStatus.NotPresent && (mode & OpenMode.Create) != 0;
            if (status != IoStatus.Ok && !isMade)
            {
                return status;
            }

            if (isMade)
            {
                string name = HidText.String(path);
                if (name.IndexOf("/tmp/") != 0)
                {
                    return IoStatus.Denied;
                }

                found = Add(name, FileKind.Continuous, true, true, "");
            }

            if (((mode & OpenMode.Write) != 0 && !found.Status.IsWritable) || ((mode & OpenMode.Read) != 0 && !found.Status.IsReadable))
            {
                return IoStatus.Denied;
            }

            if ((mode & OpenMode.Write) != 0 && found.Status.Kind == FileKind.Directory)
            {
                return IoStatus.IsADirectory;
            }

            if ((mode & OpenMode.Truncate) != 0)
            {
                found.Set("");
            }

            _open = found;
            _position = 0;
            file = ++_number;
            return IoStatus.Ok;
        }

        public IoStatus Close(int file)
        {
            IoStatus status = Check(file);
            _open = null;
            return status;
        }

        public IoStatus Read(int file, SpanByte buffer, out int count)
        {
            count = 0;
            IoStatus status = Check(file);
            if (status != IoStatus.Ok)
            {
                return status;
            }

            byte[] bytes = _open.Bytes;
            int position = _open.Status.Kind == FileKind.Stream ? 0 : _position;
            while (count < buffer.Length && position + count < bytes.Length)
            {
                buffer[count] = bytes[position + count];
                count++;
            }

            _position = position + count;
            if (_open == Restless)
            {
                _open.Status.Version++;
            }

            return IoStatus.Ok;
        }

        public IoStatus Write(int file, SpanByte data, out int count)
        {
            count = 0;
            IoStatus status = Check(file);
            if (status != IoStatus.Ok)
            {
                return status;
            }

            int room = Capacity - _position;
            if (room <= 0)
            {
                return IoStatus.NoSpace;
            }

            count = data.Length < room ? data.Length : room;
            _open.Put(_position, data.Slice(0, count).ToArray());
            _position += count;
            return IoStatus.Ok;
        }

        public IoStatus Seek(int file, int position)
        {
            IoStatus status = Check(file);
            if (status == IoStatus.Ok && (_open.Status.Kind == FileKind.Stream || _open.Status.Kind == FileKind.Transactional))
            {
                status = IoStatus.NotSupported;
            }

            _position = position;
            return status;
        }

        /// <summary>The response is the number of the transfer, and the request.</summary>
        public IoStatus Transfer(int file, SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            IoStatus status = Check(file);
            if (status == IoStatus.Ok)
            {
                TimeoutMs = timeoutMs;
                read[0] = (byte)++Transfers;
                write.CopyTo(read.Slice(1, write.Length));
                count = write.Length + 1;
            }

            return status;
        }

        public IoStatus Stat(SpanByte path, out FileStatus status)
        {
            status = default;
            IoStatus result = Find(path, out ExampleFile found);
            if (!IsFailing(ref result) && result == IoStatus.Ok)
            {
                status = StatusOf(found);
            }

            return result;
        }

        public IoStatus ReadDirectory(int directory, SpanByte name, out int length, out FileStatus status)
        {
            length = 0;
            status = default;
            IoStatus result = Check(directory);
            if (result != IoStatus.Ok || Entries(_open.Path, _position, out ExampleFile entry) <= _position)
            {
                return result;
            }

            _position++;
            new SpanByte(Hex.Ascii(entry.Name)).CopyTo(name);
            length = entry.Name.Length;
            status = StatusOf(entry);
            return IoStatus.Ok;
        }

        public IoStatus Watch(int file, Signal signal) => IoStatus.NotSupported;

        public IoStatus Remove(SpanByte path) => IoStatus.Denied;

        private FileStatus StatusOf(ExampleFile file)
        {
            FileStatus status = file.Status;
            status.Size = status.Kind == FileKind.Directory ? Entries(file.Path, int.MaxValue, out _) : status.Size;
            return status;
        }

        // How many entries a directory has, up to and with that of the given number.
        private int Entries(string directory, int number, out ExampleFile entry)
        {
            entry = null;
            int count = 0;
            for (int i = 0; i < _count && count <= number; i++)
            {
                string path = _files[i].Path;
                int end = path.LastIndexOf('/');
                if (path.Length > 1 && path.Substring(0, end == 0 ? 1 : end) == directory)
                {
                    entry = _files[i];
                    count++;
                }
            }

            return count;
        }

        private IoStatus Find(SpanByte path, out ExampleFile found)
        {
            found = null;
            if (path.Length == 0 || path[0] != '/')
            {
                return IoStatus.BadName;
            }

            for (int i = 0; i < _count; i++)
            {
                if (HidText.Is(path, _files[i].Path))
                {
                    found = _files[i];
                }
            }

            return found == null ? IoStatus.NotPresent : IoStatus.Ok;
        }

        // A server that dies, and one that was restarted, has nothing open.
        private IoStatus Check(int file)
        {
            IoStatus status = _open != null && file == _number ? IoStatus.Ok : IoStatus.BadFile;
            if (IsFailing(ref status) && status == IoStatus.ServerFaulted)
            {
                _open = null;
            }

            return status;
        }

        private bool IsFailing(ref IoStatus status)
        {
            bool isFailing = ++_calls == FailingCall || FailsAlways;
            status = isFailing ? Failure : status;
            return isFailing;
        }
    }
}
