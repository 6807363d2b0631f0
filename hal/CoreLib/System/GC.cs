// SPDX-License-Identifier: MIT
namespace System
{
    /// <summary>Finalizers are never run here.</summary>
    public static class GC
    {
        public static void SuppressFinalize(object obj)
        {
        }

        public static void ReRegisterForFinalize(object obj)
        {
        }

        public static void WaitForPendingFinalizers()
        {
        }
    }
}
