// SPDX-License-Identifier: MIT
using Wardstone.Controllers;

namespace Wardstone.Boards
{
    /// <summary>A session of the board's own with a device behind it, which can be one component's.</summary>
    public interface IDeviceSession
    {
        Device Device { get; }
    }
}
