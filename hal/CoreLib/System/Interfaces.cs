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

    public interface IAsyncResult
    {
        object AsyncState { get; }

        bool CompletedSynchronously { get; }

        bool IsCompleted { get; }
    }
}
