// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>A bus itself as a character device: a Read gives its statistics as text, as they are now. Nothing goes over the
    /// bus.</summary>
    public class WholeBus : BusDevice
    {
        private readonly string _kind;
        private readonly BusReport _report = new BusReport(1);

        /// <param name="bus">The bus.</param>
        /// <param name="kind">i2c or spi.</param>
        /// <param name="busId">Its number, as the board counts them.</param>
        public WholeBus(Bus bus, string kind, int busId)
            : base(bus)
        {
            _kind = kind;
            BusId = busId;
        }

        protected int BusId { get; }

        /// <returns>NotSupported: nobody holds a bus without a device on it.</returns>
        public override IoStatus Begin() => IoStatus.NotSupported;

        /// <inheritdoc/>
        /// <returns>TooLong if the text does not fit; else Ok.</returns>
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            count = 0;
            _report.Begin();
            _report.Add(_kind, BusId, Statistics);
            IoStatus status = _report.End(out SpanByte text);
            if (status == IoStatus.Ok && text.Length <= buffer.Length)
            {
                text.CopyTo(buffer);
                count = text.Length;
                return IoStatus.Ok;
            }

            return IoStatus.TooLong;
        }
    }
}
