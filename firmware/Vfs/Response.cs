// SPDX-License-Identifier: MIT
// The answer of a transactional file to who wrote the request, until it has read it. There is room for one, so others who write
// meanwhile are told Busy, but nobody holds them up for long.
//
// Secrets: an answer may be one. It is wiped as soon as it was read or given up, and nobody but the writer ever sees a byte of it.

using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    internal sealed class Response
    {
        // How long an answer waits for its reader while others want to write.
        private const int HoldMs = 1000;

        private readonly byte[] _bytes;
        private OpenFile _reader;
        private Deadline _holdUntil;
        private int _length;
        private int _taken;

        public Response(int size) => _bytes = new byte[size];

        /// <summary>Where an answer goes, once TryTake gave the room.</summary>
        public SpanByte Room => _bytes;

        /// <summary>Whether <paramref name="file"/> may have the room for its next answer. If so, the one before is given up.</summary>
        public bool TryTake(OpenFile file)
        {
            if (_reader != null && _reader != file)
            {
                if (!_holdUntil.HasPassed)
                {
                    return false;
                }

                _reader.IsInterrupted = true;
            }

            file.IsInterrupted = false;
            Wipe();
            return true;
        }

        /// <summary>There is an answer in the room.</summary>
        public void Keep(OpenFile file, int length)
        {
            _reader = length > 0 ? file : null;
            _length = length;
            _holdUntil = Deadline.After(HoldMs);
        }

        /// <summary>Takes what fits of the rest of the answer.</summary>
        /// <returns>Ok, with nothing if there is none for this file; Interrupted, once, if it was given up.</returns>
        public IoStatus Read(OpenFile file, SpanByte buffer, out int count)
        {
            count = 0;
            if (file.IsInterrupted)
            {
                file.IsInterrupted = false;
                return IoStatus.Interrupted;
            }

            if (_reader != file)
            {
                return IoStatus.Ok;
            }

            int left = _length - _taken;
            count = left < buffer.Length ? left : buffer.Length;
            new SpanByte(_bytes, _taken, count).CopyTo(buffer);
            _taken += count;
            if (_taken == _length)
            {
                Wipe();
            }

            return IoStatus.Ok;
        }

        /// <summary>The file is closed.</summary>
        public void GiveUp(OpenFile file)
        {
            if (_reader == file)
            {
                Wipe();
            }
        }

        /// <summary>Nothing is in the room any more, whole or in part.</summary>
        public void Wipe()
        {
            Array.Clear(_bytes, 0, _bytes.Length);
            _reader = null;
            _length = _taken = 0;
        }
    }
}
