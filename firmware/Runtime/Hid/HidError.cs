// SPDX-License-Identifier: MIT
// Why a text was refused, as a value for programs and as words for people.

namespace Wardstone.Runtime.Hid
{
    /// <summary>Why a text is not HID, or not a HID that this reader takes.</summary>
    public enum HidError
    {
        None = 0,
        TextTooLong,
        TooDeep,
        TooManyNodes,
        TooManyAttributes,
        DuplicateAttribute,
        BadCharacter,
        BadIndentation,
        BadDelimiter,
        BadType,
        BadTag,
        MissingSpace,
        MissingRoot,
        MissingEnd,
        TextAfterEnd,
    }

    /// <summary>The words for each <see cref="HidError"/>.</summary>
    public static class HidErrorWords
    {
        /// <summary>What is wrong with a token that has no business where the reader stands.</summary>
        public static string Unexpected(HidReader reader, HidToken token)
        {
            switch (token)
            {
                case HidToken.Error: return Of(reader.Error);
                case HidToken.Node: return "there is no such node here, or there is one already";
                case HidToken.Attribute: return "there is no such attribute here";
                default: return "there is no quoted content here";
            }
        }

        /// <summary>A clause without a full stop, to follow "line 3, column 7: ".</summary>
        public static string Of(HidError error)
        {
            switch (error)
            {
                case HidError.None: return "no error";
                case HidError.TextTooLong: return "the text is longer than 32767 bytes";
                case HidError.TooDeep: return "nodes are nested more than 16 deep";
                case HidError.TooManyNodes: return "there are more than 1024 nodes";
                case HidError.TooManyAttributes: return "the open nodes have more than 64 attributes";
                case HidError.DuplicateAttribute: return "the node already has this attribute";
                case HidError.BadCharacter: return "this is no printable UTF-8 character";
                case HidError.BadIndentation: return "this is neither at a node's column nor two columns inside it";
                case HidError.BadDelimiter: return "'|' needs a space on both sides";
                case HidError.BadType: return "a node type is a-z, then a-z, 0-9, '_' or '-'";
                case HidError.BadTag: return "expected '+', 'x', '.', ':', '|', '-' or an attribute's tag and ':'";
                case HidError.MissingSpace: return "a space is missing here";
                case HidError.MissingRoot: return "the first line must start with the type of the top-level node";
                case HidError.MissingEnd: return "the text ends without its '-' line";
                case HidError.TextAfterEnd: return "there is text after the '-' line";
                default: return "unknown error";
            }
        }
    }
}
