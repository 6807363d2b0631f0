// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>A file of a ram directory, or a place for one.</summary>
    internal sealed class RamFile : Node
    {
        private readonly RamDirectory _directory;
        private readonly RamBlocks _blocks;
        private int _first = RamBlocks.None;
        private int _last = RamBlocks.None;
        private int _count;
        private int _size;
        private int _version;

        public RamFile(RamDirectory directory, RamBlocks blocks)
        {
            _directory = directory;
            _blocks = blocks;
        }

        /// <summary>Whether it is a file now.</summary>
        public bool Exists => !Name.IsEmpty;

        /// <summary>Becomes an empty file.</summary>
        public void Begin(SpanByte name)
        {
            Rename(name);
            _version = _directory.NextVersion();
        }

        /// <summary>Is no file any more.</summary>
        public void End()
        {
            GiveBack();
            Vanish();
        }

        /// <inheritdoc/>
        public override IoStatus Describe(out FileStatus status)
        {
            status = new FileStatus
            {
                Kind = FileKind.Continuous,
                IsReadable = true,
                IsWritable = true,
                Size = _size,
                Version = _version,
            };
            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public override IoStatus Truncate()
        {
            if (_size > 0)
            {
                GiveBack();
                Touch();
            }

            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public override IoStatus Read(OpenFile file, SpanByte buffer, out int count)
        {
            int left = file.Position < _size ? _size - file.Position : 0;
            count = left < buffer.Length ? left : buffer.Length;
            Copy(file.Position, buffer, count, toFile: false);
            return IoStatus.Ok;
        }

        /// <summary>What lies between the file's end and the position becomes zeros.</summary>
        public override IoStatus Write(OpenFile file, SpanByte data, out int count)
        {
            int room = (_count + _blocks.FreeCount) * RamBlocks.Size;
            int left = file.Position < room ? room - file.Position : 0;
            count = left < data.Length ? left : data.Length;
            if (count == 0)
            {
                return data.IsEmpty ? IoStatus.Ok : IoStatus.NoSpace;
            }

            int end = file.Position + count;
            for (; _count * RamBlocks.Size < end; _count++)
            {
                _last = _blocks.Take(_last);
                _first = _first == RamBlocks.None ? _last : _first;
            }

            Copy(file.Position, data, count, toFile: true);
            _size = end > _size ? end : _size;
            Touch();
            return IoStatus.Ok;
        }

        private void Copy(int position, SpanByte buffer, int count, bool toFile)
        {
            int block = _first;
            int offset = position;
            for (; count > 0 && offset >= RamBlocks.Size; offset -= RamBlocks.Size)
            {
                block = _blocks.After(block);
            }

            for (int done = 0; done < count; block = _blocks.After(block), offset = 0)
            {
                int part = RamBlocks.Size - offset < count - done ? RamBlocks.Size - offset : count - done;
                SpanByte inFile = _blocks.Bytes(block, offset, part);
                SpanByte inBuffer = buffer.Slice(done, part);
                if (toFile)
                {
                    inBuffer.CopyTo(inFile);
                }
                else
                {
                    inFile.CopyTo(inBuffer);
                }

                done += part;
            }
        }

        private void GiveBack()
        {
            _blocks.GiveBack(_first);
            _first = _last = RamBlocks.None;
            _count = _size = 0;
        }

        private void Touch()
        {
            _version = _directory.NextVersion();
            Changed();
        }
    }
}
