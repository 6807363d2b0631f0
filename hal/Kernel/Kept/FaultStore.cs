// SPDX-License-Identifier: MIT
// The last faults, for the next boot to tell. Written by fault handlers: nothing here allocates, waits or throws. One fault is
// written at a time; a fault in the middle of that takes the place of the one that was being written.
//
// A ring of records of words: first the CRC-32 of the others, stored last. A record whose CRC does not match is none: it was cut off, or
// never written.

namespace Wardstone.Kernel
{
    internal static class FaultStore
    {
        // The words of a record. Number counts faults since power-on, from 1, and chooses the place in the ring.
        public const int Check = 0;
        public const int Number = 1;
        public const int Boot = 2;
        public const int Cause = 3; // a Wardstone.Runtime.FaultCause
        public const int UptimeMs = 4;
        public const int Status = 5;
        public const int Address = 6;
        public const int Component = 7; // ASCII, filled up with NUL
        public const int ComponentSize = 24;
        public const int Registers = 13; // r0 to r12, sp, lr, pc, xpsr
        public const int RegisterCount = 17;
        public const int FrameCount = 30;
        public const int Frames = 31;
        public const int MostFrames = 16;
        public const int BuildId = 47;
        public const int BuildIdWords = 8;
        public const int Words = 55;

        private const uint None = 0; // in place of a CRC
        private const uint Polynomial = 0xEDB88320; // of CRC-32 (IEEE 802.3), reflected

        private static uint s_last;

        /// <summary>How many records there are.</summary>
        public static int Count
        {
            get
            {
                var count = 0;
                for (uint behind = 0; behind < KeptLayout.FaultCount; behind++)
                {
                    count += IsWhole(s_last - behind) ? 1 : 0;
                }

                return count;
            }
        }

        /// <summary>Goes on behind what is there.</summary>
        public static void Open()
        {
            s_last = 0;
            for (uint place = 0; place < KeptLayout.FaultCount; place++)
            {
                var number = Load(place, Number);
                s_last = number > s_last && IsWhole(number) ? number : s_last;
            }
        }

        /// <summary>Forgets all.</summary>
        public static void Clear()
        {
            for (uint place = 0; place < KeptLayout.FaultCount; place++)
            {
                Store(place, Check, None);
            }

            s_last = 0;
        }

        /// <summary>Begins a record, in place of the oldest one.</summary>
        /// <param name="component">Whose fault it is; null is nobody's.</param>
        /// <param name="cause">A Wardstone.Runtime.FaultCause.</param>
        /// <param name="uptimeMs">Since the boot, in milliseconds.</param>
        public static void Begin(string component, uint cause, uint uptimeMs)
        {
            var number = s_last + 1;
            for (var word = 0; word < Words; word++)
            {
                Store(number, word, 0); // the check first
            }

            Store(number, Number, number);
            Store(number, Boot, BootRecord.Number);
            Store(number, Cause, cause);
            Store(number, UptimeMs, uptimeMs);
            for (var i = 0; component != null && i < component.Length && i < ComponentSize; i++)
            {
                KeptMemory.StoreByte(At(number, Component) + i, (byte)component[i]);
            }

            for (var i = 0; i < BuildIdWords; i++)
            {
                Store(number, BuildId + i, KeptMemory.BuildId(i));
            }
        }

        /// <summary>Sets a word of the record that was begun.</summary>
        public static void Set(int word, uint value) => Store(s_last + 1, word, value);

        /// <summary>Adds a return address, the innermost first. What is beyond the most is dropped.</summary>
        public static void AddFrame(uint address)
        {
            var count = Load(s_last + 1, FrameCount);
            if (count < MostFrames)
            {
                Set(Frames + (int)count, address);
                Set(FrameCount, count + 1);
            }
        }

        /// <summary>Ends the record. From now on a reset does not lose it.</summary>
        public static void Commit()
        {
            var number = s_last + 1;
            Store(number, Check, CheckOf(number));
            s_last = number;
        }

        /// <summary>Copies the words of record <paramref name="index"/>, the oldest being 0.</summary>
        /// <returns>false if there is none, or if it was being replaced meanwhile.</returns>
        public static bool TryRead(int index, uint[] words)
        {
            for (uint behind = KeptLayout.FaultCount; behind-- > 0;)
            {
                var number = s_last - behind;
                if (!IsWhole(number) || index-- != 0)
                {
                    continue;
                }

                for (var word = 0; word < Words; word++)
                {
                    words[word] = Load(number, word);
                }

                return IsWhole(number);
            }

            return false;
        }

        private static bool IsWhole(uint number)
        {
            var check = Load(number, Check);
            return check != None && number != 0 && Load(number, Number) == number && Load(number, FrameCount) <= MostFrames
                && check == CheckOf(number);
        }

        // Bit by bit: a table would cost more than it saves here.
        private static uint CheckOf(uint number)
        {
            var crc = 0xFFFFFFFF;
            for (var word = Number; word < Words; word++)
            {
                crc ^= Load(number, word);
                for (var bit = 0; bit < 32; bit++)
                {
                    crc = (crc >> 1) ^ ((crc & 1) != 0 ? Polynomial : 0);
                }
            }

            return ~crc == None ? 1 : ~crc;
        }

        private static int At(uint number, int word) =>
            KeptLayout.Faults + ((int)(number % KeptLayout.FaultCount) * KeptLayout.FaultSize) + (word * 4);

        private static uint Load(uint number, int word) => KeptMemory.Load(At(number, word));

        private static void Store(uint number, int word, uint value) => KeptMemory.Store(At(number, word), value);
    }
}
