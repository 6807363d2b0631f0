// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>log: what is written goes to the component's log, with the client's name before each line. A write ends its last line; of a
    /// long one the rest goes on the next.</summary>
    public sealed class LogPlugin : Plugin
    {
        /// <inheritdoc/>
        protected override string Make()
        {
            Made = new LogFile(Name, Mounts.Env.Log);
            return "";
        }

        private sealed class LogFile : Node
        {
            private readonly Log _log;
            private readonly byte[] _line = new byte[Log.MaxLine];

            public LogFile(byte[] name, Log log)
                : base(name) => _log = log;

            public override IoStatus Describe(out FileStatus status)
            {
                status = new FileStatus { Kind = FileKind.Stream, IsWritable = true };
                return IoStatus.Ok;
            }

            public override IoStatus Write(OpenFile file, SpanByte data, out int count)
            {
                count = data.Length;
                int start = Begin(file.Client);
                int length = start;
                for (int i = 0; i < data.Length; i++)
                {
                    bool isEnd = data[i] == '\n';
                    if (!isEnd)
                    {
                        _line[length] = data[i];
                        length++;
                    }

                    if (isEnd || length == _line.Length || i == data.Length - 1)
                    {
                        _log.Write(new SpanByte(_line, 0, length));
                        length = start;
                    }
                }

                return IoStatus.Ok;
            }

            // Who writes, as far as it leaves room for what is written.
            private int Begin(string client)
            {
                int length = client.Length < _line.Length / 2 ? client.Length : _line.Length / 2;
                for (int i = 0; i < length; i++)
                {
                    _line[i] = (byte)client[i];
                }

                _line[length] = (byte)':';
                _line[length + 1] = (byte)' ';
                return length + 2;
            }
        }
    }
}
