// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>example: provides Example; uses Log if it is routed.</summary>
    public sealed class ExampleBinary : Binary
    {
        public override string Name => "example";

        public override Component Create() => new ExampleComponent();

        public override Portal CreatePortal(string service) => service == "Example" ? new ExamplePortal() : null;
    }
}
