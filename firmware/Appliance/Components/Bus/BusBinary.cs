// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>bus: provides Bus, one device a label.</summary>
    public sealed class BusBinary : Binary
    {
        public override string Name => "bus";

        public override Component Create() => new BusComponent();

        public override Portal CreatePortal(string service) => service == "Bus" ? new BusPortal() : null;
    }
}
