// SPDX-License-Identifier: MIT
using System.Text.Json.Nodes;
using Wardstone.Hid;

namespace Wardstone.Cli.Reports;

/// <summary>HID as JSON, node by node: its type, its attributes as strings, and what is in it where there is something.</summary>
internal static class HidJson
{
    public static JsonObject Of(HidNode node)
    {
        var json = new JsonObject { ["type"] = node.Type };
        foreach (var (tag, value) in node.Attributes)
        {
            json.TryAdd("attributes", new JsonObject());
            json["attributes"]![tag] = value;
        }

        if (node.Children.Count > 0)
        {
            json["nodes"] = new JsonArray([.. node.Children.Select(Of)]);
        }

        if (node.Content.Count > 0)
        {
            json["content"] = new JsonArray([.. node.Content.Select(line => JsonValue.Create(line))]);
        }

        return json;
    }
}
