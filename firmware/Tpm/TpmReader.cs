// SPDX-License-Identifier: MIT
// Unmarshals big-endian fields from what is left of a buffer: the counterpart of TpmWriter, in the same style.
// What it reads comes from outside: nothing makes it read past its end, throw or loop.
// A field that isn't all there reads as zero or empty and sets Failed, which stays set: check once, at the end.

using System;
using System.Runtime.CompilerServices;

namespace Wardstone.Tpm
{
    /// <summary>Reads a response, field by field.</summary>
    public ref struct TpmReader
    {
        private SpanByte _rest;
        private bool _failed;

        /// <summary>Reads from the start of <paramref name="buffer"/> to its end.</summary>
        [MethodImpl(TpmWriter.Inline)]
        public TpmReader(SpanByte buffer)
        {
            _rest = buffer;
            _failed = false;
        }

        /// <summary>Whether a field wasn't all there.</summary>
        public bool Failed => _failed;

        /// <summary>Bytes not read yet.</summary>
        public int Left => _rest.Length;

        [MethodImpl(TpmWriter.Inline)]
        public byte U8()
        {
            if (!Has(1))
            {
                return 0;
            }

            byte value = _rest[0];
            _rest = _rest.Slice(1);
            return value;
        }

        [MethodImpl(TpmWriter.Inline)]
        public ushort U16()
        {
            if (!Has(2))
            {
                return 0;
            }

            int value = (_rest[0] << 8) | _rest[1];
            _rest = _rest.Slice(2);
            return (ushort)value;
        }

        [MethodImpl(TpmWriter.Inline)]
        public uint U32()
        {
            if (!Has(4))
            {
                return 0;
            }

            int value = (_rest[0] << 24) | (_rest[1] << 16) | (_rest[2] << 8) | _rest[3];
            _rest = _rest.Slice(4);
            return (uint)value;
        }

        public ulong U64()
        {
            ulong high = U32();
            return (high << 32) | U32();
        }

        /// <summary>A view of the next bytes, not a copy.</summary>
        /// <param name="count">How many; a negative number fails like one that is too large.</param>
        [MethodImpl(TpmWriter.Inline)]
        public SpanByte Bytes(int count)
        {
            if (!Has(count < 0 ? int.MaxValue : count))
            {
                return SpanByte.Empty;
            }

            SpanByte value = _rest.Slice(0, count);
            _rest = _rest.Slice(count);
            return value;
        }

        /// <summary>A view of the contents of a TPM2B (Part 2, section 10.4), not a copy.</summary>
        [MethodImpl(TpmWriter.Inline)]
        public SpanByte Sized() => Bytes(U16());

        /// <summary>
        /// Reads the parameter size of a response to a command with one password session, checks the authorization area behind
        /// the parameters, and leaves the parameters to be read (Part 1, sections 18.9 and 19.4).
        /// </summary>
        public void PasswordParameters()
        {
            uint size = U32();
            SpanByte parameters = Bytes(size <= (uint)Left ? (int)size : -1);

            // A password's acknowledgement proves nothing, so its attributes don't matter; its nonce and its HMAC are empty.
            ushort nonceSize = U16();
            _ = U8();
            ushort hmacSize = U16();
            if (nonceSize != 0 || hmacSize != 0 || Left != 0)
            {
                _failed = true;
            }

            _rest = _failed ? SpanByte.Empty : parameters;
        }

        /// <summary>To be called after the last field.</summary>
        /// <returns>Success, or ResponseShort if a field wasn't all there, or ResponseTrailing if there is more.</returns>
        public TpmRc End()
        {
            if (_failed)
            {
                return TpmRc.ResponseShort;
            }

            return _rest.Length == 0 ? TpmRc.Success : TpmRc.ResponseTrailing;
        }

        [MethodImpl(TpmWriter.Inline)]
        private bool Has(int count)
        {
            if (count <= _rest.Length)
            {
                return true;
            }

            _failed = true;
            _rest = SpanByte.Empty;
            return false;
        }
    }
}
