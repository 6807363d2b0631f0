// SPDX-License-Identifier: MIT
namespace System
{
    /// <summary>Something that should not have happened. Exceptions are for bugs: expected failures are values.</summary>
    public class Exception
    {
        private readonly string _message;
        private readonly Exception _innerException;

        protected int HResult;

        public Exception()
        {
        }

        public Exception(string message) => _message = message;

        public Exception(string message, Exception innerException)
        {
            _message = message;
            _innerException = innerException;
        }

        /// <summary>The text given to the constructor; empty if none was.</summary>
        public virtual string Message => _message ?? string.Empty;

        public Exception InnerException => _innerException;

        /// <summary>Always null: where an exception came from is told only when nobody handles it, by the fault report.</summary>
        public virtual string StackTrace => null;

        public override string ToString()
        {
            string name = GetType().FullName;
            return Message.Length == 0 ? name : string.Concat(name, ": ", Message);
        }
    }
}
