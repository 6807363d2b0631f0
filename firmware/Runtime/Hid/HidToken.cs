// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime.Hid
{
    /// <summary>What <see cref="HidReader.Read"/> has come to.</summary>
    public enum HidToken
    {
        /// <summary>Nothing was read yet.</summary>
        None = 0,

        /// <summary>A node opens; the tag is its type. Its name, if it has one, follows as the attribute "name".</summary>
        Node,

        /// <summary>An attribute of the innermost open node: a tag and a value.</summary>
        Attribute,

        /// <summary>One line of quoted content of the innermost open node: a value.</summary>
        Content,

        /// <summary>The innermost open node closes.</summary>
        NodeEnd,

        /// <summary>The whole text was read and is well formed.</summary>
        End,

        /// <summary>The text is not HID, or is beyond a limit; <see cref="HidReader.Error"/> says why.</summary>
        Error,
    }
}
