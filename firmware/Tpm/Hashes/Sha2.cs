// SPDX-License-Identifier: MIT
// What the hashes of FIPS 180-4 have in common: a message that comes in parts is cut into blocks, and its end is padded with
// its length. It doesn't know the compression function. Allocates only at construction.
// Secrets: the end of what was hashed stays in the block until Clear.

using System;

namespace Wardstone.Tpm.Hashes
{
    /// <summary>Hashes a message that comes in parts. One message at a time; used again after Finish or Clear.</summary>
    public abstract class Sha2
    {
        private readonly byte[] _block;
        private readonly int _digestSize;
        private readonly int _lengthSize;
        private int _used;
        private long _length;

        /// <param name="lengthSize">Bytes of the length in the padding: 8 or 16. The upper half of 16 is always zero here.</param>
        protected Sha2(int blockSize, int digestSize, int lengthSize)
        {
            _block = new byte[blockSize];
            _digestSize = digestSize;
            _lengthSize = lengthSize;
        }

        /// <summary>Adds bytes to the message.</summary>
        public void Append(SpanByte data)
        {
            int blockSize = _block.Length;
            _length += data.Length;
            if (_used != 0)
            {
                int missing = blockSize - _used;
                int count = data.Length < missing ? data.Length : missing;
                data.Slice(0, count).CopyTo(new SpanByte(_block, _used, count));
                data = data.Slice(count);
                _used += count;
                if (_used == blockSize)
                {
                    Compress(_block);
                    _used = 0;
                }
            }

            while (data.Length >= blockSize)
            {
                Compress(data.Slice(0, blockSize));
                data = data.Slice(blockSize);
            }

            if (data.Length != 0)
            {
                data.CopyTo(_block);
                _used = data.Length;
            }
        }

        /// <summary>Ends the message and begins the next.</summary>
        /// <param name="digest">Takes the digest: at least as long as it.</param>
        /// <exception cref="ArgumentException">It is shorter.</exception>
        public void Finish(SpanByte digest)
        {
            if (digest.Length < _digestSize)
            {
                throw new ArgumentException();
            }

            Pad();
            WriteDigest(new TpmWriter(digest));
            Restart();
        }

        /// <summary>Forgets the message, leaves nothing of it in memory, and begins the next.</summary>
        public virtual void Clear()
        {
            Array.Clear(_block, 0, _block.Length);
            Restart();
        }

        /// <summary>Sets the first state (FIPS 180-4, section 5.3).</summary>
        protected abstract void Start();

        /// <summary>Takes in one whole block (section 6).</summary>
        protected abstract void Compress(SpanByte block);

        /// <summary>Writes the state, as far as it is the digest.</summary>
        protected abstract void WriteDigest(TpmWriter writer);

        private void Restart()
        {
            _used = 0;
            _length = 0;
            Start();
        }

        // Section 5.1: a one, zeros, and the length in bits at the end of a block.
        private void Pad()
        {
            int blockSize = _block.Length;
            _block[_used++] = 0x80;
            Array.Clear(_block, _used, blockSize - _used);
            if (_used > blockSize - _lengthSize)
            {
                Compress(_block);
                Array.Clear(_block, 0, blockSize);
            }

            TpmWriter bits = new TpmWriter(new SpanByte(_block, blockSize - sizeof(long), sizeof(long)));
            bits.U32((uint)(_length >> 29));
            bits.U32((uint)_length << 3);
            Compress(_block);
        }
    }
}
