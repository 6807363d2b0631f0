// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>inline: a file to read, whose text stands in the configuration.</summary>
    /// <remarks>
    /// inline NAME
    ///   : a line of it, as often as there are
    /// </remarks>
    public sealed class InlinePlugin : Plugin
    {
        private byte[] _text = new byte[0];

        /// <inheritdoc/>
        protected override string Content(HidReader config)
        {
            byte[] text = new byte[_text.Length + config.Value.Length + 1];
            Array.Copy(_text, text, _text.Length);
            config.Value.CopyTo(new SpanByte(text, _text.Length, config.Value.Length));
            text[text.Length - 1] = (byte)'\n';
            _text = text;
            return "";
        }

        /// <inheritdoc/>
        protected override string Make()
        {
            Made = new InlineFile(Name, _text);
            return "";
        }

        private sealed class InlineFile : Node
        {
            private readonly byte[] _text;

            public InlineFile(byte[] name, byte[] text)
                : base(name) => _text = text;

            public override IoStatus Describe(out FileStatus status)
            {
                status = new FileStatus { Kind = FileKind.Continuous, IsReadable = true, Size = _text.Length };
                return IoStatus.Ok;
            }

            public override IoStatus Read(OpenFile file, SpanByte buffer, out int count)
            {
                int left = file.Position < _text.Length ? _text.Length - file.Position : 0;
                count = left < buffer.Length ? left : buffer.Length;
                new SpanByte(_text, _text.Length - left, count).CopyTo(buffer);
                return IoStatus.Ok;
            }
        }
    }
}
