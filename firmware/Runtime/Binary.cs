// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>The code of a component: what Init makes instances of, under as many names as the configuration likes.</summary>
    public abstract class Binary
    {
        /// <summary>The name that `binary` in the configuration refers to, a-z, 0-9 and '_'; the component set of the image has the
        /// digest of its assembly under the same name.</summary>
        public abstract string Name { get; }

        /// <summary>Makes an instance, in the heap of the domain that is to run it.</summary>
        public abstract Component Create();

        /// <summary>A new portal for a service that such components provide.</summary>
        /// <returns>null if they do not provide it.</returns>
        public virtual Portal CreatePortal(string service) => null;
    }
}
