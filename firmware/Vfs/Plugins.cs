// SPDX-License-Identifier: MIT
// The kinds of files: one line for each plugin in Plugins/.

using System;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>The plugins, by the names that the configuration knows them by.</summary>
    internal static class Plugins
    {
        /// <returns>A plugin for one node; null if there is none of this name.</returns>
        public static Plugin Create(SpanByte name) =>
            HidText.Is(name, "dev") ? new DevPlugin()
            : HidText.Is(name, "dir") ? new DirPlugin()
            : HidText.Is(name, "inline") ? new InlinePlugin()
            : HidText.Is(name, "log") ? new LogPlugin()
            : HidText.Is(name, "null") ? new NullPlugin()
            : HidText.Is(name, "ram") ? new RamPlugin()
            : HidText.Is(name, "report") ? new ReportPlugin()
            : HidText.Is(name, "rom") ? new RomPlugin()
            : HidText.Is(name, "zero") ? (Plugin)new ZeroPlugin()
            : null;
    }
}
