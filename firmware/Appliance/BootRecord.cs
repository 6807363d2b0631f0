// SPDX-License-Identifier: MIT
// What the boot came to, kept for as long as there is power. It lies in the system's memory and is written once, before any component
// runs: whoever dies and whoever is restarted, log and state stay those of the code that measured.

using System;
using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm.Hashes;

namespace Wardstone.Appliance
{
    /// <summary>The record of one boot.</summary>
    internal sealed class BootRecord : IBootRecordSession
    {
        private readonly BoardStatus _status = new BoardStatus();
        private readonly long _start = DateTime.UtcNow.Ticks;
        private byte[] _log = new byte[0];

        /// <summary>Writes the record.</summary>
        public void Write(Platform platform, BoardState state, EventLog log)
        {
            _log = log.Bytes(0, log.Length).ToArray();
            LogGeneration = GenerationOf(_log);
            _status.Phase = state.Phase;
            _status.LogLength = (uint)_log.Length;
            _status.LogGeneration = LogGeneration;
            BoardStatus.SetText(_status.State, state.Name);
            BoardStatus.SetText(_status.Board, platform.Board);
            BoardStatus.SetText(_status.Version, platform.Version);
            BoardStatus.SetText(_status.Reason, state.Reason);
            new SpanByte(platform.BuildId).CopyTo(_status.BuildId);
        }

        /// <inheritdoc/>
        public int LogLength => _log.Length;

        /// <inheritdoc/>
        public uint LogGeneration { get; private set; }

        /// <inheritdoc/>
        public void ReadStatus(SpanByte status)
        {
            _status.UptimeMs = (uint)((DateTime.UtcNow.Ticks - _start) / TimeSpan.TicksPerMillisecond);
            _status.CopyTo(status);
        }

        /// <inheritdoc/>
        public void ReadLog(int offset, SpanByte buffer) => new SpanByte(_log, offset, buffer.Length).CopyTo(buffer);

        // Equal for equal logs only, as far as the host needs it: it keeps two boots' logs apart without asking the TPM for a number.
        private static uint GenerationOf(byte[] log)
        {
            byte[] digest = new byte[Sha256.DigestSize];
            Sha256 hash = new Sha256();
            hash.Append(log);
            hash.Finish(digest);
            return BigEndian.GetU32(digest, 0);
        }
    }
}
