// SPDX-License-Identifier: MIT
// Files for other components: devices, reports, memory, in one tree, each client with what its policy allows. What there can be
// and how it is configured stands in firmware/Vfs/README.md.

using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;
using Wardstone.Vfs;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="VfsBinary"/>.</summary>
    /// <remarks>
    /// config
    ///   + vfs                the root directory: PLUGIN NAME, as often as there are files
    ///   + policy CLIENT      for each client; who has none gets no session
    /// </remarks>
    public sealed class VfsComponent : Component
    {
        private readonly CharDriver[] _drivers;
        private FileSystem _files;

        public VfsComponent(CharDriver[] drivers) => _drivers = drivers;

        public override void Construct(Env env)
        {
            FileSystem files = new FileSystem(env, _drivers);
            HidReader config = env.Config();
            string problem = files.Read(config);
            if (problem.Length != 0)
            {
                env.Refuse(config, problem);
                return;
            }

            _files = files;
        }

        public override object Open(string service, string label) => _files == null ? null : _files.Open(label);
    }
}
