// SPDX-License-Identifier: MIT
// Static constructors that could not be run when the image was built run here, at the first use of their class.
// One that throws has run all the same: the exception goes to whoever came first, the next one finds the fields as they are.

using System.Runtime.InteropServices;
using Wardstone.Kernel;

namespace System.Runtime.CompilerServices
{
    // Before the static fields of such a class. The code is 0 when the constructor has run.
    [StructLayout(LayoutKind.Sequential)]
    internal struct StaticClassConstructionContext
    {
        public nint cctorMethodAddress;
    }

    internal static unsafe class ClassConstructorRunner
    {
        public static object CheckStaticClassConstructionReturnGCStaticBase(ref StaticClassConstructionContext context, object gcStaticBase)
        {
            EnsureRun(ref context);
            return gcStaticBase;
        }

        public static nint CheckStaticClassConstructionReturnNonGCStaticBase(
            ref StaticClassConstructionContext context, nint nonGcStaticBase)
        {
            EnsureRun(ref context);
            return nonGcStaticBase;
        }

        private static void EnsureRun(ref StaticClassConstructionContext context)
        {
            nint code = context.cctorMethodAddress;
            if (code == 0)
            {
                return;
            }

            // Cleared first: the constructor itself uses the class.
            context.cctorMethodAddress = 0;
            ((delegate*<void>)code)();
        }
    }
}
