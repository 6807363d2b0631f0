// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>Reads a client's policy from the configuration.</summary>
    /// <remarks>
    /// policy CLIENT
    ///   root: PATH          a directory of the tree, which the client knows as "/"; "/" unless it is set
    ///   + allow PATH        as the client sees it, with all that is under it
    ///     write: yes|no     no unless it is set
    ///   + deny PATH
    /// </remarks>
    internal static class PolicyReader
    {
        /// <summary>Reads the node to its end.</summary>
        /// <returns>What is wrong; empty if nothing is.</returns>
        public static string Read(HidReader config, Directory tree, out Policy policy)
        {
            string client = "";
            Directory root = tree;
            policy = null;
            for (HidToken token = config.Read(); token != HidToken.NodeEnd; token = config.Read())
            {
                string problem = "";
                if (token == HidToken.Attribute && HidText.Is(config.Tag, "name"))
                {
                    client = HidText.String(config.Value);
                }
                else if (token == HidToken.Attribute && HidText.Is(config.Tag, "root") && policy == null)
                {
                    root = FilePath.IsGood(config.Value) ? Find(tree, config.Value) : null;
                    problem = root == null ? "'root' is the path of a directory" : "";
                }
                else if (token == HidToken.Node && (HidText.Is(config.Tag, "allow") || HidText.Is(config.Tag, "deny")))
                {
                    policy = policy == null ? new Policy(client, root) : policy;
                    problem = ReadRule(config, policy, HidText.Is(config.Tag, "allow"));
                }
                else
                {
                    problem = HidErrorWords.Unexpected(config, token);
                }

                if (problem.Length != 0)
                {
                    return problem;
                }
            }

            return client.Length == 0 || policy == null ? "a policy needs the name of a client, and 'allow'" : "";
        }

        private static string ReadRule(HidReader config, Policy policy, bool allows)
        {
            byte[] path = null;
            bool writes = false;
            for (HidToken token = config.Read(); token != HidToken.NodeEnd; token = config.Read())
            {
                string problem = "";
                if (token == HidToken.Attribute && HidText.Is(config.Tag, "name"))
                {
                    path = config.Value.ToArray();
                    problem = FilePath.IsGood(path) ? "" : "this is no path";
                }
                else if (token == HidToken.Attribute && HidText.Is(config.Tag, "write") && allows)
                {
                    problem = HidText.TryFlag(config.Value, out writes) ? "" : "'write' is yes or no";
                }
                else
                {
                    problem = HidErrorWords.Unexpected(config, token);
                }

                if (problem.Length != 0)
                {
                    return problem;
                }
            }

            return path == null ? "a rule needs a path" : policy.Add(path, allows, writes);
        }

        private static Directory Find(Directory tree, SpanByte path)
        {
            Directory directory = tree;
            for (int at = 1; directory != null && at < path.Length;)
            {
                int end = FilePath.End(path, at);
                directory = directory.Find(path.Slice(at, end - at)) as Directory;
                at = end + 1;
            }

            return directory;
        }
    }
}
