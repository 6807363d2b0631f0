// SPDX-License-Identifier: MIT
// The continuous health tests of NIST SP 800-90B, section 4.4, over bytes of which each is taken to have 8 bits of entropy: what a
// TPM's generator gives is conditioned. Their cutoffs are such that a good source fails one of them with a probability of at most
// 2^-40 a test: the product is in the field for years and its bytes are many, so a failure is never chance.

using System;

namespace Wardstone.Components
{
    /// <summary>Which test failed.</summary>
    public enum HealthFailure
    {
        None = 0,

        /// <summary>Section 4.4.1: one value came too often in a row.</summary>
        RepetitionCount,

        /// <summary>Section 4.4.2: one value came too often among many.</summary>
        AdaptiveProportion,
    }

    /// <summary>Sees each byte of the source once, in order. A failure is for good.</summary>
    public sealed class HealthTests
    {
        /// <summary>Equal bytes in a row that are a failure: 1 + 40 / 8.</summary>
        public const int RepetitionCutoff = 6;

        /// <summary>Bytes of a window, section 4.4.2 for samples that are not binary.</summary>
        public const int Window = 512;

        /// <summary>Bytes in a window equal to its first, that included, that are a failure: 1 + critbinom(512, 2^-8, 1 - 2^-40).</summary>
        public const int ProportionCutoff = 19;

        private int _last = -1;
        private int _repetitions;
        private int _first;
        private int _seen;
        private int _same;

        /// <summary>What failed, if something has.</summary>
        public HealthFailure Failure { get; private set; }

        /// <summary>Tests the next bytes of the source.</summary>
        /// <returns>Whether nothing has failed so far.</returns>
        public bool Pass(SpanByte bytes)
        {
            for (int i = 0; i < bytes.Length && Failure == HealthFailure.None; i++)
            {
                CountRepetitions(bytes[i]);
                CountProportion(bytes[i]);
            }

            return Failure == HealthFailure.None;
        }

        private void CountRepetitions(int sample)
        {
            _repetitions = sample == _last ? _repetitions + 1 : 1;
            _last = sample;
            if (_repetitions >= RepetitionCutoff)
            {
                Failure = HealthFailure.RepetitionCount;
            }
        }

        private void CountProportion(int sample)
        {
            if (_seen == 0)
            {
                _first = sample;
                _same = 0;
            }

            _same += sample == _first ? 1 : 0;
            _seen = (_seen + 1) % Window;
            if (_same >= ProportionCutoff && Failure == HealthFailure.None)
            {
                Failure = HealthFailure.AdaptiveProportion;
            }
        }
    }
}
