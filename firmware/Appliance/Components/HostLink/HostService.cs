// SPDX-License-Identifier: MIT
// The link's commands as calls of other components. No reason is given with a refusal: status and console have it.

using System;
using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Runtime;
using Wardstone.Tpm;

namespace Wardstone.Components
{
    /// <summary>The board as its host sees it.</summary>
    internal sealed class HostService : ILinkService
    {
        private readonly IMeasuredBootSession _boot;
        private readonly IReportReaderSession _reports;
        private readonly byte[] _status = new byte[BoardStatus.Size];

        public HostService(IMeasuredBootSession boot, IReportReaderSession reports)
        {
            _boot = boot;
            _reports = reports;
        }

        public LinkStatus ReadStatus(BoardStatus status)
        {
            if (_boot.ReadStatus(_status) != IoStatus.Ok)
            {
                return LinkStatus.Unavailable;
            }

            _ = status.CopyFrom(_status);
            return LinkStatus.Ok;
        }

        public LinkStatus ReadLog(int offset, SpanByte buffer, out int count, out int length, out uint generation)
        {
            IoStatus status = _boot.ReadLog(offset, buffer, out count, out length, out generation);
            return status != IoStatus.Ok ? LinkStatus.Unavailable : offset > length ? LinkStatus.BadParameter : LinkStatus.Ok;
        }

        public LinkStatus ReadReport(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out uint version)
        {
            IoStatus status = _reports.Read(name, offset, buffer, out count, out length, out int submission);
            version = (uint)submission;
            return status == IoStatus.Ok ? LinkStatus.Ok
                : status == IoStatus.NotPresent ? LinkStatus.BadParameter
                : LinkStatus.Unavailable;
        }

        public LinkStatus ReadPcrs(ushort hashAlg, uint selection, SpanByte digests, out int length) =>
            StatusOf(_boot.ReadPcrs((TpmAlgId)hashAlg, selection, digests, out length));

        // A board without a key is in a failure state, or about to find out.
        public LinkStatus ReadAttestationKey(SpanByte publicArea, out int length)
        {
            LinkStatus status = StatusOf(_boot.ReadKey(publicArea, out length));
            return status == LinkStatus.TpmFailed ? LinkStatus.Failed : status;
        }

        public LinkStatus Quote(SpanByte nonce, ushort hashAlg, uint selection, SpanByte quote, out int length) =>
            StatusOf(_boot.Quote(nonce, (TpmAlgId)hashAlg, selection, quote, out length));

        private static LinkStatus StatusOf(TpmRc rc) => rc == TpmRc.Success ? LinkStatus.Ok
            : TpmClient.IsAway(rc) ? LinkStatus.Unavailable
            : LinkStatus.TpmFailed;
    }
}
