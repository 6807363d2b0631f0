// SPDX-License-Identifier: MIT
// A list that grows.

namespace System.Collections
{
    public class ArrayList : IList, ICloneable
    {
        private object[] _items = new object[4];
        private int _count;

        public int Count => _count;

        public int Capacity
        {
            get => _items.Length;
            set
            {
                if (value < _count)
                {
                    throw new ArgumentOutOfRangeException();
                }

                object[] items = new object[value];
                Array.Copy(_items, items, _count);
                _items = items;
            }
        }

        public bool IsFixedSize => false;

        public bool IsReadOnly => false;

        public bool IsSynchronized => false;

        public object SyncRoot => this;

        public object this[int index]
        {
            get
            {
                CheckIndex(index, _count);
                return _items[index];
            }

            set
            {
                CheckIndex(index, _count);
                _items[index] = value;
            }
        }

        public int Add(object value)
        {
            Insert(_count, value);
            return _count - 1;
        }

        public void Insert(int index, object value)
        {
            CheckIndex(index, _count + 1);
            if (_count == _items.Length)
            {
                Capacity = _count < 4 ? 4 : _count * 2;
            }

            Array.Copy(_items, index, _items, index + 1, _count - index);
            _items[index] = value;
            _count++;
        }

        public void RemoveAt(int index)
        {
            CheckIndex(index, _count);
            _count--;
            Array.Copy(_items, index + 1, _items, index, _count - index);
            _items[_count] = null;
        }

        public void Remove(object obj)
        {
            int index = IndexOf(obj);
            if (index >= 0)
            {
                RemoveAt(index);
            }
        }

        public void Clear()
        {
            Array.Clear(_items, 0, _count);
            _count = 0;
        }

        public bool Contains(object item) => IndexOf(item) >= 0;

        public int IndexOf(object value) => Array.IndexOf(_items, value, 0, _count);

        public int IndexOf(object value, int startIndex) => Array.IndexOf(_items, value, startIndex, _count - startIndex);

        public int IndexOf(object value, int startIndex, int count)
        {
            if (count > _count - startIndex)
            {
                throw new ArgumentOutOfRangeException();
            }

            return Array.IndexOf(_items, value, startIndex, count);
        }

        public void CopyTo(Array array) => CopyTo(array, 0);

        public void CopyTo(Array array, int arrayIndex) => Array.Copy(_items, 0, array, arrayIndex, _count);

        public object[] ToArray()
        {
            object[] array = new object[_count];
            CopyTo(array);
            return array;
        }

        public object Clone()
        {
            ArrayList clone = new ArrayList { _items = ToArray() };
            clone._count = _count;
            return clone;
        }

        public IEnumerator GetEnumerator() => new Enumerator(this);

        private static void CheckIndex(int index, int limit)
        {
            if ((uint)index >= (uint)limit)
            {
                throw new ArgumentOutOfRangeException();
            }
        }

        private sealed class Enumerator : IEnumerator
        {
            private readonly ArrayList _list;
            private int _index = -1;

            public Enumerator(ArrayList list) => _list = list;

            public object Current => _list[_index];

            public bool MoveNext() => ++_index < _list._count;

            public void Reset() => _index = -1;
        }
    }
}
