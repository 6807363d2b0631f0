// SPDX-License-Identifier: MIT
// Which components a configuration starts: the one list that the board measures and the host expects. A `start` node stands in the
// top-level `config`, or in the `config` of a `start` whose binary is `init`, a subsystem. All else of the configuration is not looked at
// here, and whether it makes sense is Init's to say.
// What must hold: no text makes it throw, and every byte of a stanza is in it, comments included.

using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.MeasuredBoot
{
    /// <summary>The components of one configuration, in the order of its text; a subsystem stands before those in it.</summary>
    public sealed class ComponentSet
    {
        /// <summary>Most components.</summary>
        public const int MaxCount = 32;

        private const string SubsystemBinary = "init";

        private readonly string[] _names = new string[MaxCount];
        private readonly string[] _binaries = new string[MaxCount];
        private readonly bool[] _settled = new bool[MaxCount];
        private readonly int[] _starts = new int[MaxCount];
        private readonly int[] _ends = new int[MaxCount];

        // For each open node: Other, Config (`start` nodes may stand in it), or the component whose `start` it is.
        private const int Other = -1;
        private const int Config = -2;
        private readonly int[] _open = new int[HidReader.MaxDepth + 1];

        /// <summary>How many there are.</summary>
        public int Count { get; private set; }

        /// <summary>A component's name, with those of the subsystems that it is in: "sub/tpm".</summary>
        public string NameAt(int index) => _names[index];

        /// <summary>The binary that it is an instance of.</summary>
        public string BinaryAt(int index) => _binaries[index];

        /// <summary>First byte of its stanza, the '+' of its `start` node.</summary>
        public int StartAt(int index) => _starts[index];

        /// <summary>Bytes of its stanza: up to the next node beside it, or the end of what it is in.</summary>
        public int LengthAt(int index) => _ends[index] - _starts[index];

        /// <summary>Takes the list from a configuration. Once.</summary>
        /// <returns>False if it is not HID, has too many components, or one whose name or binary stands behind nodes in it.</returns>
        public bool TryRead(IRomSession config)
        {
            HidReader reader = new HidReader(config);
            for (; ; )
            {
                HidToken token = reader.Read();
                if (token == HidToken.End)
                {
                    return true;
                }

                bool good = token == HidToken.Node ? Open(reader)
                    : token == HidToken.Attribute ? Take(reader)
                    : token == HidToken.NodeEnd ? Close(reader)
                    : token == HidToken.Content;
                if (!good)
                {
                    return false;
                }
            }
        }

        private bool Open(HidReader reader)
        {
            int depth = reader.Depth;
            int parent = depth == 1 ? Other : _open[depth - 1];
            if (parent >= 0 && !Settle(parent))
            {
                return false;
            }

            if (parent == Config && HidText.Is(reader.Tag, "start"))
            {
                return Begin(reader);
            }

            bool isConfig = HidText.Is(reader.Tag, "config") && (depth == 1 || (parent >= 0 && _binaries[parent] == SubsystemBinary));
            _open[depth] = isConfig ? Config : Other;
            return true;
        }

        private bool Begin(HidReader reader)
        {
            if (Count == MaxCount)
            {
                return false;
            }

            _open[reader.Depth] = Count;
            _starts[Count] = reader.Position;
            Count++;
            return true;
        }

        private bool Take(HidReader reader)
        {
            int component = _open[reader.Depth];
            bool isName = HidText.Is(reader.Tag, "name");
            if (component < 0 || (!isName && !HidText.Is(reader.Tag, "binary")))
            {
                return true;
            }

            string value = HidText.String(reader.Value);
            if (isName)
            {
                // Two nodes up is the subsystem that it is in, if it is in one.
                _names[component] = reader.Depth > 2 ? _names[_open[reader.Depth - 2]] + "/" + value : value;
            }

            // A binary has its component's name unless it is given.
            if (!isName || _binaries[component] == null)
            {
                _binaries[component] = value;
            }

            return !_settled[component];
        }

        private bool Close(HidReader reader)
        {
            int component = _open[reader.Depth + 1];
            if (component < 0)
            {
                return true;
            }

            _ends[component] = reader.Position;
            return Settle(component);
        }

        // From here on it has its name and binary: what is in it depends on them.
        private bool Settle(int component)
        {
            _settled[component] = true;
            return _names[component] != null && _names[component].Length <= PcrPlan.MaxComponentName;
        }
    }
}
