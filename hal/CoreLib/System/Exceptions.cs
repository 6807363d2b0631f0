// SPDX-License-Identifier: MIT
namespace System
{
    public class SystemException : Exception { public SystemException() { } public SystemException(string m) : base(m) { } }
    public class IndexOutOfRangeException : SystemException { }
    public class NullReferenceException : SystemException { }
    public class InvalidCastException : SystemException { }
    public class ArgumentException : SystemException { }
    public class ArgumentOutOfRangeException : ArgumentException { }
    public class NotImplementedException : SystemException { }
    public class NotSupportedException : SystemException { }
    public class PlatformNotSupportedException : SystemException { }
    public class OutOfMemoryException : SystemException { }
    internal class DivideByZeroException : SystemException { }
    internal class OverflowException : SystemException { }
    internal class ArrayTypeMismatchException : SystemException { }
}
