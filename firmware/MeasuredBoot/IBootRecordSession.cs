// SPDX-License-Identifier: MIT
using System;

namespace Wardstone.MeasuredBoot
{
    /// <summary>What came of this boot, as the code that measured it wrote it down before any component ran. It gives copies only:
    /// nobody who has this session can change the record, and it outlives whoever reads it.</summary>
    public interface IBootRecordSession
    {
        /// <summary>Writes the board's status as of the end of the boot, and the time since reset as of now.</summary>
        /// <param name="status">216 bytes, laid out as the link has it (host/PROTOCOL.md, "Status payload").</param>
        void ReadStatus(SpanByte status);

        /// <summary>Bytes in the event log.</summary>
        int LogLength { get; }

        /// <summary>Different for the logs of two boots that differ.</summary>
        uint LogGeneration { get; }

        /// <summary>Copies a part of the event log, which must be within it.</summary>
        void ReadLog(int offset, SpanByte buffer);
    }
}
