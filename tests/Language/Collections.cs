// SPDX-License-Identifier: MIT
// ArrayList and what implements the collection interfaces.

using System;
using System.Collections;

namespace Wardstone.Tests.Language
{
    internal static class Collections
    {
        public static void Run()
        {
            ArrayList list = new ArrayList();
            for (int i = 0; i < 20; i++)
            {
                list.Add(i % 3 == 0 ? (object)i : "s" + i);
            }

            list.Insert(1, "inserted");
            list.RemoveAt(0);
            list.Remove("s4");
            list[2] = 'c';
            Suite.Line("list", Join(list) + list.Count);
            Suite.Line("indexof", list.IndexOf(6) + " " + list.IndexOf("s7") + " " + list.IndexOf("none") + " " + list.Contains('c'));
            object[] array = list.ToArray();
            Suite.Line("array", array.Length + " " + array[3]);
            ArrayList clone = (ArrayList)list.Clone();
            clone.Clear();
            Suite.Line("clone", clone.Count + " " + list.Count);
            try
            {
                Suite.Line("beyond", (string)list[list.Count]);
            }
            catch (ArgumentOutOfRangeException)
            {
                Suite.Line("beyond", "ArgumentOutOfRangeException");
            }

            Suite.Line("own enumerable", Join(new Range(3, 7)));
            Suite.Line("array as list", Join(new[] { 4, 5, 6 })
                + ((IList)new[] { "a", "b" }).IndexOf("b") + ((ICollection)new int[4]).Count);
            Suite.Line("string as list", Join("xyz"));
            IEnumerator enumerator = new Range(1, 2).GetEnumerator();
            Suite.Line("by hand", enumerator.MoveNext() + " " + enumerator.Current + " " + enumerator.MoveNext());
        }

        private static string Join(IEnumerable items)
        {
            string text = "";
            foreach (object item in items)
            {
                text += item + " ";
            }

            return text;
        }

        private sealed class Range : IEnumerable
        {
            private readonly int _start;
            private readonly int _end;

            public Range(int start, int end)
            {
                _start = start;
                _end = end;
            }

            public IEnumerator GetEnumerator() => new Position(this);

            private sealed class Position : IEnumerator
            {
                private readonly Range _range;
                private int _next;

                public Position(Range range)
                {
                    _range = range;
                    Reset();
                }

                public object Current => _next;

                public bool MoveNext() => ++_next < _range._end;

                public void Reset() => _next = _range._start - 1;
            }
        }
    }
}
