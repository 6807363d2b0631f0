// SPDX-License-Identifier: MIT
// The exceptions that the runtime throws and that programs share. They differ by type only.

namespace System
{
    public class ArgumentException : SystemException
    {
        private readonly string _paramName;

        public ArgumentException()
        {
        }

        public ArgumentException(string message)
            : base(message)
        {
        }

        public ArgumentException(string message, Exception innerException)
            : base(message, innerException)
        {
        }

        public ArgumentException(string message, string paramName)
            : base(message)
            => _paramName = paramName;

        public ArgumentException(string message, string paramName, Exception innerException)
            : base(message, innerException)
            => _paramName = paramName;

        public virtual string ParamName => _paramName;
    }

    public class SystemException : Exception
    {
        public SystemException()
        {
        }

        public SystemException(string message)
            : base(message)
        {
        }

        public SystemException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class ApplicationException : Exception
    {
        public ApplicationException()
        {
        }

        public ApplicationException(string message)
            : base(message)
        {
        }

        public ApplicationException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class ArgumentNullException : ArgumentException
    {
        public ArgumentNullException()
        {
        }

        public ArgumentNullException(string paramName)
            : base(null, paramName)
        {
        }

        public ArgumentNullException(string paramName, string message)
            : base(message, paramName)
        {
        }
    }

    public class ArgumentOutOfRangeException : ArgumentException
    {
        public ArgumentOutOfRangeException()
        {
        }

        public ArgumentOutOfRangeException(string paramName)
            : base(null, paramName)
        {
        }

        public ArgumentOutOfRangeException(string paramName, string message)
            : base(message, paramName)
        {
        }
    }

    public class FormatException : SystemException
    {
        public FormatException()
        {
        }

        public FormatException(string message)
            : base(message)
        {
        }

        public FormatException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class IndexOutOfRangeException : SystemException
    {
        public IndexOutOfRangeException()
        {
        }

        public IndexOutOfRangeException(string message)
            : base(message)
        {
        }

        public IndexOutOfRangeException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class InvalidCastException : SystemException
    {
        public InvalidCastException()
        {
        }

        public InvalidCastException(string message)
            : base(message)
        {
        }

        public InvalidCastException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class InvalidOperationException : SystemException
    {
        public InvalidOperationException()
        {
        }

        public InvalidOperationException(string message)
            : base(message)
        {
        }

        public InvalidOperationException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class NotImplementedException : SystemException
    {
        public NotImplementedException()
        {
        }

        public NotImplementedException(string message)
            : base(message)
        {
        }

        public NotImplementedException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class NotSupportedException : SystemException
    {
        public NotSupportedException()
        {
        }

        public NotSupportedException(string message)
            : base(message)
        {
        }

        public NotSupportedException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class NullReferenceException : SystemException
    {
        public NullReferenceException()
        {
        }

        public NullReferenceException(string message)
            : base(message)
        {
        }

        public NullReferenceException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class ObjectDisposedException : InvalidOperationException
    {
        public ObjectDisposedException()
        {
        }

        public ObjectDisposedException(string message)
            : base(message)
        {
        }

        public ObjectDisposedException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class OutOfMemoryException : SystemException
    {
        public OutOfMemoryException()
        {
        }

        public OutOfMemoryException(string message)
            : base(message)
        {
        }

        public OutOfMemoryException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    public class PlatformNotSupportedException : NotSupportedException
    {
    }

    public class TimeoutException : SystemException
    {
        public TimeoutException()
        {
        }

        public TimeoutException(string message)
            : base(message)
        {
        }

        public TimeoutException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }

    // nanoFramework has no public name for these four: portable code sees them as SystemException.
    internal class ArithmeticException : SystemException
    {
    }

    internal sealed class ArrayTypeMismatchException : SystemException
    {
    }

    internal sealed class DivideByZeroException : ArithmeticException
    {
    }

    internal sealed class OverflowException : ArithmeticException
    {
    }
}
