// SPDX-License-Identifier: MIT
// The tree of one component, and who may use it. Made from the configuration at the start; what is in it stays, but for the files of
// directories whose plugin lets them come and go.

using System;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Vfs
{
    /// <summary>A file system for several clients.</summary>
    public sealed class FileSystem
    {
        private const int MaxPolicies = 16;
        private const int MaxSessions = 16;

        private readonly Mounts _mounts;
        private readonly Policy[] _policies = new Policy[MaxPolicies];
        private readonly FileSystemSession[] _sessions = new FileSystemSession[MaxSessions];
        private Directory _root;
        private int _policyCount;

        /// <param name="drivers">Those that `dev` knows by name.</param>
        public FileSystem(Env env, CharDriver[] drivers) => _mounts = new Mounts(env, drivers);

        /// <summary>Makes the tree and the policies, and allocates all that files need.</summary>
        /// <returns>What is wrong where the reader stands; empty if nothing is.</returns>
        public string Read(HidReader config)
        {
            for (HidToken token = config.Read(); token != HidToken.NodeEnd && token != HidToken.End; token = config.Read())
            {
                string problem =
                    token == HidToken.Node && HidText.Is(config.Tag, "vfs") && _root == null ? ReadTree(config)
                    : token == HidToken.Node && HidText.Is(config.Tag, "policy") ? ReadPolicy(config)
                    : HidErrorWords.Unexpected(config, token);
                if (problem.Length != 0)
                {
                    return problem;
                }
            }

            return _root == null ? "the node 'vfs' is missing" : "";
        }

        /// <summary>A session for a client. A label that had one gets the same without its open files: the client is a new
        /// instance.</summary>
        /// <returns>null: there is no policy for the client, or there are too many sessions.</returns>
        public IFileSystemSession Open(string label)
        {
            string client = SessionLabel.Client(label);
            for (int i = 0; i < MaxSessions; i++)
            {
                FileSystemSession session = _sessions[i];
                if (session == null)
                {
                    Policy policy = Find(client);
                    _sessions[i] = policy == null ? null : new FileSystemSession(label, policy);
                    return _sessions[i];
                }

                if (session.Label == label)
                {
                    session.Reset();
                    return session;
                }
            }

            return null;
        }

        private string ReadTree(HidReader config)
        {
            DirPlugin plugin = new DirPlugin();
            string problem = plugin.Read(_mounts, config);
            _root = (Directory)plugin.Made;
            return problem.Length != 0 || _root.Name.IsEmpty ? problem : "the root has no name";
        }

        private string ReadPolicy(HidReader config)
        {
            if (_root == null)
            {
                return "the tree comes before the policies";
            }

            string problem = PolicyReader.Read(config, _root, out Policy policy);
            if (problem.Length != 0)
            {
                return problem;
            }

            if (Find(policy.Client) != null)
            {
                return "there is a policy for this client already";
            }

            if (_policyCount == MaxPolicies)
            {
                return "there are more than 16 policies";
            }

            _policies[_policyCount] = policy;
            _policyCount++;
            return "";
        }

        private Policy Find(string client)
        {
            for (int i = 0; i < _policyCount; i++)
            {
                if (_policies[i].Client == client)
                {
                    return _policies[i];
                }
            }

            return null;
        }
    }
}
