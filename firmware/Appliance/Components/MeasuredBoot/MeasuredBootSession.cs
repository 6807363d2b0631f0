// SPDX-License-Identifier: MIT
// The one session that all clients share: it keeps nothing about them.

using System;
using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Runtime;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Components
{
    /// <summary>The record of the boot, and what the TPM says now.</summary>
    internal sealed class MeasuredBootSession : IMeasuredBootSession
    {
        private readonly Log _log;
        private readonly IBootRecordSession _record;
        private readonly TpmClient _tpm;
        private readonly Attestation _attestation;
        private readonly TpmlPcrSelection _selection = new TpmlPcrSelection(1);
        private readonly BoardStatus _status = new BoardStatus();
        private readonly byte[] _bytes = new byte[BoardStatus.Size];
        private readonly TpmState _state;

        public MeasuredBootSession(Log log, IBootRecordSession record, TpmClient tpm)
        {
            _log = log;
            _record = record;
            _tpm = tpm;
            _attestation = new Attestation(tpm);
            ReadRecord();

            // A boot that failed has no state but its own; its TPM may take long to fail once more.
            _state = new TpmState(_status.Phase == BoardPhase.Ready);
            if (_state.Follows)
            {
                _ = Note(OpenKey());
            }
        }

        /// <inheritdoc/>
        public IoStatus ReadStatus(SpanByte status)
        {
            ReadRecord();
            if (!_state.IsGood)
            {
                _status.Phase = BoardPhase.Failed;
                BoardStatus.SetText(_status.State, _state.Name);
                BoardStatus.SetText(_status.Reason, _state.Reason);
            }

            _status.CopyTo(status);
            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public IoStatus ReadLog(int offset, SpanByte buffer, out int count, out int length, out uint generation)
        {
            length = _record.LogLength;
            generation = _record.LogGeneration;
            int left = offset >= 0 && offset < length ? length - offset : 0;
            count = left < buffer.Length ? left : buffer.Length;
            if (count > 0)
            {
                _record.ReadLog(offset, buffer.Slice(0, count));
            }

            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public TpmRc ReadPcrs(TpmAlgId hash, uint pcrs, SpanByte digests, out int length)
        {
            Select(hash, pcrs);
            int size = _selection.ValuesSize();
            TpmRc rc = size > digests.Length ? TpmRc.IoTooLong : Note(PcrRead.Execute(_tpm, _selection, digests, out _));
            length = rc == TpmRc.Success ? size : 0;
            return rc;
        }

        /// <inheritdoc/>
        public TpmRc ReadKey(SpanByte publicArea, out int length)
        {
            length = 0;
            TpmRc rc = !_state.Follows ? TpmRc.BootFailed : _attestation.PublicArea.IsEmpty ? Note(OpenKey()) : TpmRc.Success;
            if (rc != TpmRc.Success)
            {
                return rc;
            }

            SpanByte key = _attestation.PublicArea;
            if (key.Length > publicArea.Length)
            {
                return TpmRc.IoTooLong;
            }

            key.CopyTo(publicArea);
            length = key.Length;
            return TpmRc.Success;
        }

        /// <inheritdoc/>
        public TpmRc Quote(SpanByte nonce, TpmAlgId hash, uint pcrs, SpanByte quote, out int length)
        {
            Select(hash, pcrs);
            return Note(_attestation.Quote(nonce, _selection, quote, out length));
        }

        private TpmRc OpenKey()
        {
            TpmRc rc = _attestation.Open();
            _state.KeyDerived(rc);
            return rc;
        }

        private void Select(TpmAlgId hash, uint pcrs)
        {
            _selection.Clear();
            _ = _selection.TryAdd(hash, pcrs);
        }

        private void ReadRecord()
        {
            _record.ReadStatus(_bytes);
            _ = _status.CopyFrom(_bytes);
        }

        private TpmRc Note(TpmRc rc)
        {
            if (_state.Note(rc))
            {
                _log.Write("state " + _state.Name + (_state.Reason.Length == 0 ? "" : ": " + _state.Reason));
            }

            return rc;
        }
    }
}
