// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>null: takes everything and has nothing.</summary>
    public sealed class NullPlugin : Plugin
    {
        /// <inheritdoc/>
        protected override string Make()
        {
            Made = new NullFile(Name);
            return "";
        }

        private sealed class NullFile : Node
        {
            public NullFile(byte[] name)
                : base(name)
            {
            }

            public override IoStatus Describe(out FileStatus status)
            {
                status = new FileStatus { Kind = FileKind.Stream, IsReadable = true, IsWritable = true };
                return IoStatus.Ok;
            }

            public override IoStatus Read(OpenFile file, SpanByte buffer, out int count)
            {
                count = 0;
                return IoStatus.Ok;
            }

            public override IoStatus Write(OpenFile file, SpanByte data, out int count)
            {
                count = data.Length;
                return IoStatus.Ok;
            }
        }
    }
}
