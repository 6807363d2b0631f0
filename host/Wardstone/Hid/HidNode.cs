// SPDX-License-Identifier: MIT
// A HID text as a tree, read by the firmware's own reader: so it is bounded in size, depth and numbers, whoever wrote it, and has
// no characters that would steer a terminal.

using System.Text;
using Wardstone.Runtime.Hid;

namespace Wardstone.Hid;

/// <summary>One node, with what is in it in the text's order.</summary>
public sealed class HidNode
{
    private readonly List<KeyValuePair<string, string>> _attributes = [];
    private readonly List<HidNode> _children = [];
    private readonly List<string> _content = [];

    private HidNode(string type) => Type = type;

    public string Type { get; }

    /// <summary>Its name; empty if it has none.</summary>
    public string Name => this["name"] ?? "";

    /// <summary>Tags and values, its name too.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _attributes;

    public IReadOnlyList<HidNode> Children => _children;

    /// <summary>The lines that it quotes.</summary>
    public IReadOnlyList<string> Content => _content;

    /// <summary>The value of an attribute; null if there is none.</summary>
    public string? this[string tag] => _attributes.FirstOrDefault(a => a.Key == tag).Value;

    /// <summary>Reads a text.</summary>
    /// <exception cref="InvalidDataException">It is not HID, or beyond the reader's limits; says where and why.</exception>
    public static HidNode Parse(byte[] text)
    {
        var reader = new HidReader(new BytesRom(text));
        var open = new Stack<HidNode>();
        HidNode? root = null;
        while (true)
        {
            switch (reader.Read())
            {
                case HidToken.Node:
                    var node = new HidNode(Text(reader.Tag));
                    root ??= node;
                    if (open.TryPeek(out var parent))
                    {
                        parent._children.Add(node);
                    }

                    open.Push(node);
                    break;
                case HidToken.Attribute:
                    open.Peek()._attributes.Add(new(Text(reader.Tag), Text(reader.Value)));
                    break;
                case HidToken.Content:
                    open.Peek()._content.Add(Text(reader.Value));
                    break;
                case HidToken.NodeEnd:
                    open.Pop();
                    break;
                case HidToken.End:
                    return root!;
                default:
                    throw new InvalidDataException($"line {reader.Line}, column {reader.Column}: {HidErrorWords.Of(reader.Error)}");
            }
        }
    }

    private static string Text(SpanByte utf8) => Encoding.UTF8.GetString(utf8.ToArray());
}
