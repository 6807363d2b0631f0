// SPDX-License-Identifier: MIT
// How a component comes by the device that it works with, be it a file or a session of its own: its configuration says which.

using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>The request for the one device of a component that has nothing else to configure.</summary>
    /// <remarks>
    /// config
    ///   NAME: /dev/tpm0        a file; without it, the device is a session of the service
    /// </remarks>
    public static class DeviceRequest
    {
        /// <param name="env">In Construct.</param>
        /// <param name="name">The attribute's name.</param>
        /// <param name="service">What is requested where there is no file, without a label.</param>
        /// <returns>null if the configuration is wrong, which has been said.</returns>
        /// <exception cref="ServiceDeniedException">No route to the file system or to the service.</exception>
        public static ICharDevice Make(Env env, string name, string service)
        {
            HidReader config = env.Config();
            HidToken token = config.Read();
            byte[] path = null;
            if (token == HidToken.Attribute && HidText.Is(config.Tag, name))
            {
                path = config.Value.ToArray();
                if (!FilePath.IsGood(path))
                {
                    env.Refuse(config, "'" + name + "' is the path of a file");
                    return null;
                }

                token = config.Read();
            }

            if (token != HidToken.NodeEnd && token != HidToken.End)
            {
                env.Refuse(config, HidErrorWords.Unexpected(config, token));
                return null;
            }

            return path == null
                ? (ICharDevice)env.Request(service, "")
                : new FileDevice((IFileSystemSession)env.Request("FileSystem", ""), path, OpenMode.Read | OpenMode.Write);
        }
    }
}
