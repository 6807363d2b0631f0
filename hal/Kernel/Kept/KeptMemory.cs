// SPDX-License-Identifier: MIT
// The memory that a reset leaves as it is (.noinit), by offset. After power-on its contents are anything; after a reset they are
// what the last store left, whatever that was in the middle of. So each user of it can tell its own data from noise and from a
// change that was cut off; and every store is one call of Store, which the tests cut off after each (Controllers/Net/KeptMemory.cs).

using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static unsafe class KeptMemory
    {
        private const int BuildIdOffset = 12; // of the image's header

        public static uint Load(int offset) => Register.Read((uint)Start() + (uint)offset);

        public static byte LoadByte(int offset) => Start()[offset];

        public static void Store(int offset, uint value) => *(uint*)(Start() + offset) = value;

        public static void StoreByte(int offset, byte value) => Start()[offset] = value;

        /// <summary>One of the eight words of the running image's build id.</summary>
        public static uint BuildId(int word) => ((uint*)(ImageHeader() + BuildIdOffset))[word];

        [RuntimeImport("*", "NoInit_Start")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern byte* Start();

        [RuntimeImport("*", "Image_Header")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern byte* ImageHeader();
    }
}
