// SPDX-License-Identifier: MIT
// One client's view of the tree, and its open files. Here is all that stands between a client and a node: its policy, the numbers of
// its files, what each was opened for.
//
// Must hold: nothing is allocated after construction; nothing that a client sends throws; what a number does not lead to is BadFile.

using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>A FileSystem session.</summary>
    internal sealed class FileSystemSession : IFileSystemSession
    {
        // A number is a generation and, in its last bits, a place in the table.
        private const int MaxOpen = 8;
        private const int PlaceMask = MaxOpen - 1;
        private const int NumberMask = 0x7FFF_FFF8;

        private const OpenMode AllModes = OpenMode.Read | OpenMode.Write | OpenMode.Create | OpenMode.Truncate;

        // What makes sense with Write alone.
        private const OpenMode ForWriters = OpenMode.Create | OpenMode.Truncate;

        private readonly Policy _policy;
        private readonly Lookup _lookup;
        private readonly OpenFile[] _files = new OpenFile[MaxOpen];
        private int _numbers;

        public FileSystemSession(string label, Policy policy)
        {
            Label = label;
            _policy = policy;
            _lookup = new Lookup(policy);
            for (int i = 0; i < MaxOpen; i++)
            {
                _files[i] = new OpenFile(policy.Client);
            }

            // From the time, so that a number from before a restart of this component is none now.
            _numbers = (int)(DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond) * MaxOpen;
        }

        public string Label { get; }

        /// <summary>Closes all files: the client is another instance.</summary>
        public void Reset()
        {
            for (int i = 0; i < MaxOpen; i++)
            {
                Close(_files[i]);
            }
        }

        /// <inheritdoc/>
        public IoStatus Open(SpanByte path, OpenMode mode, out int file)
        {
            file = 0;
            if ((mode & ~AllModes) != 0 || ((mode & ForWriters) != 0 && (mode & OpenMode.Write) == 0))
            {
                return IoStatus.NotSupported;
            }

            OpenFile place = FreePlace(out int index);
            IoStatus status = _lookup.Find(path, out int nameAt);
            Node node = _lookup.Node;
            FileStatus found = _lookup.Status;
            bool creates = status == IoStatus.NotPresent && _lookup.Parent != null && (mode & OpenMode.Create) != 0;
            if (creates)
            {
                status = MayCreate();
            }
            else if (status == IoStatus.Ok)
            {
                status = MayOpen(found, mode);
            }

            if (status == IoStatus.Ok && place == null)
            {
                status = IoStatus.TooManyOpen;
            }

            if (status == IoStatus.Ok && creates)
            {
                status = _lookup.Parent.Create(path.Slice(nameAt), out node);
                found.Kind = FileKind.Continuous;
            }
            else if (status == IoStatus.Ok && (mode & OpenMode.Truncate) != 0)
            {
                status = node.Truncate();
            }

            if (status == IoStatus.Ok)
            {
                _numbers = (_numbers + MaxOpen) & NumberMask;
                _numbers = _numbers == 0 ? MaxOpen : _numbers;
                file = place.Number = _numbers | index;
                place.Node = node;
                place.Generation = node.Generation;
                place.Kind = found.Kind;
                place.Mode = mode;
                place.Access = _lookup.Access;
                place.Position = 0;
            }

            return status;
        }

        /// <inheritdoc/>
        public IoStatus Close(int file)
        {
            OpenFile open = _files[file & PlaceMask];
            if (open.Number != file || file == 0)
            {
                return IoStatus.BadFile;
            }

            Close(open);
            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public IoStatus Read(int file, SpanByte buffer, out int count)
        {
            count = 0;
            IoStatus status = Find(file, OpenMode.Read, out OpenFile open);
            if (status == IoStatus.Ok)
            {
                status = open.Kind == FileKind.Directory ? IoStatus.IsADirectory : open.Node.Read(open, buffer, out count);
                Move(open, count);
            }

            return status;
        }

        /// <inheritdoc/>
        public IoStatus Write(int file, SpanByte data, out int count)
        {
            count = 0;
            IoStatus status = Find(file, OpenMode.Write, out OpenFile open);
            if (status == IoStatus.Ok)
            {
                status = open.Node.Write(open, data, out count);
                Move(open, count);
            }

            return status;
        }

        /// <inheritdoc/>
        public IoStatus Seek(int file, int position)
        {
            IoStatus status = Find(file, 0, out OpenFile open);
            if (status == IoStatus.Ok)
            {
                bool can = position >= 0 && (open.Kind == FileKind.Continuous || open.Kind == FileKind.Directory);
                status = can ? IoStatus.Ok : IoStatus.NotSupported;
                open.Position = can ? position : open.Position;
            }

            return status;
        }

        /// <inheritdoc/>
        public IoStatus Transfer(int file, SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            IoStatus status = Find(file, OpenMode.Read | OpenMode.Write, out OpenFile open);
            if (status == IoStatus.Ok)
            {
                return open.Node.Transfer(write, read, timeoutMs, out count);
            }

            count = 0;
            return status;
        }

        /// <inheritdoc/>
        public IoStatus Stat(SpanByte path, out FileStatus status)
        {
            status = default;
            IoStatus result = _lookup.Find(path, out _);
            if (result == IoStatus.Ok)
            {
                status = _lookup.Status;
                Count(_lookup.Node, _lookup.Access, ref status);
            }

            return result;
        }

        /// <inheritdoc/>
        public IoStatus ReadDirectory(int directory, SpanByte name, out int length, out FileStatus status)
        {
            length = 0;
            status = default;
            IoStatus result = Find(directory, OpenMode.Read, out OpenFile open);
            if (result == IoStatus.Ok && open.Kind != FileKind.Directory)
            {
                result = IoStatus.NotADirectory;
            }

            return result == IoStatus.Ok ? Next(open, name, out length, out status) : result;
        }

        /// <inheritdoc/>
        public IoStatus Watch(int file, Signal signal)
        {
            IoStatus status = Find(file, 0, out OpenFile open);
            if (status == IoStatus.Ok)
            {
                open.Signal = signal;
                status = open.Node.Watch(open);
            }

            return status;
        }

        /// <inheritdoc/>
        public IoStatus Remove(SpanByte path)
        {
            IoStatus status = _lookup.Find(path, out _);
            if (status != IoStatus.Ok)
            {
                return status;
            }

            return _lookup.Status.Kind == FileKind.Directory ? IoStatus.IsADirectory
                : !_policy.IsWritable(_lookup.Access) ? IoStatus.Denied
                : _lookup.Parent.Remove(_lookup.Node);
        }

        // The file behind a number, if it is open for this and is still there.
        private IoStatus Find(int file, OpenMode mode, out OpenFile open)
        {
            open = _files[file & PlaceMask];
            return open.Number != file || file == 0 ? IoStatus.BadFile
                : (open.Mode & mode) != mode ? IoStatus.Denied
                : open.Generation != open.Node.Generation ? IoStatus.Removed
                : IoStatus.Ok;
        }

        private OpenFile FreePlace(out int index)
        {
            for (index = 0; index < MaxOpen; index++)
            {
                if (_files[index].Number == 0)
                {
                    return _files[index];
                }
            }

            return null;
        }

        private IoStatus MayCreate() =>
            !_policy.IsAllowed(_lookup.Access) ? IoStatus.NotPresent
            : !_policy.IsWritable(_lookup.Access) ? IoStatus.Denied
            : IoStatus.Ok;

        private static IoStatus MayOpen(FileStatus found, OpenMode mode)
        {
            if (found.Kind == FileKind.Directory && (mode & OpenMode.Write) != 0)
            {
                return IoStatus.IsADirectory;
            }

            bool may = (found.IsReadable || (mode & OpenMode.Read) == 0) && (found.IsWritable || (mode & OpenMode.Write) == 0);
            return may ? IoStatus.Ok : IoStatus.Denied;
        }

        private static void Close(OpenFile open)
        {
            if (open.Number != 0)
            {
                open.Node.Close(open);
                open.Number = 0;
                open.Node = null;
                open.Signal = null;
                open.IsInterrupted = false;
            }
        }

        private static void Move(OpenFile open, int count) => open.Position += open.Kind == FileKind.Continuous ? count : 0;

        // Entries are counted as the client sees them. What cannot be asked just now is not there.
        private void Count(Node node, Access access, ref FileStatus status)
        {
            Directory directory = node as Directory;
            for (int i = 0; directory != null && i < directory.Slots; i++)
            {
                status.Size += Entry(directory, i, access, out _, out _) == IoStatus.Ok ? 1 : 0;
            }
        }

        private IoStatus Entry(Directory directory, int slot, Access access, out Access entry, out FileStatus status)
        {
            Node node = directory.At(slot);
            entry = access;
            if (node != null)
            {
                _policy.Enter(ref entry, node.Name);
            }

            return Lookup.Describe(_policy, node, entry, out status);
        }

        private IoStatus Next(OpenFile open, SpanByte name, out int length, out FileStatus status)
        {
            Directory directory = (Directory)open.Node;
            int before = open.Position;
            for (int i = 0; i < directory.Slots; i++)
            {
                IoStatus result = Entry(directory, i, open.Access, out Access access, out status);
                if (result == IoStatus.NotPresent || before-- > 0)
                {
                    continue;
                }

                Node node = directory.At(i);
                length = node.Name.Length <= name.Length ? node.Name.Length : 0;
                result = result == IoStatus.Ok && length == 0 ? IoStatus.TooLong : result;
                if (result == IoStatus.Ok)
                {
                    node.Name.CopyTo(name);
                    Count(node, access, ref status);
                    open.Position++;
                }

                return result;
            }

            length = 0;
            status = default;
            return IoStatus.Ok;
        }
    }
}
