// SPDX-License-Identifier: MIT
// The statistics of buses as HID text; host/PROTOCOL.md, "Reports", has the schema. The one writer of it, whoever asks. Allocates nothing
// after its construction.

using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Drivers
{
    /// <summary>Writes a report of some buses: Begin, an Add for each, End.</summary>
    public sealed class BusReport
    {
        private const int Schema = 1;

        // Words and numbers of the head and of one bus, all numbers at their longest.
        private const int HeadSize = 24;
        private const int BusSize = 320;

        private readonly byte[] _text;
        private readonly HidWriter _writer;

        /// <param name="buses">Most buses in one report.</param>
        public BusReport(int buses)
        {
            _text = new byte[HeadSize + (buses * BusSize)];
            _writer = new HidWriter(_text);
        }

        public void Begin()
        {
            _writer.Begin("bus");
            _writer.Attribute("version", Schema);
        }

        /// <param name="kind">i2c or spi.</param>
        /// <param name="busId">Its number.</param>
        /// <param name="statistics">What is said of it.</param>
        public void Add(string kind, int busId, BusStatistics statistics)
        {
            _writer.Open(kind, busId);
            _writer.Attribute("transactions", statistics.Transactions);
            _writer.Attribute("bytes", statistics.Bytes);
            _writer.Attribute("naks", statistics.Naks);
            _writer.Attribute("retries", statistics.Retries);
            _writer.Attribute("timeouts", statistics.Timeouts);
            _writer.Attribute("errors", statistics.Errors);
            _writer.Attribute("busy", statistics.Busy);
            _writer.Attribute("taken_away", statistics.TakenAway);
            _writer.Attribute("interrupts", statistics.Interrupts);
            _writer.Close();
        }

        /// <param name="text">The report, until the next Begin.</param>
        /// <returns>TooLong if there were more buses than it was made for.</returns>
        public IoStatus End(out SpanByte text)
        {
            bool fits = _writer.TryEnd(out int length);
            text = new SpanByte(_text, 0, fits ? length : 0);
            return fits ? IoStatus.Ok : IoStatus.TooLong;
        }
    }
}
