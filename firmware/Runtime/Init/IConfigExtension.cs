// SPDX-License-Identifier: MIT
using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    /// <summary>Takes what stands in the top-level node of the configuration and is not Init's: the appliance's own settings.</summary>
    public interface IConfigExtension
    {
        /// <summary>The reader has come to an attribute or to a sub node; of a node, everything up to its end is to be read.</summary>
        /// <returns>null if there is no such thing here either; "" if it was read; else what is wrong where the reader stands.</returns>
        string Read(HidReader reader, HidToken token);

        /// <summary>All of the configuration was read.</summary>
        /// <returns>"", or what is missing.</returns>
        string Finish();
    }
}
