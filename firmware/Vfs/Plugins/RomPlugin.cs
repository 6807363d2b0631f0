// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>rom: a Rom as a file to read. It never changes.</summary>
    /// <remarks>
    /// rom NAME
    ///   label: LABEL      of the session; the file's name unless it is set
    /// </remarks>
    public sealed class RomPlugin : Plugin
    {
        private string _label;

        /// <inheritdoc/>
        protected override string Attribute(HidReader config)
        {
            if (!HidText.Is(config.Tag, "label"))
            {
                return base.Attribute(config);
            }

            _label = HidText.String(config.Value);
            return "";
        }

        /// <inheritdoc/>
        protected override string Make()
        {
            string label = _label == null ? HidText.String(Name) : _label;
            Made = new RomFile(Name, (IRomSession)Mounts.Env.Request("Rom", label));
            return "";
        }

        private sealed class RomFile : Node
        {
            // The most that a span can hold.
            private const int MaxPart = HidReader.MaxLength;

            private readonly IRomSession _rom;

            public RomFile(byte[] name, IRomSession rom)
                : base(name) => _rom = rom;

            public override IoStatus Describe(out FileStatus status)
            {
                status = new FileStatus { Kind = FileKind.Continuous, IsReadable = true, Size = _rom.Length };
                return IoStatus.Ok;
            }

            public override IoStatus Read(OpenFile file, SpanByte buffer, out int count)
            {
                int left = file.Position < _rom.Length ? _rom.Length - file.Position : 0;
                left = left < MaxPart ? left : MaxPart;
                count = left < buffer.Length ? left : buffer.Length;
                if (count > 0)
                {
                    _rom.Bytes(file.Position, count).CopyTo(buffer);
                }

                return IoStatus.Ok;
            }
        }
    }
}
