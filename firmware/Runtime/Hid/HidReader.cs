// SPDX-License-Identifier: MIT
// A reader of HID, Genode's human-inclined data syntax (its doc/hid.txt is the grammar): one pass, token by token.
// It builds no tree and copies no text, and allocates only when it is made.
// It reads strictly, as that document asks of offline tools: what it does not understand is an error with line and
// column, and is never skipped. Disabled nodes ("x") must be well formed, but are not reported.
// What must hold: no text makes it throw, and every call ends, since a step takes text, closes a node, or stops.

using System;

namespace Wardstone.Runtime.Hid
{
    /// <summary>Reads a HID text from its first byte to its last.</summary>
    public sealed class HidReader
    {
        /// <summary>Most bytes of text: what a stock nanoFramework span can hold.</summary>
        public const int MaxLength = 32767;

        /// <summary>Most nodes that are open at a time, the top-level node included.</summary>
        public const int MaxDepth = 16;

        /// <summary>Most nodes in a text, disabled ones included.</summary>
        public const int MaxNodes = 1024;

        /// <summary>Most attributes of all open nodes together.</summary>
        public const int MaxAttributes = 64;

        // What belongs to a node stands at least two columns inside it. Sub nodes of the top-level node may stand at
        // column 0, as if that node stood two columns left of it.
        private const int Inside = 2;

        // Where the tag of a node's name starts: it stands nowhere in the text.
        private const int Implied = -1;
        private static readonly byte[] NameTag = { (byte)'n', (byte)'a', (byte)'m', (byte)'e' };

        private readonly IRomSession _rom;
        private readonly HidScanner _segment;
        private readonly int[] _columns = new int[MaxDepth];
        private readonly int[] _firstAttributes = new int[MaxDepth];
        private readonly int[] _tagStarts = new int[MaxAttributes];
        private readonly int[] _tagLengths = new int[MaxAttributes];
        private int _attributes;
        private int _nodes;
        private int _disabledDepth;
        private int _tagStart;
        private int _tagLength;
        private bool _segmentWaits;
        private bool _nameFollows;
        private HidToken _stopped;

        // A part of a text ends where its one node closes.
        private readonly bool _isPart;

        /// <summary>A reader at the start of <paramref name="rom"/>, which must not change while it is read.</summary>
        public HidReader(IRomSession rom)
        {
            _rom = rom;
            _segment = new HidScanner(rom);
        }

        /// <summary>A reader of one node of a text as if it were the top-level node; lines and columns are those of the text.</summary>
        /// <param name="node">null: there is none, and the reader is at its end.</param>
        public HidReader(IRomSession rom, HidBookmark node)
        {
            _rom = rom;
            _isPart = true;
            _segment = node == null ? new HidScanner(rom) : new HidScanner(rom, node);
            _stopped = node == null ? HidToken.End : HidToken.None;
        }

        /// <summary>Why it stopped; None unless the token is Error.</summary>
        public HidError Error { get; private set; }

        /// <summary>Line of the token or of the error, from 1.</summary>
        public int Line => _segment.Line + 1;

        /// <summary>Column of the token or of the error in characters, from 1.</summary>
        public int Column => _segment.Column + 1;

        /// <summary>At a node: the byte at which it begins. At a node's end: the first byte that is not its own any more; the space and
        /// the comments before what follows it are.</summary>
        public int Position => _segment.Start;

        /// <summary>At a node: where it stands.</summary>
        public HidBookmark Mark() => new HidBookmark(_segment.Start, _segment.Line, _segment.Column);

        /// <summary>How many nodes are open.</summary>
        public int Depth { get; private set; }

        /// <summary>Type of the node, or tag of the attribute; only of use until the next Read.</summary>
        public SpanByte Tag => TagAt(_tagStart, _tagLength);

        /// <summary>Value of the attribute, or a line of content; only of use until the next Read.</summary>
        public SpanByte Value => _rom.Bytes(_segment.ValueStart, _segment.ValueLength);

        /// <summary>Goes on to the next token. After End or Error it stays there.</summary>
        public HidToken Read()
        {
            HidToken token;
            bool hidden;
            do
            {
                hidden = _disabledDepth != 0;
                token = Next();
                hidden |= _disabledDepth != 0;
            }
            while (hidden && _stopped == HidToken.None);
            return token;
        }

        private HidToken Next()
        {
            if (_stopped != HidToken.None)
            {
                return _stopped;
            }

            if (_nameFollows)
            {
                _nameFollows = false;
                return Attribute(Implied, NameTag.Length);
            }

            if (!_segmentWaits && !_segment.Next())
            {
                return Fail(_segment.Error);
            }

            // A segment belongs to the innermost open node that starts to its left; those to its right end here.
            HidToken kind = _segment.Kind;
            int column = Depth == 0 && !_isPart ? -Inside : _segment.Column;
            _segmentWaits = Depth > 0 && (kind == HidToken.End || _columns[Depth - 1] >= column);
            if (_segmentWaits)
            {
                return Close();
            }

            if (kind == HidToken.End)
            {
                _stopped = HidToken.End;
                return kind;
            }

            if (Depth > 0 && _columns[Depth - 1] + Inside > column)
            {
                return Fail(HidError.BadIndentation);
            }

            return kind == HidToken.Node ? Open(column)
                : kind == HidToken.Attribute ? Attribute(_segment.TagStart, _segment.TagLength)
                : kind;
        }

        private HidToken Open(int column)
        {
            if (Depth == MaxDepth)
            {
                return Fail(HidError.TooDeep);
            }

            if (_nodes == MaxNodes)
            {
                return Fail(HidError.TooManyNodes);
            }

            _nodes++;
            _columns[Depth] = column;
            _firstAttributes[Depth] = _attributes;
            Depth++;
            if (_segment.Disabled && _disabledDepth == 0)
            {
                _disabledDepth = Depth;
            }

            _tagStart = _segment.TagStart;
            _tagLength = _segment.TagLength;
            _nameFollows = _segment.ValueLength > 0;
            return HidToken.Node;
        }

        private HidToken Close()
        {
            if (_disabledDepth == Depth)
            {
                _disabledDepth = 0;
            }

            Depth--;
            _attributes = _firstAttributes[Depth];
            _stopped = _isPart && Depth == 0 ? HidToken.End : HidToken.None;
            return HidToken.NodeEnd;
        }

        private HidToken Attribute(int tagStart, int tagLength)
        {
            _tagStart = tagStart;
            _tagLength = tagLength;
            for (int i = _firstAttributes[Depth - 1]; i < _attributes; i++)
            {
                if (HidText.Same(TagAt(_tagStarts[i], _tagLengths[i]), Tag))
                {
                    return Fail(HidError.DuplicateAttribute);
                }
            }

            if (_attributes == MaxAttributes)
            {
                return Fail(HidError.TooManyAttributes);
            }

            _tagStarts[_attributes] = tagStart;
            _tagLengths[_attributes] = tagLength;
            _attributes++;
            return HidToken.Attribute;
        }

        private HidToken Fail(HidError error)
        {
            Error = error;
            _stopped = HidToken.Error;
            return HidToken.Error;
        }

        private SpanByte TagAt(int start, int length) => start == Implied ? new SpanByte(NameTag) : _rom.Bytes(start, length);
    }
}
