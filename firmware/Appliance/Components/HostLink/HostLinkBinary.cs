// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>host_link: needs the Terminal "link", MeasuredBoot and ReportReader, and has files for the host where there is a
    /// FileSystem; provides nothing to other components.</summary>
    public sealed class HostLinkBinary : Binary
    {
        public override string Name => "host_link";

        public override Component Create() => new HostLinkComponent();
    }
}
