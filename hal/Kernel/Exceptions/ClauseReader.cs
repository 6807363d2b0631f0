// SPDX-License-Identifier: MIT
// The try regions of a method with their handlers, from the inside out, as ilc writes them behind the unwind instructions:
// a byte of flags; of a funclet a relative pointer to its method's data and its distance from the method's start; of a method with
// handlers a relative pointer to them: a count, then for each the region's start, (its length << 2) | kind, the handler, and
// a type or a filter. Numbers are compressed; code offsets count from the start of the method.

using Internal.Runtime;

namespace Wardstone.Kernel
{
    internal enum ClauseKind
    {
        Typed = 0,
        Finally = 1, // and fault
        Filter = 2,
        Separator = 3, // between two equal regions that are not of one try statement
    }

    internal unsafe struct ClauseReader
    {
        private const int FuncletMask = 3;
        private const int HasHandlers = 4;
        private const int HasAssociatedData = 0x10;

        private readonly uint _method;
        private byte* _next;
        private uint _left;

        public int Index;
        public ClauseKind Kind;
        public uint Start;
        public uint End;
        public uint HandlerOffset;
        public uint FilterOffset;
        public MethodTable* Type;

        /// <summary>Opens the clauses of the method that the code of <paramref name="entry"/> belongs to.</summary>
        /// <param name="entry">Its entry in the unwind table.</param>
        /// <param name="address">An address in it.</param>
        /// <param name="offset">That address as an offset in the method.</param>
        public ClauseReader(uint* entry, uint address, out uint offset)
        {
            this = default;
            Index = -1;
            _method = UnwindTable.FunctionOf(entry);
            offset = address - _method;
            byte* data = UnwindTable.LanguageData(entry);
            if (data == null)
            {
                return;
            }

            int flags = *data++;
            if ((flags & FuncletMask) != 0)
            {
                byte* method = Follow(data);
                uint distance = ReadWord(data + 4);
                _method -= distance;
                offset += distance;
                data = method;
                flags = *data++;
            }

            data += (flags & HasAssociatedData) != 0 ? 4 : 0;
            if ((flags & HasHandlers) != 0)
            {
                _next = Follow(data);
                _left = ReadNumber();
            }
        }

        /// <summary>Where the current clause's handler starts; bit 0 set, as code is called.</summary>
        public readonly void* Handler => (void*)((_method + HandlerOffset) | 1);

        public readonly void* FilterCode => (void*)((_method + FilterOffset) | 1);

        public bool MoveNext()
        {
            if (_left == 0)
            {
                return false;
            }

            _left--;
            Index++;
            Start = ReadNumber();
            uint lengthAndKind = ReadNumber();
            End = Start + (lengthAndKind >> 2);
            Kind = (ClauseKind)(lengthAndKind & 3);
            HandlerOffset = ReadNumber();
            if (Kind == ClauseKind.Typed)
            {
                Type = (MethodTable*)Follow(_next);
                _next += 4;
            }
            else if (Kind == ClauseKind.Filter)
            {
                FilterOffset = ReadNumber();
            }

            return true;
        }

        // The low bits of the first byte tell the size: 0, 01, 011, 0111, 01111 for 7, 14, 21, 28 and 32 bits.
        private uint ReadNumber()
        {
            uint first = *_next;
            int size = 1;
            while (size < 5 && (first & (1u << (size - 1))) != 0)
            {
                size++;
            }

            byte* bytes = _next;
            _next += size;
            if (size == 5)
            {
                return ReadWord(bytes + 1);
            }

            uint value = 0;
            for (int i = size - 1; i >= 0; i--)
            {
                value = (value << 8) | bytes[i];
            }

            return value >> size;
        }

        private static byte* Follow(byte* place) => place + (int)ReadWord(place);

        // Words stand at any address here.
        private static uint ReadWord(byte* place) => *(uint*)place;
    }
}
