// SPDX-License-Identifier: MIT
namespace Wardstone.Simulation
{
    /// <summary>What can go wrong on a simulated I2C bus at one of its bytes.</summary>
    public enum I2cFault
    {
        None,

        /// <summary>The target does not acknowledge the address or a byte written. Nothing happens at a byte that it sends
        /// itself.</summary>
        NotAcknowledged,

        /// <summary>The target holds the clock until the controller gives up.</summary>
        ClockStretched,

        /// <summary>Somebody else drives the data line at the same time.</summary>
        ArbitrationLost,

        /// <summary>The target holds the data line from here on, until it was clocked for a while (<see cref="I2cBus.HeldFor"/>).</summary>
        DataHeld,
    }
}
