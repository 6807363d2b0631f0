// SPDX-License-Identifier: MIT
// What the file system answers, as the link says it. A failure of the device behind a file is one status with the cause in words, as
// a host can do nothing else with it than to show it.

using System;
using Wardstone.Runtime;

namespace Wardstone.Link
{
    /// <summary>IoStatus as LinkStatus.</summary>
    internal static class FileWords
    {
        /// <summary>Of a call that goes by the path: what is not there is the file.</summary>
        public static LinkStatus OfPath(IoStatus status, SpanByte reason, out int length)
        {
            length = 0;
            return status == IoStatus.NotPresent ? LinkStatus.NotPresent : OfFile(status, reason, out length);
        }

        /// <summary>Of a call that may have changed something: whether it did is not known if its server died over it.</summary>
        public static LinkStatus OfChange(IoStatus status, SpanByte reason, out int length)
        {
            length = 0;
            return status == IoStatus.ServerFaulted ? LinkStatus.Interrupted : OfFile(status, reason, out length);
        }

        /// <summary>Of any other call with an open file.</summary>
        public static LinkStatus OfFile(IoStatus status, SpanByte reason, out int length)
        {
            length = 0;
            switch (status)
            {
                case IoStatus.Ok:
                    return LinkStatus.Ok;

                case IoStatus.BadName:
                    return LinkStatus.BadPath;

                case IoStatus.Denied:
                    return LinkStatus.Denied;

                case IoStatus.NotADirectory:
                case IoStatus.Removed:
                    return LinkStatus.NotPresent;

                case IoStatus.IsADirectory:
                case IoStatus.NotSupported:
                    return LinkStatus.WrongKind;

                case IoStatus.NoSpace:
                    return LinkStatus.NoSpace;

                case IoStatus.Busy:
                case IoStatus.TooManyOpen:
                    return LinkStatus.Busy;

                // A number that is not open any more: the server was restarted between two calls.
                case IoStatus.ServerFaulted:
                case IoStatus.BadFile:
                    return LinkStatus.Unavailable;

                case IoStatus.Interrupted:
                    return LinkStatus.Interrupted;

                default:
                    string words = Words(status);
                    BoardStatus.SetText(reason.Slice(0, words.Length), words);
                    length = words.Length;
                    return LinkStatus.DeviceFailed;
            }
        }

        private static string Words(IoStatus status)
        {
            switch (status)
            {
                case IoStatus.Timeout:
                    return "it did not answer in time";

                case IoStatus.NotAcknowledged:
                    return "nobody acknowledged its address";

                case IoStatus.PartialTransfer:
                    return "it stopped acknowledging in mid-transfer";

                case IoStatus.BusError:
                    return "its bus failed";

                case IoStatus.ProtocolError:
                    return "it broke its protocol";

                case IoStatus.ChecksumError:
                    return "checksums were wrong";

                case IoStatus.TooLong:
                    return "request or response is too long for it";

                case IoStatus.NotPresent:
                    return "there is no such device";

                case IoStatus.Unhealthy:
                    return "it failed its health test";

                default:
                    return "unknown status";
            }
        }
    }
}
