// SPDX-License-Identifier: MIT
// A reference to a method and the object that it is called on, or a list of such references. The compiler fills the fields
// through the Initialize methods, and calls _functionPointer with _firstParameter in the place of `this`.

using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.Kernel;

namespace System
{
    public abstract unsafe class Delegate
    {
        // Of an instance method: its object. Else this very delegate, for the thunk that _functionPointer then points to.
        internal object _firstParameter;

        // Of a list: a Wrapper[]. Of a static method closed over its first argument: that argument.
        internal object _helperObject;

        // Of a list: how many entries. Of a static method: its code.
        internal nint _extraFunctionPointerOrData;

        internal nint _functionPointer;

        // Numbers of GetThunk.
        private const int MulticastThunk = 0;

        public object Target => Last.ClosedOver;

        public static Delegate Combine(Delegate a, Delegate b)
        {
            if (a is null || b is null)
            {
                return a is null ? b : a;
            }

            Delegate[] first = a.GetInvocationList();
            Delegate[] second = b.GetInvocationList();
            Delegate[] list = new Delegate[first.Length + second.Length];
            Array.Copy(first, list, first.Length);
            Array.Copy(second, 0, list, first.Length, second.Length);
            return a.WithList(list);
        }

        /// <summary><paramref name="source"/> without the last occurrence of all that <paramref name="value"/> calls.</summary>
        public static Delegate Remove(Delegate source, Delegate value)
        {
            if (source is null || value is null)
            {
                return source;
            }

            Delegate[] list = source.GetInvocationList();
            Delegate[] part = value.GetInvocationList();
            for (int start = list.Length - part.Length; start >= 0; start--)
            {
                if (!Matches(list, start, part))
                {
                    continue;
                }

                Delegate[] rest = new Delegate[list.Length - part.Length];
                Array.Copy(list, rest, start);
                Array.Copy(list, start + part.Length, rest, start, rest.Length - start);
                return rest.Length == 0 ? null : source.WithList(rest);
            }

            return source;
        }

        public virtual Delegate[] GetInvocationList()
        {
            if (_helperObject is not Wrapper[] list)
            {
                return new Delegate[] { this };
            }

            Delegate[] copy = new Delegate[(int)_extraFunctionPointerOrData];
            for (int i = 0; i < copy.Length; i++)
            {
                copy[i] = list[i].Value;
            }

            return copy;
        }

        public override bool Equals(object obj)
        {
            if (obj is not Delegate other || _methodTable != other._methodTable)
            {
                return false;
            }

            if (_helperObject is not Wrapper[])
            {
                return ClosedOver == other.ClosedOver
                    && _functionPointer == other._functionPointer
                    && _extraFunctionPointerOrData == other._extraFunctionPointerOrData;
            }

            Delegate[] list = GetInvocationList();
            Delegate[] otherList = other.GetInvocationList();
            return list.Length == otherList.Length && Matches(list, 0, otherList);
        }

        public static bool operator ==(Delegate d1, Delegate d2) => d1 is null ? d2 is null : d1.Equals(d2);

        public static bool operator !=(Delegate d1, Delegate d2) => !(d1 == d2);

        // The compiler overrides this in each delegate type.
        private protected virtual nint GetThunk(int whichThunk) => 0;

        private object ClosedOver => _firstParameter == (object)this ? _helperObject : _firstParameter;

        private Delegate Last => _helperObject is Wrapper[] list ? list[(int)_extraFunctionPointerOrData - 1].Value : this;

        private static bool Matches(Delegate[] list, int start, Delegate[] part)
        {
            for (int i = 0; i < part.Length; i++)
            {
                if (!list[start + i].Equals(part[i]))
                {
                    return false;
                }
            }

            return true;
        }

        private Delegate WithList(Delegate[] list)
        {
            if (list.Length == 1)
            {
                return list[0];
            }

            Wrapper[] wrappers = new Wrapper[list.Length];
            for (int i = 0; i < list.Length; i++)
            {
                wrappers[i].Value = list[i];
            }

            Delegate multicast = Unsafe.As<Delegate>(RuntimeExports.RhNewObject(_methodTable));
            multicast._firstParameter = multicast;
            multicast._helperObject = wrappers;
            multicast._extraFunctionPointerOrData = list.Length;
            multicast._functionPointer = GetThunk(MulticastThunk);
            return multicast;
        }

        private void InitializeClosedInstance(object firstParameter, nint functionPointer)
        {
            if (firstParameter == null)
            {
                throw new NullReferenceException();
            }

            _functionPointer = functionPointer;
            _firstParameter = firstParameter;
        }

        private void InitializeClosedInstanceToInterface(object firstParameter, nint dispatchCell)
            => InitializeClosedInstance(firstParameter, (nint)InterfaceDispatch.Resolve(firstParameter, (void*)dispatchCell));

        private void InitializeOpenStaticThunk(object firstParameter, nint functionPointer, nint functionPointerThunk)
        {
            _firstParameter = this;
            _functionPointer = functionPointerThunk;
            _extraFunctionPointerOrData = functionPointer;
        }

        private void InitializeClosedStaticThunk(object firstParameter, nint functionPointer, nint functionPointerThunk)
        {
            _firstParameter = this;
            _helperObject = firstParameter;
            _functionPointer = functionPointerThunk;
            _extraFunctionPointerOrData = functionPointer;
        }

        // An array of these is stored to without a type check. The name is the compiler's.
        internal struct Wrapper
        {
            public Delegate Value;
        }
    }

    public abstract class MulticastDelegate : Delegate
    {
        public override bool Equals(object obj) => base.Equals(obj);

        public static bool operator ==(MulticastDelegate d1, MulticastDelegate d2) => (Delegate)d1 == d2;

        public static bool operator !=(MulticastDelegate d1, MulticastDelegate d2) => !((Delegate)d1 == d2);
    }

    public delegate void Action();

    public delegate void AsyncCallback(IAsyncResult ar);

    public class EventArgs
    {
        public static readonly EventArgs Empty = new EventArgs();
    }

    public delegate void EventHandler(object sender, EventArgs e);
}
