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
        private const OpenMode AllModes = OpenMode.Read | OpenMode.Write | OpenMode.Create | OpenMode.Truncate;

        // What makes sense with Write alone.
        private const OpenMode ForWriters = OpenMode.Create | OpenMode.Truncate;

        private readonly Policy _policy;
        private readonly Lookup _lookup;
        private readonly OpenFiles _files;

        public FileSystemSession(string label, Policy policy)
        {
            Label = label;
            _policy = policy;
            _lookup = new Lookup(policy);
            _files = new OpenFiles(policy.Client);
        }

        public string Label { get; }

        /// <summary>Closes all files: the client is another instance.</summary>
        public void Reset() => _files.CloseAll();

        /// <inheritdoc/>
        public IoStatus Open(SpanByte path, OpenMode mode, out int file)
        {
            file = 0;
            if ((mode & ~AllModes) != 0 || ((mode & ForWriters) != 0 && (mode & OpenMode.Write) == 0))
            {
                return IoStatus.NotSupported;
            }

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

            if (status == IoStatus.Ok && !_files.HasRoom)
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
                file = _files.Add(node, found.Kind, mode, _lookup.Access).Number;
            }

            return status;
        }

        /// <inheritdoc/>
        public IoStatus Close(int file) => _files.Close(file);

        /// <inheritdoc/>
        public IoStatus Read(int file, SpanByte buffer, out int count)
        {
            count = 0;
            IoStatus status = _files.Find(file, OpenMode.Read, out OpenFile open);
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
            IoStatus status = _files.Find(file, OpenMode.Write, out OpenFile open);
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
            IoStatus status = _files.Find(file, 0, out OpenFile open);
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
            IoStatus status = _files.Find(file, OpenMode.Read | OpenMode.Write, out OpenFile open);
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
                status.Size += Listing.Count(_policy, _lookup.Node, _lookup.Access);
            }

            return result;
        }

        /// <inheritdoc/>
        public IoStatus ReadDirectory(int directory, SpanByte name, out int length, out FileStatus status)
        {
            length = 0;
            status = default;
            IoStatus result = _files.Find(directory, OpenMode.Read, out OpenFile open);
            if (result == IoStatus.Ok && open.Kind != FileKind.Directory)
            {
                result = IoStatus.NotADirectory;
            }

            if (result == IoStatus.Ok)
            {
                Directory node = (Directory)open.Node;
                result = Listing.At(_policy, node, open.Access, open.Position, name, out length, out status);
                open.Position += length > 0 ? 1 : 0;
            }

            return result;
        }

        /// <inheritdoc/>
        public IoStatus Watch(int file, Signal signal)
        {
            IoStatus status = _files.Find(file, 0, out OpenFile open);
            if (status == IoStatus.Ok)
            {
                status = open.Node.Watch(open, signal);
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

        private static void Move(OpenFile open, int count) => open.Position += open.Kind == FileKind.Continuous ? count : 0;
    }
}
