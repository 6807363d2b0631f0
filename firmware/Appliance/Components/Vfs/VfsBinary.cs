// SPDX-License-Identifier: MIT
using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>vfs: provides FileSystem; needs what its files are over.</summary>
    public sealed class VfsBinary : Binary
    {
        private readonly CharDriver[] _drivers;

        /// <param name="drivers">Those that files can be made of.</param>
        public VfsBinary(CharDriver[] drivers) => _drivers = drivers;

        public override string Name => "vfs";

        public override Component Create() => new VfsComponent(_drivers);

        public override Portal CreatePortal(string service) => service == "FileSystem" ? new FileSystemPortal() : null;
    }
}
