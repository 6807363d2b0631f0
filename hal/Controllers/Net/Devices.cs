// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.Controllers
{
    /// <summary>Who claims devices on .NET: tests say, each on its own thread.</summary>
    internal static class Devices
    {
        [field: ThreadStatic]
        public static int CurrentOwner { get; set; }

        public static void Add(Device device)
        {
        }

        public static void Add(PinController pins)
        {
        }
    }
}
