// SPDX-License-Identifier: MIT
namespace System
{
    public abstract class MarshalByRefObject
    {
        protected MarshalByRefObject()
        {
        }
    }
}
