// SPDX-License-Identifier: MIT
namespace System
{
    public interface ICloneable
    {
        object Clone();
    }

    public interface IComparable
    {
        int CompareTo(object obj);
    }

    public interface IDisposable
    {
        void Dispose();
    }

    public interface IFormatProvider
    {
        object GetFormat(Type formatType);
    }

    public interface IFormattable
    {
        string ToString(string format, IFormatProvider formatProvider);
    }

    // nanoFramework declares no member: it is only named by the methods that the compiler gives every delegate.
    public interface IAsyncResult
    {
    }
}
