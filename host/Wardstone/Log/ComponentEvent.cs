// SPDX-License-Identifier: MIT
// What a component's event says (firmware/MeasuredBoot/README.md, "Components"), and the event's data for it.

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Wardstone.MeasuredBoot;

namespace Wardstone.Log;

/// <summary>A component as it was started.</summary>
/// <param name="Name">With those of the subsystems that it is in; as it stands in a log, it may be any characters up to U+00FF.</param>
/// <param name="Code">SHA-256 of the IL that its binary was compiled from.</param>
/// <param name="Stanza">Its part of the configuration.</param>
public sealed record ComponentEvent(string Name, byte[] Code, byte[] Stanza)
{
    /// <summary>The data of its event.</summary>
    public byte[] ToData()
    {
        byte[] content = [(byte)Name.Length, .. Encoding.Latin1.GetBytes(Name), .. Code, .. Stanza];
        var header = new byte[PcrPlan.TagHeaderSize];
        BinaryPrimitives.WriteUInt32LittleEndian(header, PcrPlan.ComponentTag);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(sizeof(uint)), content.Length);
        return [.. header, .. content];
    }

    /// <summary>Reads an event, if it is one of a component.</summary>
    public static bool TryRead(TcgEventType type, ReadOnlySpan<byte> data, [NotNullWhen(true)] out ComponentEvent? component)
    {
        component = null;
        if (type != TcgEventType.EventTag
            || data.Length <= PcrPlan.TagHeaderSize
            || BinaryPrimitives.ReadUInt32LittleEndian(data) != PcrPlan.ComponentTag
            || BinaryPrimitives.ReadUInt32LittleEndian(data[sizeof(uint)..]) != data.Length - PcrPlan.TagHeaderSize)
        {
            return false;
        }

        var content = data[PcrPlan.TagHeaderSize..];
        var name = 1 + content[0];
        if (content.Length < name + PcrPlan.CodeDigestSize)
        {
            return false;
        }

        component = new ComponentEvent(
            Encoding.Latin1.GetString(content[1..name]),
            content[name..][..PcrPlan.CodeDigestSize].ToArray(),
            content[(name + PcrPlan.CodeDigestSize)..].ToArray());
        return true;
    }
}
