// SPDX-License-Identifier: MIT
// What the running image says about itself: its header (hal/Build/ImageTool/ImageHeader.cs has the layout), and the
// configuration module beside it.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace Wardstone.Controllers
{
    /// <summary>The image that runs.</summary>
    public static unsafe class FirmwareImage
    {
        private const int HeaderSize = 108;
        private const int SizeOffset = 8;
        private const int BuildIdOffset = 12;
        private const int BuildIdSize = 32;
        private const int BoardOffset = 44;
        private const int BoardSize = 32;
        private const int VersionOffset = 76;
        private const int VersionSize = 16;
        private const int ConfigAddressOffset = 92;
        private const int ConfigSizeOffset = 96;
        private const int ComponentsOffset = 100;
        private const int ComponentsSizeOffset = 104;
        private const int LengthSize = 4;

        /// <summary>Exactly the bytes of firmware.bin, as they lie in memory.</summary>
        public static MemoryView Image => new MemoryView((uint)Start(), (int)Word(Header() + SizeOffset));

        /// <summary>The text of the configuration; empty if the module's length is not one that fits its place.</summary>
        public static MemoryView Config
        {
            get
            {
                var address = Word(Header() + ConfigAddressOffset);
                var length = Word((byte*)address);
                return new MemoryView(address + LengthSize, length <= Word(Header() + ConfigSizeOffset) - LengthSize ? (int)length : 0);
            }
        }

        /// <summary>The component table (hal/Build/ImageTool/ComponentTable.cs has the layout), a part of the image.</summary>
        public static MemoryView Components =>
            new MemoryView((uint)Start() + Word(Header() + ComponentsOffset), (int)Word(Header() + ComponentsSizeOffset));

        /// <summary>The name of the board that the image was built for.</summary>
        public static string Board => Text(BoardOffset, BoardSize);

        /// <summary>The firmware's version.</summary>
        public static string Version => Text(VersionOffset, VersionSize);

        /// <summary>32 bytes that stand for everything the image was built from.</summary>
        public static byte[] BuildId => new SpanByte(Header() + BuildIdOffset, BuildIdSize).ToArray();

        // ASCII, padded with NUL.
        private static string Text(int offset, int size)
        {
            var characters = new char[size];
            var length = 0;
            for (var text = new SpanByte(Header(), HeaderSize).Slice(offset, size); length < size && text[length] != 0; length++)
            {
                characters[length] = (char)text[length];
            }

            return new string(characters, 0, length);
        }

        private static uint Word(byte* address) => *(uint*)address;

        [RuntimeImport("*", "Image_Start")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern byte* Start();

        [RuntimeImport("*", "Image_Header")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern byte* Header();
    }
}
