// SPDX-License-Identifier: MIT
namespace System.IO
{
    /// <summary>A device did not do what it was asked to.</summary>
    public class IOException : SystemException
    {
        public IOException()
        {
        }

        public IOException(string message)
            : base(message)
        {
        }
    }
}
