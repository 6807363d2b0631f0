// SPDX-License-Identifier: MIT
namespace Wardstone.Drivers
{
    /// <summary>How long a TPM may take over a step of the FIFO protocol, in milliseconds (PC Client PTP, interface timeouts).</summary>
    public sealed class TpmTimeouts
    {
        /// <summary>The bounds that the specification gives.</summary>
        public TpmTimeouts()
            : this(750, 2000, 200, 30)
        {
        }

        public TpmTimeouts(int a, int b, int c, int d)
        {
            A = a;
            B = b;
            C = c;
            D = d;
        }

        /// <summary>TIMEOUT_A: to answer at all after a reset, to grant the locality.</summary>
        public int A { get; }

        /// <summary>TIMEOUT_B: to be ready for a command, the abort of the last one included.</summary>
        public int B { get; }

        /// <summary>TIMEOUT_C: to take in a command, to offer a response again.</summary>
        public int C { get; }

        /// <summary>TIMEOUT_D: to give the next burst, to leave Idle.</summary>
        public int D { get; }
    }
}
