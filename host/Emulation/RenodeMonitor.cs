// SPDX-License-Identifier: MIT
// Commands to Renode's monitor over the port that it has for Robot Framework: XML-RPC, of which it needs no more than one method with
// strings (`run_keyword`, whose keyword `ExecuteCommand` takes a line of the monitor). So no robotframework is needed.

using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Wardstone.Emulation;

/// <summary>The monitor of a Renode that was started with <c>--robot-server-port</c>.</summary>
/// <param name="port">That port.</param>
public sealed class RenodeMonitor(int port) : IDisposable
{
    // To compile the models takes seconds, on a busy computer a minute.
    private readonly HttpClient _http = new() { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), Timeout = TimeSpan.FromMinutes(3) };

    /// <summary>Runs a line of the monitor and returns what it wrote.</summary>
    /// <exception cref="IOException">Renode refused it, or does not answer; with its words.</exception>
    public string Execute(string command) => Run("ExecuteCommand", command);

    /// <summary>Runs a keyword of Robot Framework with text for arguments, and returns its result.</summary>
    /// <exception cref="IOException">As above.</exception>
    public string Run(string keyword, params string[] arguments)
    {
        var list = new XElement("array", new XElement("data", arguments.Select(Value)));
        var parameters = new XElement("params", Parameter(Text(keyword)), Parameter(list));
        var call = new XElement("methodCall", new XElement("methodName", "run_keyword"), parameters);
        var answer = Post(call.ToString(SaveOptions.DisableFormatting));
        if (answer.Descendants("fault").FirstOrDefault() is { } fault)
        {
            throw new IOException($"Renode knows no '{keyword}': {fault.Value}");
        }

        var members = answer.Descendants("struct").First().Elements("member")
            .ToDictionary(member => member.Element("name")!.Value, member => member.Element("value")!.Value);
        return members.GetValueOrDefault("status") == "PASS"
            ? members.GetValueOrDefault("return", "").Trim()
            : throw new IOException($"Renode refused '{string.Join(' ', arguments)}': {members.GetValueOrDefault("error", "").Trim()}");
    }

    /// <summary>A path as an argument of a command.</summary>
    public static string Argument(string path) => $"@{path.Replace(" ", @"\ ", StringComparison.Ordinal)}";

    public void Dispose() => _http.Dispose();

    private static XElement Parameter(XElement value) => new("param", new XElement("value", value));

    private static XElement Value(string text) => new("value", Text(text));

    private static XElement Text(string text) => new("string", text);

    private XElement Post(string call)
    {
        try
        {
            using var content = new StringContent(call, Encoding.UTF8, "text/xml");
            using var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = content };
            using var response = _http.Send(request);
            return XElement.Load(response.Content.ReadAsStream());
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or XmlException)
        {
            throw new IOException($"Renode does not answer: {e.Message}", e);
        }
    }
}
