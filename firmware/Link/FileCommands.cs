// SPDX-License-Identifier: MIT
// The board's side of the commands for files (host/PROTOCOL.md, "Files"): each request opens its file, does one thing and closes it,
// so at most one is open, and none is left open by a host that goes away. What the host may see and do is not decided here: it is
// the policy of the file system for this client, which comes back as a status.
//
// A server of files that died is asked again by the host, but not where it may already have done something that must not happen
// twice: a write or a transfer that was cut short is Interrupted, and the host's user decides.

using System;
using Wardstone.Runtime;

namespace Wardstone.Link
{
    /// <summary>Stat, List, Read, Write and Transfer over a FileSystem session.</summary>
    public sealed class FileCommands
    {
        // How often a file may change while a part of it is read.
        private const int Attempts = 3;

        private readonly IFileSystemSession _files;

        /// <param name="files">What the host sees; null for nothing.</param>
        public FileCommands(IFileSystemSession files) => _files = files;

        /// <summary>Runs one command.</summary>
        /// <param name="command">Any from <see cref="LinkCommand.Stat"/> on.</param>
        /// <param name="payload">Of the request, as it came.</param>
        /// <param name="result">Room for the longest payload of a response; shares no memory with the request.</param>
        /// <param name="length">Bytes of the result, or of the reason.</param>
        public LinkStatus Execute(LinkCommand command, SpanByte payload, SpanByte result, out int length)
        {
            length = 0;
            switch (command)
            {
                case LinkCommand.Stat:
                    return _files == null ? LinkStatus.NoFiles : Stat(payload, result, out length);

                case LinkCommand.List:
                case LinkCommand.Read:
                    return payload.Length < LinkProtocol.PartRequestSize ? LinkStatus.BadLength
                        : _files == null ? LinkStatus.NoFiles
                        : Part(command, payload, result, out length);

                case LinkCommand.Write:
                case LinkCommand.Transfer:
                    int head = command == LinkCommand.Write ? LinkProtocol.WriteRequestSize : LinkProtocol.TransferRequestSize;
                    return payload.Length < head || !HasLengths(payload, head) ? LinkStatus.BadLength
                        : _files == null ? LinkStatus.NoFiles
                        : Give(command, payload, head, result, out length);

                default:
                    return LinkStatus.UnknownCommand;
            }
        }

        // path -> status
        private LinkStatus Stat(SpanByte path, SpanByte result, out int length)
        {
            length = 0;
            if (path.Length > FileStatus.MaxPath)
            {
                return LinkStatus.BadPath;
            }

            IoStatus status = _files.Stat(path, out FileStatus file);
            if (status == IoStatus.Ok)
            {
                Put(result, file);
                length = LinkProtocol.FileStatusSize;
                return LinkStatus.Ok;
            }

            return FileWords.OfPath(status, result, out length);
        }

        // u32 first byte or entry, u16 most bytes, path -> u32 version, u32 size, u32 first byte or entry, bytes or entries
        private LinkStatus Part(LinkCommand command, SpanByte payload, SpanByte result, out int length)
        {
            uint first = BigEndian.GetU32(payload, 0);
            int most = BigEndian.GetU16(payload, 4);
            SpanByte path = payload.Slice(LinkProtocol.PartRequestSize);
            bool isList = command == LinkCommand.List;
            length = 0;
            if (path.Length > FileStatus.MaxPath)
            {
                return LinkStatus.BadPath;
            }

            if (first > int.MaxValue || (isList && most < LinkProtocol.MaxFileEntry))
            {
                return LinkStatus.BadParameter;
            }

            IoStatus status = Open(path, OpenMode.Read, out int number, out FileStatus file);
            if (status != IoStatus.Ok)
            {
                return FileWords.OfPath(status, result, out length);
            }

            int room = result.Length - LinkProtocol.PartHeaderSize;
            SpanByte bytes = result.Slice(LinkProtocol.PartHeaderSize, most < room ? most : room);
            status = TakeOneVersion(isList, path, number, (int)first, bytes, ref file, out int count);
            _ = _files.Close(number);
            if (status != IoStatus.Ok)
            {
                return FileWords.OfFile(status, result, out length);
            }

            int size = file.Kind == FileKind.Stream ? count : file.Size;
            LinkProtocol.PutPartHeader(result, (uint)file.Version, (uint)size, first);
            length = LinkProtocol.PartHeaderSize + count;
            return LinkStatus.Ok;
        }

        // What is taken is of the version that is there before and after.
        private IoStatus TakeOneVersion(
            bool isList, SpanByte path, int number, int first, SpanByte bytes, ref FileStatus file, out int count)
        {
            count = 0;
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                IoStatus status = Take(isList, number, file.Kind, first, bytes, out count);
                if (status != IoStatus.Ok || file.Kind == FileKind.Stream)
                {
                    return status;
                }

                int version = file.Version;
                status = _files.Stat(path, out file);
                if (status != IoStatus.Ok || file.Version == version)
                {
                    return status == IoStatus.NotPresent ? IoStatus.Removed : status;
                }
            }

            return IoStatus.Busy;
        }

        private IoStatus Take(bool isList, int number, FileKind kind, int first, SpanByte bytes, out int count)
        {
            count = 0;
            if (isList != (kind == FileKind.Directory) || kind == FileKind.Transactional)
            {
                return IoStatus.NotSupported;
            }

            IoStatus status = kind == FileKind.Stream ? IoStatus.Ok : _files.Seek(number, first);
            return status != IoStatus.Ok ? status
                : isList ? TakeEntries(number, bytes, out count)
                : _files.Read(number, bytes, out count);
        }

        private IoStatus TakeEntries(int directory, SpanByte bytes, out int count)
        {
            count = 0;
            while (bytes.Length - count >= LinkProtocol.MaxFileEntry)
            {
                SpanByte entry = bytes.Slice(count, LinkProtocol.MaxFileEntry);
                IoStatus status = _files.ReadDirectory(
                    directory, entry.Slice(LinkProtocol.FileEntrySize), out int nameLength, out FileStatus file);
                if (status != IoStatus.Ok || nameLength == 0)
                {
                    return status;
                }

                Put(entry, file);
                entry[LinkProtocol.FileStatusSize] = (byte)nameLength;
                count += LinkProtocol.FileEntrySize + nameLength;
            }

            return IoStatus.Ok;
        }

        // What gets lost on the way in packets, four in a row, has to be missed here: those that remain follow each other's numbers.
        private static bool HasLengths(SpanByte payload, int head) =>
            payload.Length == head + payload[head - 3] + BigEndian.GetU16(payload, head - 2);

        // Write:    u32 offset, u8 flags, u8 length of the path, u16 length of the bytes, path, bytes -> u32 bytes written
        // Transfer: u32 longest wait in ms, u8 length of the path, u16 length of the request, path, request -> u16 length, response
        private LinkStatus Give(LinkCommand command, SpanByte payload, int head, SpanByte result, out int length)
        {
            uint number = BigEndian.GetU32(payload, 0);
            SpanByte path = payload.Slice(head, payload[head - 3]);
            SpanByte data = payload.Slice(head + path.Length);
            length = 0;
            if (path.Length > FileStatus.MaxPath)
            {
                return LinkStatus.BadPath;
            }

            if (command == LinkCommand.Write)
            {
                int flags = payload[4];
                return number > int.MaxValue || (flags & ~LinkProtocol.WriteFlags) != 0
                    ? LinkStatus.BadParameter
                    : Write(path, (int)number, flags, data, result, out length);
            }

            int timeoutMs = number < LinkProtocol.MaxTransferMs ? (int)number : LinkProtocol.MaxTransferMs;
            return Transfer(path, data, timeoutMs, result, out length);
        }

        private LinkStatus Write(SpanByte path, int offset, int flags, SpanByte data, SpanByte result, out int length)
        {
            OpenMode mode = OpenMode.Write
                | ((flags & LinkProtocol.WriteCreate) != 0 ? OpenMode.Create : 0)
                | ((flags & LinkProtocol.WriteTruncate) != 0 ? OpenMode.Truncate : 0);
            IoStatus status = Open(path, mode, out int number, out FileStatus file);
            if (status != IoStatus.Ok)
            {
                return FileWords.OfPath(status, result, out length);
            }

            // A request that is only written would leave its response behind.
            status = file.Kind == FileKind.Transactional ? IoStatus.NotSupported
                : file.Kind == FileKind.Continuous && offset > 0 ? _files.Seek(number, offset)
                : IoStatus.Ok;
            int count = 0;
            bool isWritten = status == IoStatus.Ok && data.Length > 0;
            if (isWritten)
            {
                status = _files.Write(number, data, out count);
            }

            _ = _files.Close(number);
            if (status != IoStatus.Ok)
            {
                return isWritten ? FileWords.OfChange(status, result, out length) : FileWords.OfFile(status, result, out length);
            }

            BigEndian.PutU32(result, 0, (uint)count);
            length = 4;
            return LinkStatus.Ok;
        }

        private LinkStatus Transfer(SpanByte path, SpanByte request, int timeoutMs, SpanByte result, out int length)
        {
            IoStatus status = Open(path, OpenMode.Read | OpenMode.Write, out int number, out FileStatus file);
            if (status != IoStatus.Ok)
            {
                return FileWords.OfPath(status, result, out length);
            }

            bool isTransactional = file.Kind == FileKind.Transactional;
            int count = 0;
            SpanByte response = result.Slice(LinkProtocol.TransferHeaderSize);
            status = isTransactional ? _files.Transfer(number, request, response, timeoutMs, out count) : IoStatus.NotSupported;
            _ = _files.Close(number);
            if (status != IoStatus.Ok)
            {
                return isTransactional ? FileWords.OfChange(status, result, out length) : FileWords.OfFile(status, result, out length);
            }

            BigEndian.PutU16(result, 0, count);
            length = LinkProtocol.TransferHeaderSize + count;
            return LinkStatus.Ok;
        }

        // Opened, and what it is; after a failure nothing is open.
        private IoStatus Open(SpanByte path, OpenMode mode, out int number, out FileStatus file)
        {
            file = default;
            IoStatus status = _files.Open(path, mode, out number);
            if (status == IoStatus.Ok)
            {
                status = _files.Stat(path, out file);
                if (status != IoStatus.Ok)
                {
                    _ = _files.Close(number);
                }
            }

            return status;
        }

        private static void Put(SpanByte to, FileStatus file)
        {
            to[0] = (byte)file.Kind;
            to[1] = (byte)((file.IsReadable ? LinkProtocol.Readable : 0) | (file.IsWritable ? LinkProtocol.Writable : 0));
            BigEndian.PutU32(to, 2, (uint)file.Size);
            BigEndian.PutU32(to, 6, (uint)file.Version);
        }
    }
}
