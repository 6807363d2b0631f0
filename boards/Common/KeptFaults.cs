// SPDX-License-Identifier: MIT
using Wardstone.Kernel;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>The faults that the kernel has kept, also over resets.</summary>
    public sealed class KeptFaults : FaultLog
    {
        private readonly uint[] _words = new uint[FaultStore.Words];

        /// <inheritdoc/>
        public override int Count => FaultStore.Count;

        /// <inheritdoc/>
        public override bool TryRead(int index, FaultRecord record)
        {
            if (!FaultStore.TryRead(index, _words))
            {
                return false;
            }

            record.Number = (int)_words[FaultStore.Number];
            record.BootsAgo = (int)(BootRecord.Number - _words[FaultStore.Boot]);
            record.Component = Name();
            record.Cause = (FaultCause)_words[FaultStore.Cause];
            record.UptimeMs = _words[FaultStore.UptimeMs];
            record.Status = _words[FaultStore.Status];
            record.Address = _words[FaultStore.Address];
            record.FrameCount = (int)_words[FaultStore.FrameCount];
            for (var i = 0; i < FaultStore.RegisterCount; i++)
            {
                record.Registers[i] = _words[FaultStore.Registers + i];
            }

            for (var i = 0; i < FaultStore.MostFrames; i++)
            {
                record.Frames[i] = _words[FaultStore.Frames + i];
            }

            for (var i = 0; i < record.BuildId.Length; i++)
            {
                record.BuildId[i] = (byte)(_words[FaultStore.BuildId + (i >> 2)] >> ((i & 3) * 8));
            }

            return true;
        }

        private string Name()
        {
            var name = new char[FaultStore.ComponentSize];
            var length = 0;
            for (; length < name.Length; length++)
            {
                var letter = (byte)(_words[FaultStore.Component + (length >> 2)] >> ((length & 3) * 8));
                if (letter == 0)
                {
                    break;
                }

                name[length] = (char)letter;
            }

            return new string(name, 0, length);
        }
    }
}
