// SPDX-License-Identifier: MIT
using System;
using Wardstone.Controllers;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>The console for what is said before the components run, and beside them: lines end in CR LF, and what is no printable
    /// ASCII character is shown as '?'. They go to the log that outlives a reset as well.</summary>
    /// <remarks>A line that nobody takes within a second is cut: the board never stands still for its console.</remarks>
    public sealed class ConsoleLog : ILogSession
    {
        private const int BoundMs = 1000;

        private readonly UartController _uart;
        private readonly ILogSession _kept;
        private readonly byte[] _part = new byte[32];
        private readonly byte[] _end = { (byte)'\r', (byte)'\n' };

        public ConsoleLog(UartController uart, ILogSession kept)
        {
            _uart = uart;
            _kept = kept;
        }

        /// <inheritdoc/>
        public void Write(SpanByte line)
        {
            _kept.Write(line);
            _ = _uart.TryClaim(0); // if its owner died, the line that says so is not to wait for the next; else they share it
            var outcome = UartOutcome.Done;
            while (!line.IsEmpty && outcome == UartOutcome.Done)
            {
                var count = line.Length < _part.Length ? line.Length : _part.Length;
                for (var i = 0; i < count; i++)
                {
                    _part[i] = Log.Shown(line[i]);
                }

                outcome = _uart.Write(new SpanByte(_part, 0, count), BoundMs);
                line = line.Slice(count);
            }

            _ = _uart.Write(_end, BoundMs);
        }
    }
}
