// SPDX-License-Identifier: MIT
// The one session that all clients share. Once a health test has failed there are no more bytes from this instance.
// Secrets: random bytes stand in the caller's buffer, which is wiped where they are not for use, and in the TPM client's,
// which GetRandom wipes. Those of the start-up test are wiped, never given away.

using System;
using Wardstone.Runtime;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Components
{
    /// <summary>Tested bytes of TPM2_GetRandom.</summary>
    internal sealed class EntropySession : IEntropySession
    {
        /// <summary>Of the TPM client's buffers, in bytes: a command of GetRandom and its longest response fit.</summary>
        public const int BufferSize = 64;

        // SP 800-90B, section 4.3: the tests at start-up see at least so many samples.
        private const int StartupSamples = 1024;
        private const int MaxPart = 32;

        private readonly Log _log;
        private readonly TpmClient _tpm;
        private readonly HealthTests _tests = new HealthTests();
        private readonly byte[] _startup = new byte[MaxPart];
        private int _samplesToCome = StartupSamples;

        public EntropySession(Log log, TpmClient tpm)
        {
            _log = log;
            _tpm = tpm;
        }

        /// <inheritdoc/>
        public IoStatus Fill(SpanByte buffer)
        {
            IoStatus status = IoStatus.Ok;
            while (status == IoStatus.Ok && _samplesToCome > 0)
            {
                status = Draw(_startup);
                _samplesToCome -= status == IoStatus.Ok ? MaxPart : 0;
                Wipe(_startup);
            }

            for (int done = 0; status == IoStatus.Ok && done < buffer.Length;)
            {
                int count = buffer.Length - done < MaxPart ? buffer.Length - done : MaxPart;
                status = Draw(buffer.Slice(done, count));
                done += count;
            }

            if (status != IoStatus.Ok)
            {
                Wipe(buffer);
            }

            return status;
        }

        private IoStatus Draw(SpanByte bytes)
        {
            if (_tests.Failure != HealthFailure.None)
            {
                return IoStatus.Unhealthy;
            }

            TpmRc rc = GetRandom.Execute(_tpm, bytes);
            if (rc != TpmRc.Success)
            {
                // A TPM that refuses is one that its own tests have put out of service.
                return TpmClient.IsAway(rc) ? IoStatus.ServerFaulted
                    : TpmClient.IsIo(rc) ? IoStatus.Timeout
                    : IoStatus.ProtocolError;
            }

            if (_tests.Pass(bytes))
            {
                return IoStatus.Ok;
            }

            _log.Write(_tests.Failure == HealthFailure.RepetitionCount
                ? "the TPM's random bytes failed the repetition count test"
                : "the TPM's random bytes failed the adaptive proportion test");
            return IoStatus.Unhealthy;
        }

        private static void Wipe(SpanByte bytes)
        {
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = 0;
            }
        }
    }
}
