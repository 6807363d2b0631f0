// SPDX-License-Identifier: MIT
// Objects that must survive collections, checked by content: lists, trees, arrays of values with references, closures, boxes,
// references into the middle of objects. On the board the heap is small enough that this collects many times.

using System;

namespace Wardstone.Tests.Language
{
    internal static class Collector
    {
        private static Node s_kept;
        private static readonly Holder[] s_holders = new Holder[16];
        private static uint s_random = 12345;

        private delegate int Read();

        public static void Run()
        {
            Suite.Line("tree", Tree());
            Suite.Line("list", List());
            Suite.Line("long list", LongList());
            Suite.Line("values with references", Values());
            Suite.Line("closures", Closures());
            Suite.Line("boxes", Boxes());
            Suite.Line("inner references", Inner());
            Suite.Line("strings", Text());
            Suite.Line("random", Random());
            Suite.Line("kept", s_kept.Value + s_kept.Left.Value);
        }

        private static int Tree()
        {
            s_kept = new Node { Value = 7, Left = new Node { Value = 70 } };
            Node root = Build(8);
            int before = Sum(root);
            for (int i = 0; i < 30; i++)
            {
                Node other = Build(8);
                if (Sum(other) != before)
                {
                    return -1;
                }

                root.Left.Right = Build(6);
            }

            return before + Sum(root);
        }

        private static Node Build(int depth)
            => depth == 0 ? null : new Node { Value = depth, Left = Build(depth - 1), Right = Build(depth - 1) };

        private static int Sum(Node node) => node == null ? 0 : node.Value + Sum(node.Left) + Sum(node.Right);

        private static int List()
        {
            Node head = null;
            int length = 0;
            for (int i = 0; i < 20000; i++)
            {
                head = new Node { Value = i, Left = head };
                if (i % 1000 == 0)
                {
                    head.Left = null;
                }
            }

            for (Node node = head; node != null; node = node.Left)
            {
                length += node.Value & 1;
            }

            return length;
        }

        // Far longer than the collector's mark stack, and only reachable one by one.
        private static int LongList()
        {
            Node head = null;
            for (int i = 0; i < 3000; i++)
            {
                head = new Node { Value = i, Left = head, Right = new Node { Value = -i } };
            }

            for (int i = 0; i < 5000; i++)
            {
                _ = new byte[100 + (i % 50)].Length;
            }

            int sum = 0;
            for (Node node = head; node != null; node = node.Left)
            {
                sum += node.Value + node.Right.Value + 1;
            }

            return sum;
        }

        private static int Values()
        {
            Entry[] entries = new Entry[50];
            for (int i = 0; i < 5000; i++)
            {
                ref Entry entry = ref entries[i % 50];
                entry.Number = i;
                entry.Name = "n" + i;
                entry.Next = new Node { Value = i };
            }

            int sum = 0;
            foreach (Entry entry in entries)
            {
                sum += entry.Name == "n" + entry.Number && entry.Next.Value == entry.Number ? 1 : 0;
            }

            return sum;
        }

        private static int Closures()
        {
            Read[] reads = new Read[100];
            for (int i = 0; i < 3000; i++)
            {
                int own = i;
                string text = i.ToString();
                reads[i % 100] = () => own + text.Length;
            }

            int sum = 0;
            foreach (Read read in reads)
            {
                sum += read();
            }

            return sum;
        }

        private static long Boxes()
        {
            object[] boxes = new object[64];
            for (long i = 0; i < 5000; i++)
            {
                boxes[(int)i & 63] = (i & 1) == 0 ? i : (object)(int)i;
            }

            long sum = 0;
            foreach (object box in boxes)
            {
                sum += box is long wide ? wide : (int)box;
            }

            return sum;
        }

        private static int Inner()
        {
            int[] array = new int[500];
            ref int inner = ref array[250];
            array = null;
            inner = 42;
            SpanByte span = new SpanByte(new byte[300]).Slice(100, 100);
            span[50] = 24;
            ref int field = ref new Node { Value = 11 }.Value;
            for (int i = 0; i < 3000; i++)
            {
                _ = new int[100].Length;
            }

            return inner + span[50] + field;
        }

        private static int Text()
        {
            string text = "";
            for (int i = 0; i < 400; i++)
            {
                text += (char)('a' + (i % 26));
            }

            uint hash = 0;
            foreach (char c in text)
            {
                hash = (hash * 31) + c;
            }

            return (int)hash;
        }

        private static uint Random()
        {
            for (int i = 0; i < s_holders.Length; i++)
            {
                s_holders[i] = new Holder();
            }

            for (int i = 0; i < 20000; i++)
            {
                Holder holder = s_holders[Next() % (uint)s_holders.Length];
                if (!holder.IsIntact())
                {
                    return 0;
                }

                holder.Fill(Next() % 700, (byte)Next());
            }

            return s_random;
        }

        private static uint Next()
        {
            s_random ^= s_random << 13;
            s_random ^= s_random >> 17;
            s_random ^= s_random << 5;
            return s_random;
        }

        private sealed class Node
        {
            public int Value;
            public Node Left;
            public Node Right;
        }

        private struct Entry
        {
            public int Number;
            public string Name;
            public Node Next;
        }

        private sealed class Holder
        {
            private byte[] _bytes = new byte[0];
            private byte _value;

            public void Fill(uint size, byte value)
            {
                _bytes = new byte[size];
                _value = value;
                for (int i = 0; i < _bytes.Length; i++)
                {
                    if (_bytes[i] != 0)
                    {
                        throw new InvalidOperationException("new memory is not clear");
                    }

                    _bytes[i] = value;
                }
            }

            public bool IsIntact()
            {
                foreach (byte b in _bytes)
                {
                    if (b != _value)
                    {
                        return false;
                    }
                }

                return true;
            }
        }
    }
}
