// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>zero: as many zeros as anybody wants. It takes nothing.</summary>
    public sealed class ZeroPlugin : Plugin
    {
        /// <inheritdoc/>
        protected override string Make()
        {
            Made = new ZeroFile(Name);
            return "";
        }

        private sealed class ZeroFile : Node
        {
            public ZeroFile(byte[] name)
                : base(name)
            {
            }

            public override IoStatus Describe(out FileStatus status)
            {
                status = new FileStatus { Kind = FileKind.Stream, IsReadable = true };
                return IoStatus.Ok;
            }

            public override IoStatus Read(OpenFile file, SpanByte buffer, out int count)
            {
                for (int i = 0; i < buffer.Length; i++)
                {
                    buffer[i] = 0;
                }

                count = buffer.Length;
                return IoStatus.Ok;
            }
        }
    }
}
