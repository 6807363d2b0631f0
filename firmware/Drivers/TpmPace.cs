// SPDX-License-Identifier: MIT
// How long the TPM at hand takes over each command, learned as it works. Chips differ by a factor of a hundred, so no
// table of durations would fit; asking in a spin loads the bus, and asking at a fixed interval wastes half of it.

namespace Wardstone.Drivers
{
    /// <summary>Estimates of command durations.</summary>
    internal sealed class TpmPace
    {
        // By the low bits of the command code. Two commands that share a place only make each other's estimate worse.
        private const int Places = 32;

        // So that one slow run, a key generation perhaps, does not hold up the quick ones after it.
        private const int MaxEstimateMs = 250;

        private readonly byte[] _estimateMs = new byte[Places];

        /// <summary>How long to leave the TPM alone before the first look, in milliseconds.</summary>
        /// <param name="commandCode">At least the lowest byte of the TPM_CC.</param>
        public int EstimateMs(int commandCode) => _estimateMs[commandCode & (Places - 1)];

        /// <summary>Takes in how long it was. If the first look found it done, it may have been less: the estimate goes down.</summary>
        public void Learn(int commandCode, int waitedMs)
        {
            int estimate = EstimateMs(commandCode);
            int learned = waitedMs > estimate ? waitedMs : estimate * 3 / 4;
            _estimateMs[commandCode & (Places - 1)] = (byte)(learned < MaxEstimateMs ? learned : MaxEstimateMs);
        }
    }
}
