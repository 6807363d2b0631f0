// SPDX-License-Identifier: MIT
using Wardstone.Kernel;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>For test images: from now on every return from a component looks whether anything points where it must not.</summary>
    public static class HeapVerification
    {
        /// <summary>Only portals may point into components, and what waits for a pin.</summary>
        public static void SwitchOn()
        {
            HeapVerifier.Exempt(typeof(Portal));
            HeapVerifier.Exempt(typeof(Controllers.IInterruptHandler[]));
            HeapVerifier.SwitchOn();
        }
    }
}
