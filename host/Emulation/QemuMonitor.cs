// SPDX-License-Identifier: MIT
// A connection to QEMU's monitor (QMP), for what a test does to the parts around the chip, such as warming a sensor up. A line of JSON
// each way; events in between are passed over.

using System.Net.Sockets;
using System.Text.Json;

namespace Wardstone.Emulation;

/// <summary>The monitor of a board that was started with <see cref="Arguments"/>.</summary>
public sealed class QemuMonitor : IDisposable
{
    private const string Parts = "/machine/unattached"; // where QEMU keeps what the machine itself has made
    private readonly StreamReader _reader;
    private readonly StreamWriter _writer;

    /// <param name="path">Of the monitor's UNIX socket.</param>
    public QemuMonitor(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        socket.Connect(new UnixDomainSocketEndPoint(path));
        var stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(stream);
        _writer = new StreamWriter(stream) { AutoFlush = true };
        _ = _reader.ReadLine(); // its greeting
        _ = Execute("qmp_capabilities", new { });
    }

    /// <summary>More of QEMU's arguments, for the monitor.</summary>
    public static string[] Arguments(string path) => ["-qmp", $"unix:path={path},server=on,wait=off"];

    /// <summary>Sets a property of the one part of a type that the machine has.</summary>
    public void Set(string type, string property, int value)
    {
        var part = Execute("qom-list", new { path = Parts }).EnumerateArray()
            .Single(entry => entry.GetProperty("type").GetString() == $"child<{type}>").GetProperty("name").GetString();
        _ = Execute("qom-set", new { path = $"{Parts}/{part}", property, value });
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    private JsonElement Execute(string command, object arguments)
    {
        _writer.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object> { ["execute"] = command, ["arguments"] = arguments }));
        while (true)
        {
            using var line = JsonDocument.Parse(_reader.ReadLine() ?? throw new EndOfStreamException());
            if (line.RootElement.TryGetProperty("return", out var result))
            {
                return result.Clone();
            }

            if (line.RootElement.TryGetProperty("error", out var error))
            {
                throw new IOException($"QEMU refused {command}: {error.GetProperty("desc").GetString()}");
            }
        }
    }
}
