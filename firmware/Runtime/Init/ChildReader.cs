// SPDX-License-Identifier: MIT
// Reads one `start` node, and for a subsystem those within its `config`. A component's own `config` is left to the component.

using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    internal sealed class ChildReader
    {
        private const int MaxMs = 3_600_000;
        private const int MaxCount = 1_000_000;

        private readonly IRomSession _rom;
        private readonly Binary[] _binaries;
        private readonly ChildList _children;
        private readonly Refusal _refusal;
        private readonly RouteReader _routes;

        public ChildReader(IRomSession rom, Binary[] binaries, ChildList children, Refusal refusal)
        {
            _rom = rom;
            _binaries = binaries;
            _children = children;
            _refusal = refusal;
            _routes = new RouteReader(refusal);
        }

        /// <summary>Reads the `start` node that the reader has come to, to its end.</summary>
        /// <param name="parent">The subsystem that it is in, or null.</param>
        public bool TryRead(HidReader reader, Child parent)
        {
            ChildConfig config = new ChildConfig(new Place(reader));
            Child child = new Child(parent, config) { StanzaStart = reader.Position };
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                bool isRead = token == HidToken.Attribute ? TryReadAttribute(reader, config)
                    : token == HidToken.Node ? TryReadNode(reader, config)
                    : _refusal.Unexpected(reader, token);
                if (!isRead)
                {
                    return false;
                }
            }

            child.StanzaLength = reader.Position - child.StanzaStart;
            return TryAdd(child) && (!child.IsSubsystem || TryReadSubsystem(child));
        }

        private bool TryReadAttribute(HidReader reader, ChildConfig config)
        {
            int number = 0;
            string text;
            switch (HidText.String(reader.Tag))
            {
                case "name":
                    bool hasName = AttributeReader.TryName(reader, _refusal, out text);
                    config.Name = text;
                    return hasName;
                case "binary":
                    bool hasBinary = AttributeReader.TryName(reader, _refusal, out text);
                    config.BinaryName = text;
                    return hasBinary;
                case "ram":
                    bool hasRam = AttributeReader.TrySize(reader, _refusal, out number);
                    config.Ram = number;
                    return hasRam;
                case "stack":
                    bool hasStack = AttributeReader.TrySize(reader, _refusal, out number);
                    config.Stack = number;
                    return hasStack;
                case "priority":
                    bool hasPriority = AttributeReader.TryNumber(reader, _refusal, 0, ChildConfig.MaxPriority, ref number);
                    config.Priority = number;
                    return hasPriority;
                case "limit_ms":
                    bool hasLimit = AttributeReader.TryNumber(reader, _refusal, 1, MaxMs, ref number);
                    config.LimitMs = number;
                    return hasLimit;
                default:
                    return _refusal.Unexpected(reader, HidToken.Attribute);
            }
        }

        private bool TryReadNode(HidReader reader, ChildConfig config)
        {
            switch (HidText.String(reader.Tag))
            {
                case "heartbeat" when config.HeartbeatMs == 0:
                    return TryReadHeartbeat(reader, config);
                case "restart" when config.RestartPlace == null:
                    return TryReadRestart(reader, config);
                case "provides" when config.Provides == null:
                    return _routes.TryReadProvides(reader, config);
                case "route" when config.Routes == null:
                    return _routes.TryReadRoutes(reader, config);
                case "config" when config.Config == null:
                    config.Config = reader.Mark();
                    return TrySkip(reader);
                default:
                    return _refusal.Unexpected(reader, HidToken.Node);
            }
        }

        private bool TryReadHeartbeat(HidReader reader, ChildConfig config)
        {
            Place place = new Place(reader);
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                int number = 0;
                bool isPeriod = token == HidToken.Attribute && HidText.Is(reader.Tag, "period_ms");
                if (!isPeriod && (token != HidToken.Attribute || !HidText.Is(reader.Tag, "skipped")))
                {
                    return _refusal.Unexpected(reader, token);
                }

                if (!AttributeReader.TryNumber(reader, _refusal, isPeriod ? 10 : 1, isPeriod ? MaxMs : MaxCount, ref number))
                {
                    return false;
                }

                config.HeartbeatMs = isPeriod ? number : config.HeartbeatMs;
                config.HeartbeatSkipped = isPeriod ? config.HeartbeatSkipped : number;
            }

            return config.HeartbeatMs != 0 || _refusal.At(place, "the attribute 'period_ms' of 'heartbeat' is missing");
        }

        private bool TryReadRestart(HidReader reader, ChildConfig config)
        {
            config.RestartPlace = new Place(reader);
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                int number = 0;
                string tag = token == HidToken.Attribute ? HidText.String(reader.Tag) : "";
                bool isLimit = tag == "limit";
                if (!isLimit && tag != "back_off_ms" && tag != "stable_ms")
                {
                    return _refusal.Unexpected(reader, token);
                }

                if (!AttributeReader.TryNumber(reader, _refusal, isLimit ? 0 : 1, isLimit ? MaxCount : MaxMs, ref number))
                {
                    return false;
                }

                config.RestartLimit = isLimit ? number : config.RestartLimit;
                config.BackOffMs = tag == "back_off_ms" ? number : config.BackOffMs;
                config.StableMs = tag == "stable_ms" ? number : config.StableMs;
            }

            return true;
        }

        private bool TrySkip(HidReader reader)
        {
            int depth = reader.Depth;
            HidToken token;
            do
            {
                token = reader.Read();
                if (token == HidToken.Error)
                {
                    return _refusal.Unexpected(reader, token);
                }
            }
            while (token != HidToken.NodeEnd || reader.Depth >= depth);
            return true;
        }

        // What the node says as a whole.
        private bool TryAdd(Child child)
        {
            ChildConfig config = child.Config;
            if (config.Name == null)
            {
                return _refusal.At(config.Place, "this child has no name");
            }

            child.Name = child.Parent == null ? config.Name : child.Parent.Name + "/" + config.Name;
            config.BinaryName = config.BinaryName ?? config.Name;
            bool isSubsystem = config.BinaryName == ChildConfig.SubsystemBinary;
            config.Binary = isSubsystem ? null : Find(config.BinaryName);
            string problem = config.Binary == null && !isSubsystem ? "there is no binary '" + config.BinaryName + "'"
                : config.Ram == 0 ? "the attribute 'ram' of 'start' is missing"
                : _children.Find(child.Parent, config.Name) != null ? "there is a child '" + child.Name + "' already"
                : _children.Count == ChildList.Max ? "there are more than 32 children"
                : isSubsystem ? ProblemOfSubsystem(config)
                : ProblemOfComponent(config);
            if (problem.Length != 0)
            {
                return _refusal.At(config.Place, problem);
            }

            for (Provided provided = config.Provides; provided != null && !isSubsystem; provided = provided.Next)
            {
                if (config.Binary.CreatePortal(provided.Service) == null)
                {
                    return _refusal.At(
                        provided.Place, "the binary '" + config.BinaryName + "' has no service '" + provided.Service + "'");
                }
            }

            _children.Add(child);
            return true;
        }

        private static string ProblemOfComponent(ChildConfig config)
        {
            config.Stack = config.Stack == 0 ? ChildConfig.DefaultStack : config.Stack;
            config.LimitMs = config.LimitMs == 0 ? ChildConfig.DefaultLimitMs : config.LimitMs;
            return config.HeartbeatMs != 0 && config.Priority == ChildConfig.NoThread
                ? "a heartbeat is for a component with a thread, which has a 'priority'"
                : "";
        }

        private static string ProblemOfSubsystem(ChildConfig config) =>
            config.Stack != 0 || config.LimitMs != 0 || config.HeartbeatMs != 0 || config.Priority != ChildConfig.NoThread
                ? "a subsystem has no 'stack', 'limit_ms', 'heartbeat' or 'priority'"
                : config.Config == null ? "a subsystem without a 'config' has no children"
                : "";

        private Binary Find(string name)
        {
            for (int i = 0; i < _binaries.Length; i++)
            {
                if (_binaries[i].Name == name)
                {
                    return _binaries[i];
                }
            }

            return null;
        }

        // The syntax of it all is known to be right: the first reader has been through it.
        private bool TryReadSubsystem(Child subsystem)
        {
            HidReader reader = new HidReader(_rom, subsystem.Config.Config);
            _ = reader.Read();
            Place place = new Place(reader);
            int count = _children.Count;
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                bool isNode = token == HidToken.Node;
                bool isRead = isNode && HidText.Is(reader.Tag, "start") ? TryRead(reader, subsystem)
                    : isNode && HidText.Is(reader.Tag, "service") ? _routes.TryReadExport(reader, subsystem.Config)
                    : _refusal.Unexpected(reader, token);
                if (!isRead)
                {
                    return false;
                }
            }

            return _children.Count > count || _refusal.At(place, "a subsystem has at least one child");
        }
    }
}
