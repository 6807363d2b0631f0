// SPDX-License-Identifier: MIT
using nanoFramework.TestFramework;

namespace Wardstone.Tests.Portable.Runtime
{
    using Wardstone.Runtime;
    using Kernel = Wardstone.Runtime.Kernel;

    /// <summary>The kernel that the tests of the runtime run on: a new plain one for each test where there is none of ours, and else the
    /// board's, which its image hands in before the tests run.</summary>
    public sealed class TestPlatform
    {
        public static readonly TestPlatform Current = new TestPlatform();

        /// <summary>The board's kernel.</summary>
        public Kernel Kernel { get; set; }

        public Kernel CreateKernel()
        {
#if BOARD
            if (Kernel == null)
            {
                Assert.SkipTest("this image has no kernel for components");
            }

            return Kernel;
#else
            return new PlainKernel(256 * 1024);
#endif
        }

        /// <summary>Ends what a test has left running, where that is possible.</summary>
        public static void Release(Kernel kernel)
        {
#if !BOARD
            ((PlainKernel)kernel).Stop();
#endif
        }
    }
}
