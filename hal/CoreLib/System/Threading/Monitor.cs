// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using Wardstone.Kernel;

namespace System.Threading
{
    /// <summary>What `lock` is made of. Whoever waits lends the owner its priority.</summary>
    public static unsafe class Monitor
    {
        /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
        public static void Enter(object obj) => Monitors.Enter(Unsafe.AddressOf(obj ?? throw new ArgumentNullException()));

        /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
        /// <exception cref="SystemException">The lock is not this thread's.</exception>
        public static void Exit(object obj)
        {
            if (!Monitors.Exit(Unsafe.AddressOf(obj ?? throw new ArgumentNullException())))
            {
                throw new SystemException();
            }
        }
    }
}
