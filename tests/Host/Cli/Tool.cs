// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Wardstone.Emulation;

namespace Wardstone.Tests.Host.Cli;

/// <summary>How a run of <c>wardstone</c> ended.</summary>
internal sealed record ToolResult(int ExitCode, byte[] Bytes, string Error)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;
}

/// <summary>The command <c>wardstone</c> as a process, with a state directory of its own.</summary>
internal sealed class Tool : IDisposable
{
    private readonly ScratchDirectory _state = new();
    private readonly string? _link;

    /// <param name="linkPath">Socket of the board; null for none.</param>
    public Tool(string? linkPath) => _link = linkPath is null ? null : $"unix:{linkPath}";

    public string State => _state.FullPath;

    public Process Start(params string[] arguments) => Start(false, arguments);

    public Process Start(bool hasInput, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "wardstone.dll"), .. arguments])
        {
            RedirectStandardInput = hasInput,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WARDSTONE_STATE"] = State;
        start.Environment["WARDSTONE_LINK"] = _link;
        start.Environment["WARDSTONE_CONSOLE"] = null;
        return Process.Start(start)!;
    }

    public ToolResult Run(params string[] arguments)
    {
        using var process = Start(arguments);
        return Finish(process);
    }

    /// <summary>Likewise, with these bytes on its standard input.</summary>
    public ToolResult RunWithInput(byte[] input, params string[] arguments)
    {
        using var process = Start(true, arguments);
        process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        return Finish(process);
    }

    public static ToolResult Finish(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return new ToolResult(process.ExitCode, output.ToArray(), error.Result);
    }

    public void Dispose() => _state.Dispose();
}
