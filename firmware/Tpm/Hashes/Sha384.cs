// SPDX-License-Identifier: MIT
// SHA-384, FIPS 180-4, section 6.5: SHA-512 (section 6.4) with other first values and a shorter digest. Allocates only at construction.
// Simpler than Sha256: on a 32-bit core the 64-bit variables don't fit the registers, so that more unrolling mostly adds size.
// Secrets: what was hashed stays in the schedule and the block until Clear.

using System;
using System.Runtime.CompilerServices;

namespace Wardstone.Tpm.Hashes
{
    /// <summary>SHA-384.</summary>
    public sealed class Sha384 : Sha2
    {
        /// <summary>Size of the digest in bytes.</summary>
        public const int DigestSize = 48;

        /// <summary>Size of a block in bytes.</summary>
        public const int BlockSize = 128;

        private const int Rounds = 80;

        // Section 4.2.3, in halves, the upper one first: of 32-bit words the compiler makes a constant, of 64-bit ones it doesn't.
        private static readonly uint[] K =
        {
            0x428a2f98, 0xd728ae22, 0x71374491, 0x23ef65cd, 0xb5c0fbcf, 0xec4d3b2f, 0xe9b5dba5, 0x8189dbbc, 0x3956c25b, 0xf348b538,
            0x59f111f1, 0xb605d019, 0x923f82a4, 0xaf194f9b, 0xab1c5ed5, 0xda6d8118, 0xd807aa98, 0xa3030242, 0x12835b01, 0x45706fbe,
            0x243185be, 0x4ee4b28c, 0x550c7dc3, 0xd5ffb4e2, 0x72be5d74, 0xf27b896f, 0x80deb1fe, 0x3b1696b1, 0x9bdc06a7, 0x25c71235,
            0xc19bf174, 0xcf692694, 0xe49b69c1, 0x9ef14ad2, 0xefbe4786, 0x384f25e3, 0x0fc19dc6, 0x8b8cd5b5, 0x240ca1cc, 0x77ac9c65,
            0x2de92c6f, 0x592b0275, 0x4a7484aa, 0x6ea6e483, 0x5cb0a9dc, 0xbd41fbd4, 0x76f988da, 0x831153b5, 0x983e5152, 0xee66dfab,
            0xa831c66d, 0x2db43210, 0xb00327c8, 0x98fb213f, 0xbf597fc7, 0xbeef0ee4, 0xc6e00bf3, 0x3da88fc2, 0xd5a79147, 0x930aa725,
            0x06ca6351, 0xe003826f, 0x14292967, 0x0a0e6e70, 0x27b70a85, 0x46d22ffc, 0x2e1b2138, 0x5c26c926, 0x4d2c6dfc, 0x5ac42aed,
            0x53380d13, 0x9d95b3df, 0x650a7354, 0x8baf63de, 0x766a0abb, 0x3c77b2a8, 0x81c2c92e, 0x47edaee6, 0x92722c85, 0x1482353b,
            0xa2bfe8a1, 0x4cf10364, 0xa81a664b, 0xbc423001, 0xc24b8b70, 0xd0f89791, 0xc76c51a3, 0x0654be30, 0xd192e819, 0xd6ef5218,
            0xd6990624, 0x5565a910, 0xf40e3585, 0x5771202a, 0x106aa070, 0x32bbd1b8, 0x19a4c116, 0xb8d2d0c8, 0x1e376c08, 0x5141ab53,
            0x2748774c, 0xdf8eeb99, 0x34b0bcb5, 0xe19b48a8, 0x391c0cb3, 0xc5c95a63, 0x4ed8aa4a, 0xe3418acb, 0x5b9cca4f, 0x7763e373,
            0x682e6ff3, 0xd6b2b8a3, 0x748f82ee, 0x5defb2fc, 0x78a5636f, 0x43172f60, 0x84c87814, 0xa1f0ab72, 0x8cc70208, 0x1a6439ec,
            0x90befffa, 0x23631e28, 0xa4506ceb, 0xde82bde9, 0xbef9a3f7, 0xb2c67915, 0xc67178f2, 0xe372532b, 0xca273ece, 0xea26619c,
            0xd186b8c7, 0x21c0c207, 0xeada7dd6, 0xcde0eb1e, 0xf57d4f7f, 0xee6ed178, 0x06f067aa, 0x72176fba, 0x0a637dc5, 0xa2c898a6,
            0x113f9804, 0xbef90dae, 0x1b710b35, 0x131c471b, 0x28db77f5, 0x23047d84, 0x32caab7b, 0x40c72493, 0x3c9ebe0a, 0x15c9bebc,
            0x431d67c4, 0x9c100d4c, 0x4cc5d4be, 0xcb3e42b6, 0x597f299c, 0xfc657e2a, 0x5fcb6fab, 0x3ad6faec, 0x6c44198c, 0x4a475817,
        };

        private readonly ulong[] _state = new ulong[8];
        private readonly ulong[] _w = new ulong[16];

        public Sha384()
            : base(BlockSize, DigestSize, 16) => Start();

        public override void Clear()
        {
            Array.Clear(_w, 0, _w.Length);
            base.Clear();
        }

        protected override void WriteDigest(TpmWriter writer)
        {
            for (int i = 0; i < DigestSize / 8; i++)
            {
                writer.U32((uint)(_state[i] >> 32));
                writer.U32((uint)_state[i]);
            }
        }

        // Section 5.3.4.
        protected override void Start()
        {
            ulong[] state = _state;
            state[0] = 0xcbbb9d5dc1059ed8;
            state[1] = 0x629a292a367cd507;
            state[2] = 0x9159015a3070dd17;
            state[3] = 0x152fecd8f70e5939;
            state[4] = 0x67332667ffc00b31;
            state[5] = 0x8eb44a8768581511;
            state[6] = 0xdb0c2e0d64f98fa7;
            state[7] = 0x47b5481dbefa4fa4;
        }

        // Section 6.4.2. The block is exactly BlockSize bytes.
        protected override void Compress(SpanByte block)
        {
            ulong[] w = _w;
            TpmReader reader = new TpmReader(block);
            for (int i = 0; i < w.Length; i++)
            {
                w[i] = reader.U64();
            }

            ulong[] state = _state;
            ulong h = state[7];
            ulong a = state[0];
            ulong b = state[1];
            ulong c = state[2];
            ulong d = state[3];
            ulong e = state[4];
            ulong f = state[5];
            ulong g = state[6];
            for (int t = 0; t < Rounds; t += 8)
            {
                if (t >= 16)
                {
                    Schedule(w, t & 15);
                }

                int i = t & 15;
                Round(a, b, c, ref d, e, f, g, ref h, Constant(t) + w[i]);
                Round(h, a, b, ref c, d, e, f, ref g, Constant(t + 1) + w[i + 1]);
                Round(g, h, a, ref b, c, d, e, ref f, Constant(t + 2) + w[i + 2]);
                Round(f, g, h, ref a, b, c, d, ref e, Constant(t + 3) + w[i + 3]);
                Round(e, f, g, ref h, a, b, c, ref d, Constant(t + 4) + w[i + 4]);
                Round(d, e, f, ref g, h, a, b, ref c, Constant(t + 5) + w[i + 5]);
                Round(c, d, e, ref f, g, h, a, ref b, Constant(t + 6) + w[i + 6]);
                Round(b, c, d, ref e, f, g, h, ref a, Constant(t + 7) + w[i + 7]);
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
        private static ulong Constant(int t) => ((ulong)K[2 * t] << 32) | K[2 * t + 1];

        // One round, its eight variables not moved but renamed by the caller.
        [MethodImpl(TpmWriter.Inline)]
        private static void Round(ulong a, ulong b, ulong c, ref ulong d, ulong e, ulong f, ulong g, ref ulong h, ulong kw)
        {
            h += kw + (g ^ (e & (f ^ g))) + (((e >> 14) | (e << 50)) ^ ((e >> 18) | (e << 46)) ^ ((e >> 41) | (e << 23)));
            d += h;
            h += ((a & b) | (c & (a | b))) + (((a >> 28) | (a << 36)) ^ ((a >> 34) | (a << 30)) ^ ((a >> 39) | (a << 25)));
        }

        // The next eight words of the message schedule, in place.
        private static void Schedule(ulong[] w, int first)
        {
            for (int i = first; i < first + 8; i++)
            {
                ulong x = w[(i + 1) & 15];
                ulong y = w[(i + 14) & 15];
                w[i] += (((x >> 1) | (x << 63)) ^ ((x >> 8) | (x << 56)) ^ (x >> 7)) + w[(i + 9) & 15]
                    + (((y >> 19) | (y << 45)) ^ ((y >> 61) | (y << 3)) ^ (y >> 6));
            }
        }
    }
}
