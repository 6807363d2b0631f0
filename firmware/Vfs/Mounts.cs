// SPDX-License-Identifier: MIT
using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>What plugins may use while the tree is made: the component's environment, and the drivers.</summary>
    public sealed class Mounts
    {
        private readonly CharDriver[] _drivers;

        public Mounts(Env env, CharDriver[] drivers)
        {
            Env = env;
            _drivers = drivers;
        }

        public Env Env { get; }

        /// <returns>null if there is no driver of this name.</returns>
        public CharDriver Driver(string name) => CharDriver.Find(_drivers, name);
    }
}
