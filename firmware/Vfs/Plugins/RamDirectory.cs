// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>A directory with files that clients make, write and remove; there are none in it when the component starts.</summary>
    internal sealed class RamDirectory : Directory
    {
        private readonly RamFile[] _files;
        private int _versions;
        private int _version;

        public RamDirectory(byte[] name, int files, int blocks)
            : base(name)
        {
            RamBlocks memory = new RamBlocks(blocks);
            _files = new RamFile[files];
            for (int i = 0; i < files; i++)
            {
                _files[i] = new RamFile(this, memory);
            }

            // From the time, as versions go on when another instance of the component takes over.
            _versions = (int)(DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond);
            _version = NextVersion();
        }

        /// <inheritdoc/>
        public override int Slots => _files.Length;

        /// <inheritdoc/>
        public override Node At(int slot) => _files[slot].Exists ? _files[slot] : null;

        /// <summary>For a file whose content changed.</summary>
        public int NextVersion()
        {
            // 0 says that nobody knows.
            _versions++;
            _versions = _versions == 0 ? 1 : _versions;
            return _versions;
        }

        /// <inheritdoc/>
        public override IoStatus Describe(out FileStatus status)
        {
            status = new FileStatus { Kind = FileKind.Directory, IsReadable = true, IsWritable = true, Version = _version };
            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public override IoStatus Create(SpanByte name, out Node node)
        {
            for (int i = 0; i < _files.Length; i++)
            {
                if (!_files[i].Exists)
                {
                    _files[i].Begin(name);
                    node = _files[i];
                    Touch();
                    return IoStatus.Ok;
                }
            }

            node = null;
            return IoStatus.NoSpace;
        }

        /// <inheritdoc/>
        public override IoStatus Remove(Node node)
        {
            ((RamFile)node).End();
            Touch();
            return IoStatus.Ok;
        }

        private void Touch()
        {
            _version = NextVersion();
            Changed();
        }
    }
}
