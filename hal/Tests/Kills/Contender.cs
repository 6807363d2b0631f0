// SPDX-License-Identifier: MIT
using System.Threading;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    /// <summary>A second client: calls the same servers as long as it is asked to, whatever becomes of them.</summary>
    internal sealed unsafe class Contender : IThreadEntry
    {
        private readonly TestPortal _portal;
        private readonly int _expected;

        /// <param name="portal">Its own.</param>
        /// <param name="expected">What a call with 7 gives.</param>
        public Contender(TestPortal portal, int expected)
        {
            _portal = portal;
            _expected = expected;
        }

        /// <summary>Calls that gave what they should.</summary>
        public int Right { get; private set; }

        /// <summary>Calls whose server, or a server's server, ended.</summary>
        public int Missed { get; private set; }

        /// <summary>The last call that gave anything else; 0 for none.</summary>
        public int Wrong { get; private set; }

        public bool IsAsked { get; set; } = true;

        public bool IsOver { get; private set; }

        public void Run()
        {
            while (IsAsked)
            {
                int result = _portal.Call(7);
                if (result == _expected)
                {
                    Right++;
                }
                else if (result < 0 && result >= TestPortal.Failed - 3)
                {
                    Missed++;
                }
                else
                {
                    Wrong = result;
                }

                ThreadBlock* thread = ThreadBlock.Current;
                if (thread->Heap != Heap.System || thread->Portal >= thread->FirstRecord || thread->Exceptions != null)
                {
                    Wrong = -1;
                }

                Thread.Sleep(0);
            }

            IsOver = true;
        }
    }
}
