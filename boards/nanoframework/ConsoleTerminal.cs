// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.NanoFramework
{
    /// <summary>nanoFramework's console as a character device. Who writes gives whole lines; there is nothing to read.</summary>
    internal sealed class ConsoleTerminal : CharDevice
    {
        /// <inheritdoc/>
        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            int length = data.Length;
            while (length > 0 && (data[length - 1] == '\n' || data[length - 1] == '\r'))
            {
                length--;
            }

            Console.WriteLine(ConsoleLog.Text(data, length));
            return IoStatus.Ok;
        }
    }
}
