// SPDX-License-Identifier: MIT
// The base of all arrays: one dimension, counted from 0.

using System.Collections;
using System.Runtime;
using System.Runtime.CompilerServices;
using Internal.Runtime;

namespace System
{
    public abstract unsafe class Array : ICloneable, IList
    {
        // The elements follow.
        private readonly int _length;

        public int Length
        {
            [Intrinsic]
            get => _length;
        }

        public bool IsFixedSize => true;

        public bool IsReadOnly => false;

        public bool IsSynchronized => false;

        public object SyncRoot => this;

        int ICollection.Count => _length;

        object IList.this[int index]
        {
            get => GetValue(index);
            set => SetValue(value, index);
        }

        /// <summary>Sets elements to zero, false or null.</summary>
        /// <exception cref="IndexOutOfRangeException">They are not all within the array.</exception>
        public static void Clear(Array array, int index, int length)
        {
            if ((uint)index > (uint)array._length || (uint)length > (uint)(array._length - index))
            {
                throw new IndexOutOfRangeException();
            }

            SpanHelpers.ClearWithoutReferences(ref *array.Element(index), (nuint)((uint)length * array._methodTable->ComponentSize));
        }

        public static void Copy(Array sourceArray, Array destinationArray, int length)
            => Copy(sourceArray, 0, destinationArray, 0, length);

        /// <summary>Copies elements; the two parts may overlap.</summary>
        /// <exception cref="ArgumentException">One array is too short.</exception>
        /// <exception cref="InvalidCastException">An element does not fit the destination's type; those before it are copied.</exception>
        public static void Copy(Array sourceArray, int sourceIndex, Array destinationArray, int destinationIndex, int length)
        {
            if (sourceArray == null || destinationArray == null)
            {
                throw new ArgumentNullException();
            }

            if ((sourceIndex | destinationIndex | length) < 0)
            {
                throw new ArgumentOutOfRangeException();
            }

            if (length > sourceArray._length - sourceIndex || length > destinationArray._length - destinationIndex)
            {
                throw new ArgumentException();
            }

            MethodTable* source = sourceArray._methodTable->Element;
            MethodTable* destination = destinationArray._methodTable->Element;
            if (source->IsValueType || destination->IsValueType)
            {
                if (!TypeCast.IsAssignable(sourceArray._methodTable, destinationArray._methodTable))
                {
                    throw new ArrayTypeMismatchException();
                }
            }
            else if (!TypeCast.IsAssignable(source, destination))
            {
                // Towards a narrower type every element is looked at.
                CopyChecked(sourceArray, sourceIndex, destinationArray, destinationIndex, length);
                return;
            }

            nuint bytes = (uint)length * sourceArray._methodTable->ComponentSize;
            SpanHelpers.Memmove(ref *destinationArray.Element(destinationIndex), ref *sourceArray.Element(sourceIndex), bytes);
        }

        public void CopyTo(Array array, int index) => Copy(this, 0, array, index, _length);

        public object Clone() => MemberwiseClone();

        /// <summary>An element; boxed if it is a value.</summary>
        public object GetValue(int index)
        {
            if ((uint)index >= (uint)_length)
            {
                throw new IndexOutOfRangeException();
            }

            MethodTable* element = _methodTable->Element;
            return element->IsValueType
                ? RuntimeExports.RhBox(element, ref *Element(index))
                : Unsafe.ObjectAt(*(void**)Element(index));
        }

        public static int IndexOf(Array array, object value) => IndexOf(array, value, 0, array._length);

        public static int IndexOf(Array array, object value, int startIndex)
            => IndexOf(array, value, startIndex, array._length - startIndex);

        /// <summary>
        /// The first element that equals <paramref name="value"/> among <paramref name="count"/> elements; -1 if none does.
        /// </summary>
        public static int IndexOf(Array array, object value, int startIndex, int count)
        {
            if (startIndex < 0 || count < 0 || startIndex > array._length - count)
            {
                throw new ArgumentOutOfRangeException();
            }

            for (int i = startIndex; i < startIndex + count; i++)
            {
                if (Equals(array.GetValue(i), value))
                {
                    return i;
                }
            }

            return -1;
        }

        public IEnumerator GetEnumerator() => new ArrayEnumerator(this);

        int IList.Add(object value) => throw new NotSupportedException();

        void IList.Clear() => Clear(this, 0, _length);

        bool IList.Contains(object value) => IndexOf(this, value) >= 0;

        int IList.IndexOf(object value) => IndexOf(this, value);

        void IList.Insert(int index, object value) => throw new NotSupportedException();

        void IList.Remove(object value) => throw new NotSupportedException();

        void IList.RemoveAt(int index) => throw new NotSupportedException();

        [MethodImpl((MethodImplOptions)256)]
        internal static byte* First(byte[] array) => Unsafe.AddressOf(array) + 8;

        private static void CopyChecked(Array source, int sourceIndex, Array destination, int destinationIndex, int length)
        {
            object[] from = Unsafe.As<object[]>(source);
            object[] to = Unsafe.As<object[]>(destination);
            MethodTable* element = destination._methodTable->Element;
            for (int i = 0; i < length; i++)
            {
                to[destinationIndex + i] = TypeCast.CheckCastAny(element, from[sourceIndex + i]);
            }
        }

        private void SetValue(object value, int index)
        {
            MethodTable* element = _methodTable->Element;
            if (element->IsValueType)
            {
                ref byte data = ref RuntimeExports.RhUnbox2(element, value);
                if ((uint)index >= (uint)_length)
                {
                    throw new IndexOutOfRangeException();
                }

                SpanHelpers.Memmove(ref *Element(index), ref data, _methodTable->ComponentSize);
            }
            else
            {
                TypeCast.StelemRef(Unsafe.As<object[]>(this), index, value);
            }
        }

        private byte* Element(int index) => Unsafe.AddressOf(this) + 8 + ((uint)index * _methodTable->ComponentSize);

        private sealed class ArrayEnumerator : IEnumerator
        {
            private readonly Array _array;
            private int _index = -1;

            public ArrayEnumerator(Array array) => _array = array;

            public object Current => _array.GetValue(_index);

            public bool MoveNext() => ++_index < _array._length;

            public void Reset() => _index = -1;
        }
    }

    // Where the compiler looks for the generic interfaces of arrays. There are none.
    internal abstract class Array<T> : Array
    {
    }
}
