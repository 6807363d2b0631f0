// SPDX-License-Identifier: MIT
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>ram: a directory for files that are gone when the component restarts. All room is taken at the start.</summary>
    /// <remarks>
    /// ram NAME
    ///   size: BYTES        required: for all files together, up to 1M; a file takes it in blocks of 64
    ///   files: 1 to 64     how many there can be; 8 unless it is set
    /// </remarks>
    public sealed class RamPlugin : Plugin
    {
        private const int MaxSize = 1024 * 1024;
        private const int MaxFiles = 64;

        private int _size;
        private int _files = 8;

        /// <inheritdoc/>
        protected override string Attribute(HidReader config)
        {
            if (HidText.Is(config.Tag, "size"))
            {
                bool good = HidText.TrySize(config.Value, MaxSize, out _size) && _size >= RamBlocks.Size;
                return good ? "" : "'size' is 64 to 1M";
            }

            if (HidText.Is(config.Tag, "files"))
            {
                bool good = HidText.TryNumber(config.Value, 1, MaxFiles, out _files);
                return good ? "" : "'files' is 1 to 64";
            }

            return base.Attribute(config);
        }

        /// <inheritdoc/>
        protected override string Make()
        {
            if (_size == 0)
            {
                return "a ram directory needs 'size'";
            }

            Made = new RamDirectory(Name, _files, _size / RamBlocks.Size);
            return "";
        }
    }
}
