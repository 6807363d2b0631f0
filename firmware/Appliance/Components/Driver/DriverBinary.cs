// SPDX-License-Identifier: MIT
using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>driver: provides a character device under whatever name its stanza gives the service; needs what is below the
    /// driver.</summary>
    public sealed class DriverBinary : Binary
    {
        private readonly CharDriver[] _drivers;

        /// <param name="drivers">Those that it can be.</param>
        public DriverBinary(CharDriver[] drivers) => _drivers = drivers;

        public override string Name => "driver";

        public override Component Create() => new DriverComponent(_drivers);

        public override Portal CreatePortal(string service) => new CharPortal();
    }
}
