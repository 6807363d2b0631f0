// SPDX-License-Identifier: MIT
// What runs when the boot failed, whatever init.hid may say: a console, and a link on which the host learns why. The TPM is reached by
// the driver that the boot used, as nothing is left to say how else; PCRs, log and quotes are served as far as it gives them.

using System;
using Wardstone.Runtime;

namespace Wardstone.Appliance
{
    /// <summary>A configuration of the image's own.</summary>
    internal sealed class RescueConfig : IRomSession
    {
        private const string Text =
@"config
+ start uart_log | ram: 2K | limit_ms: 3000
  + provides
    + service Log
  + route
    + any-service | + parent
+ start report | ram: 14K
  + provides
    + service Report
    + service ReportReader
  + config
    + report init    | size: 2K
    + report heaps   | size: 1K
    + report threads | size: 1K
    + report faults  | size: 6K
+ start measured_boot | ram: 6K | stack: 4K | limit_ms: 120000
  + provides
    + service MeasuredBoot
  + route
    + service Log | + child uart_log
    + any-service | + parent
+ start host_link | ram: 13K | stack: 3K | priority: 3 | limit_ms: 5000
  + route
    + service Log          | + child uart_log
    + service MeasuredBoot | + child measured_boot
    + service ReportReader | + child report
    + service Terminal     | + parent
-
";

        private readonly byte[] _text = new byte[Text.Length];

        public RescueConfig()
        {
            for (int i = 0; i < Text.Length; i++)
            {
                _text[i] = (byte)Text[i];
            }
        }

        /// <inheritdoc/>
        public int Length => _text.Length;

        /// <inheritdoc/>
        public SpanByte Bytes(int offset, int count) => new SpanByte(_text, offset, count);
    }
}
