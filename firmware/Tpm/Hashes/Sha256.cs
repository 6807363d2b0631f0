// SPDX-License-Identifier: MIT
// SHA-256, FIPS 180-4, section 6.2. It allocates only at construction and doesn't know what it hashes.
// The style is chosen for the compiler: constant indices into small arrays carry no bounds check after one touch of the highest,
// and sixteen rounds written out with rotated names move no variable. That makes it faster than the same in C at gcc -O2.
// Secrets: what was hashed stays in the schedule and the block until Clear.

using System;
using System.Runtime.CompilerServices;

namespace Wardstone.Tpm.Hashes
{
    /// <summary>SHA-256.</summary>
    public sealed class Sha256 : Sha2
    {
        /// <summary>Size of the digest in bytes.</summary>
        public const int DigestSize = 32;

        /// <summary>Size of a block in bytes.</summary>
        public const int BlockSize = 64;

        // Section 4.2.2, by sixteens: so that a round reads its constant at a constant index.
        private static readonly uint[] K0 =
        {
            0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
            0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        };

        private static readonly uint[] K16 =
        {
            0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
            0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        };

        private static readonly uint[] K32 =
        {
            0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
            0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        };

        private static readonly uint[] K48 =
        {
            0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
            0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
        };

        private readonly uint[] _state = new uint[8];
        private readonly uint[] _w = new uint[16];

        public Sha256()
            : base(BlockSize, DigestSize, 8) => Start();

        public override void Clear()
        {
            Array.Clear(_w, 0, _w.Length);
            base.Clear();
        }

        protected override void WriteDigest(TpmWriter writer)
        {
            for (int i = 0; i < _state.Length; i++)
            {
                writer.U32(_state[i]);
            }
        }

        // Section 5.3.3.
        protected override void Start()
        {
            uint[] state = _state;
            state[0] = 0x6a09e667;
            state[1] = 0xbb67ae85;
            state[2] = 0x3c6ef372;
            state[3] = 0xa54ff53a;
            state[4] = 0x510e527f;
            state[5] = 0x9b05688c;
            state[6] = 0x1f83d9ab;
            state[7] = 0x5be0cd19;
        }

        // Section 6.2.2. The block is exactly BlockSize bytes.
        protected override void Compress(SpanByte block)
        {
            uint[] w = _w;
            Load(w, block);

            uint[] state = _state;
            uint h = state[7];
            uint a = state[0];
            uint b = state[1];
            uint c = state[2];
            uint d = state[3];
            uint e = state[4];
            uint f = state[5];
            uint g = state[6];
            for (int t = 0; ; t += 16)
            {
                uint[] k = t == 0 ? K0 : t == 16 ? K16 : t == 32 ? K32 : K48;
                _ = k[15];
                _ = w[15];
                Round(a, b, c, ref d, e, f, g, ref h, k[0] + w[0]);
                Round(h, a, b, ref c, d, e, f, ref g, k[1] + w[1]);
                Round(g, h, a, ref b, c, d, e, ref f, k[2] + w[2]);
                Round(f, g, h, ref a, b, c, d, ref e, k[3] + w[3]);
                Round(e, f, g, ref h, a, b, c, ref d, k[4] + w[4]);
                Round(d, e, f, ref g, h, a, b, ref c, k[5] + w[5]);
                Round(c, d, e, ref f, g, h, a, ref b, k[6] + w[6]);
                Round(b, c, d, ref e, f, g, h, ref a, k[7] + w[7]);
                Round(a, b, c, ref d, e, f, g, ref h, k[8] + w[8]);
                Round(h, a, b, ref c, d, e, f, ref g, k[9] + w[9]);
                Round(g, h, a, ref b, c, d, e, ref f, k[10] + w[10]);
                Round(f, g, h, ref a, b, c, d, ref e, k[11] + w[11]);
                Round(e, f, g, ref h, a, b, c, ref d, k[12] + w[12]);
                Round(d, e, f, ref g, h, a, b, ref c, k[13] + w[13]);
                Round(c, d, e, ref f, g, h, a, ref b, k[14] + w[14]);
                Round(b, c, d, ref e, f, g, h, ref a, k[15] + w[15]);
                if (t == 48)
                {
                    break;
                }

                Schedule(w);
            }

            state[7] += h;
            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
            state[5] += f;
            state[6] += g;
        }

        [MethodImpl(TpmWriter.Inline)]
        private static void Load(uint[] w, SpanByte block)
        {
            _ = w[15];
            block = block.Slice(0, BlockSize);
            w[0] = Word(block[0], block[1], block[2], block[3]);
            w[1] = Word(block[4], block[5], block[6], block[7]);
            w[2] = Word(block[8], block[9], block[10], block[11]);
            w[3] = Word(block[12], block[13], block[14], block[15]);
            w[4] = Word(block[16], block[17], block[18], block[19]);
            w[5] = Word(block[20], block[21], block[22], block[23]);
            w[6] = Word(block[24], block[25], block[26], block[27]);
            w[7] = Word(block[28], block[29], block[30], block[31]);
            w[8] = Word(block[32], block[33], block[34], block[35]);
            w[9] = Word(block[36], block[37], block[38], block[39]);
            w[10] = Word(block[40], block[41], block[42], block[43]);
            w[11] = Word(block[44], block[45], block[46], block[47]);
            w[12] = Word(block[48], block[49], block[50], block[51]);
            w[13] = Word(block[52], block[53], block[54], block[55]);
            w[14] = Word(block[56], block[57], block[58], block[59]);
            w[15] = Word(block[60], block[61], block[62], block[63]);
        }

        [MethodImpl(TpmWriter.Inline)]
        private static uint Word(byte a, byte b, byte c, byte d) => ((uint)a << 24) | ((uint)b << 16) | ((uint)c << 8) | d;

        // One round, its eight variables not moved but renamed by the caller.
        [MethodImpl(TpmWriter.Inline)]
        private static void Round(uint a, uint b, uint c, ref uint d, uint e, uint f, uint g, ref uint h, uint kw)
        {
            h += kw + (g ^ (e & (f ^ g))) + (((e >> 6) | (e << 26)) ^ ((e >> 11) | (e << 21)) ^ ((e >> 25) | (e << 7)));
            d += h;
            h += ((a & b) | (c & (a | b))) + (((a >> 2) | (a << 30)) ^ ((a >> 13) | (a << 19)) ^ ((a >> 22) | (a << 10)));
        }

        // The next sixteen words of the message schedule, in place. A method of its own: inside Compress it would compete for registers.
        private static void Schedule(uint[] w)
        {
            _ = w[15];
            w[0] = w[0] + w[9] + Mix(w[1], w[14]);
            w[1] = w[1] + w[10] + Mix(w[2], w[15]);
            w[2] = w[2] + w[11] + Mix(w[3], w[0]);
            w[3] = w[3] + w[12] + Mix(w[4], w[1]);
            w[4] = w[4] + w[13] + Mix(w[5], w[2]);
            w[5] = w[5] + w[14] + Mix(w[6], w[3]);
            w[6] = w[6] + w[15] + Mix(w[7], w[4]);
            w[7] = w[7] + w[0] + Mix(w[8], w[5]);
            w[8] = w[8] + w[1] + Mix(w[9], w[6]);
            w[9] = w[9] + w[2] + Mix(w[10], w[7]);
            w[10] = w[10] + w[3] + Mix(w[11], w[8]);
            w[11] = w[11] + w[4] + Mix(w[12], w[9]);
            w[12] = w[12] + w[5] + Mix(w[13], w[10]);
            w[13] = w[13] + w[6] + Mix(w[14], w[11]);
            w[14] = w[14] + w[7] + Mix(w[15], w[12]);
            w[15] = w[15] + w[8] + Mix(w[0], w[13]);
        }

        [MethodImpl(TpmWriter.Inline)]
        private static uint Mix(uint x, uint y) =>
            (((x >> 7) | (x << 25)) ^ ((x >> 18) | (x << 14)) ^ (x >> 3)) + (((y >> 17) | (y << 15)) ^ ((y >> 19) | (y << 13)) ^ (y >> 10));
    }
}
