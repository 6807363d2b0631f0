// SPDX-License-Identifier: MIT
// How a kind of file is read from the configuration. Each node there has a plugin of its own, which is made for it and dropped once
// the file is made.
//
// Must hold: a plugin takes what it knows and refuses the rest; what it returns says what is wrong where the reader stands.

using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>Reads one node of the configuration and makes what it describes.</summary>
    public abstract class Plugin
    {
        /// <summary>What is made.</summary>
        public Node Made { get; protected set; }

        /// <summary>What the file is called; empty for the root.</summary>
        protected byte[] Name { get; private set; } = new byte[0];

        /// <summary>What plugins may use.</summary>
        protected Mounts Mounts { get; private set; }

        /// <summary>Reads the node to its end, and makes what it describes.</summary>
        /// <returns>What is wrong; empty if nothing is.</returns>
        public string Read(Mounts mounts, HidReader config)
        {
            Mounts = mounts;
            for (HidToken token = config.Read(); token != HidToken.NodeEnd; token = config.Read())
            {
                string problem =
                    token == HidToken.Attribute ? HidText.Is(config.Tag, "name") ? TakeName(config) : Attribute(config)
                    : token == HidToken.Content ? Content(config)
                    : token == HidToken.Node ? SubNode(config)
                    : HidErrorWords.Unexpected(config, token);
                if (problem.Length != 0)
                {
                    return problem;
                }
            }

            return Make();
        }

        /// <summary>Takes an attribute.</summary>
        protected virtual string Attribute(HidReader config) => HidErrorWords.Unexpected(config, HidToken.Attribute);

        /// <summary>Takes a line of quoted content.</summary>
        protected virtual string Content(HidReader config) => HidErrorWords.Unexpected(config, HidToken.Content);

        /// <summary>Takes a node inside, to its end.</summary>
        protected virtual string SubNode(HidReader config) => HidErrorWords.Unexpected(config, HidToken.Node);

        /// <summary>Everything was read: fills in <see cref="Made"/>.</summary>
        protected abstract string Make();

        private string TakeName(HidReader config)
        {
            Name = config.Value.ToArray();
            return FilePath.IsName(Name) ? "" : "a file's name has 1 to 31 printable ASCII characters and no '/'";
        }
    }
}
