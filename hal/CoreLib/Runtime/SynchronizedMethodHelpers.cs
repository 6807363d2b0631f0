// SPDX-License-Identifier: MIT
// Methods marked Synchronized, which the accessors of events are. The compiler calls these by name.

using System;
using System.Threading;

namespace Internal.Runtime.CompilerHelpers
{
    internal static unsafe class SynchronizedMethodHelpers
    {
        private static void MonitorEnter(object obj, ref bool lockTaken)
        {
            Monitor.Enter(obj);
            lockTaken = true;
        }

        private static void MonitorExit(object obj, ref bool lockTaken)
        {
            if (lockTaken)
            {
                lockTaken = false;
                Monitor.Exit(obj);
            }
        }

        // What a static method locks.
        private static object GetSyncFromClassHandle(MethodTable* type) => Type.Of(type);
    }
}
