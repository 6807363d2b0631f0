// SPDX-License-Identifier: MIT
// A driver as the configuration knows it, by name. The driver itself is a class over ICharDevice and stands in the same file; neither
// knows who hosts it: a component of its own, or the VFS. firmware/Drivers/README.md shows how to write one.

using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>Makes character devices over other ones.</summary>
    public abstract class CharDriver
    {
        /// <summary>What `driver` in the configuration says, a-z, 0-9 and '_'.</summary>
        public abstract string Name { get; }

        /// <summary>Whether its devices take a request and give its response; else they are streams.</summary>
        public virtual bool IsTransactional => false;

        /// <summary>Makes a device. It allocates for its life here and touches nothing yet: what is below may not answer now.</summary>
        public abstract ICharDevice Create(IBusDevice bus);

        /// <summary>The same, of a device that may wait for what is below it.</summary>
        /// <param name="bus">What is below.</param>
        /// <param name="wakeup">To be woken by: its signal is for the bus device's Notify.</param>
        public virtual ICharDevice Create(IBusDevice bus, Wakeup wakeup) => Create(bus);

        /// <returns>null if there is none of this name.</returns>
        public static CharDriver Find(CharDriver[] drivers, string name)
        {
            for (int i = 0; i < drivers.Length; i++)
            {
                if (drivers[i].Name == name)
                {
                    return drivers[i];
                }
            }

            return null;
        }
    }
}
