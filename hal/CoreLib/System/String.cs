// SPDX-License-Identifier: MIT
// Text: UTF-16, immutable. This part holds what it is made of; String.Search.cs and String.Edit.cs the rest.
// All comparisons are ordinal, and letters are those of ASCII: there are no cultures here.

using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Internal.Runtime;
using Wardstone.Kernel;

namespace System
{
    public sealed unsafe partial class String : IComparable, IEnumerable
    {
        // The compiler lays literals out by these two names.
        private readonly int _stringLength;
        private char _firstChar;

        public static readonly string Empty = "";

        public extern String(char[] value);

        public extern String(char[] value, int startIndex, int length);

        public extern String(char c, int count);

        public int Length
        {
            [Intrinsic]
            get => _stringLength;
        }

        [IndexerName("Chars")]
        public char this[int index]
        {
            [Intrinsic]
            get
            {
                if ((uint)index >= (uint)_stringLength)
                {
                    throw new IndexOutOfRangeException();
                }

                return Unsafe.Add(ref _firstChar, index);
            }
        }

        public override string ToString() => this;

        public override bool Equals(object obj) => obj is string other && Equals(this, other);

        public static bool Equals(string a, string b)
        {
            if ((object)a == b)
            {
                return true;
            }

            return a != null && b != null && a.Length == b.Length && Same(a, 0, b);
        }

        public static bool operator ==(string a, string b) => Equals(a, b);

        public static bool operator !=(string a, string b) => !Equals(a, b);

        /// <summary>By the numbers of the characters. null comes first.</summary>
        public static int Compare(string strA, string strB)
        {
            if (strA == null || strB == null)
            {
                return (strA == null ? 0 : 1) - (strB == null ? 0 : 1);
            }

            int common = strA.Length < strB.Length ? strA.Length : strB.Length;
            for (int i = 0; i < common; i++)
            {
                if (strA[i] != strB[i])
                {
                    return strA[i] - strB[i];
                }
            }

            return strA.Length - strB.Length;
        }

        public int CompareTo(string value) => Compare(this, value);

        /// <exception cref="ArgumentException"><paramref name="value"/> is not a string.</exception>
        public int CompareTo(object value)
            => value == null || value is string ? Compare(this, (string)value) : throw new ArgumentException();

        public static bool IsNullOrEmpty(string value) => value == null || value.Length == 0;

        public char[] ToCharArray() => ToCharArray(0, Length);

        public char[] ToCharArray(int startIndex, int length)
        {
            CheckRange(startIndex, length);
            char[] array = new char[length];
            for (int i = 0; i < array.Length; i++)
            {
                array[i] = this[startIndex + i];
            }

            return array;
        }

        public IEnumerator GetEnumerator() => new CharEnumerator(this);

        internal int ContentHash()
        {
            int hash = 5381;
            for (int i = 0; i < Length; i++)
            {
                hash = (hash * 33) ^ this[i];
            }

            return hash;
        }

        /// <summary>A string to be filled in by its maker before anyone else sees it.</summary>
        internal static string Allocate(int length)
            => length == 0 ? Empty : Unsafe.As<string>(Allocator.NewArray(MethodTable.Of<string>(), length));

        // `new string(...)` is compiled to a call of Ctor with the same parameters.
        private static string Ctor(char[] value) => value == null ? Empty : Ctor(value, 0, value.Length);

        private static string Ctor(char[] value, int startIndex, int length)
        {
            if (startIndex < 0 || length < 0 || startIndex > value.Length - length)
            {
                throw new ArgumentOutOfRangeException();
            }

            string text = Allocate(length);
            for (int i = 0; i < length; i++)
            {
                Unsafe.Add(ref text._firstChar, i) = value[startIndex + i];
            }

            return text;
        }

        private static string Ctor(char c, int count)
        {
            if (count < 0)
            {
                throw new ArgumentOutOfRangeException();
            }

            string text = Allocate(count);
            for (int i = 0; i < count; i++)
            {
                Unsafe.Add(ref text._firstChar, i) = c;
            }

            return text;
        }

        // Whether all of `part` stands in `text` at `index`. The caller knows that it fits.
        private static bool Same(string text, int index, string part)
        {
            for (int i = 0; i < part.Length; i++)
            {
                if (text[index + i] != part[i])
                {
                    return false;
                }
            }

            return true;
        }

        private void CheckRange(int startIndex, int count)
        {
            if (startIndex < 0 || count < 0 || startIndex > Length - count)
            {
                throw new ArgumentOutOfRangeException();
            }
        }

        private sealed class CharEnumerator : IEnumerator
        {
            private readonly string _text;
            private int _index = -1;

            public CharEnumerator(string text) => _text = text;

            public object Current => _text[_index];

            public bool MoveNext() => ++_index < _text.Length;

            public void Reset() => _index = -1;
        }
    }
}
