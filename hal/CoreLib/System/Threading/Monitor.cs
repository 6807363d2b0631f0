// SPDX-License-Identifier: MIT
namespace System.Threading
{
    /// <summary>What `lock` is made of. There is one thread as yet, so nobody can be waited for.</summary>
    public static class Monitor
    {
        /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
        public static void Enter(object obj) => Check(obj);

        /// <exception cref="ArgumentNullException"><paramref name="obj"/> is null.</exception>
        public static void Exit(object obj) => Check(obj);

        private static void Check(object obj)
        {
            if (obj == null)
            {
                throw new ArgumentNullException();
            }
        }
    }
}
