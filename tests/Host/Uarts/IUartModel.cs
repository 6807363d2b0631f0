// SPDX-License-Identifier: MIT
using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Uarts;

/// <summary>What the suites of every UART ask of a register model with a line behind it.</summary>
internal interface IUartModel
{
    /// <summary>The time of a byte at 115,200 baud.</summary>
    const int ByteUs = 87;

    /// <summary>How many bytes the UART itself keeps for a driver that has no room.</summary>
    int Holds { get; }

    IEnumerable<InterruptLine> Interrupts { get; }

    /// <summary>What left on the line.</summary>
    List<byte> Sent { get; }

    /// <summary>A line that takes nothing, like a flow control that never ends.</summary>
    bool IsHeld { set; }

    int Divisor { get; }

    /// <summary>The divisor of the clock that the suites give to the baud rate of 115,200.</summary>
    int RightDivisor { get; }

    /// <summary>Whether a byte that is written to be sent is sent.</summary>
    bool IsReadyToSend { get; }

    /// <summary>Lets the line go on.</summary>
    void Release();

    /// <summary>A byte arrives from the line.</summary>
    void Arrive(byte value, bool isDamaged = false);

    /// <summary>Plans the arrival of a run of bytes, one after the other without a pause.</summary>
    void Plan(long delayUs, IEnumerable<byte> values)
    {
        foreach (var value in values)
        {
            VirtualTime.After(delayUs, () => Arrive(value));
            delayUs += ByteUs;
        }
    }
}
