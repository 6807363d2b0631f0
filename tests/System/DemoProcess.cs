// SPDX-License-Identifier: MIT
// A demo as its user runs it, and everything that it started, found by a mark in the environment that all of it inherits.

using System.Diagnostics;
using System.Text;

namespace Wardstone.Tests.SystemTests;

/// <summary>A running `./demo`, without the script's check of what is built.</summary>
internal sealed class DemoProcess : IDisposable
{
    private const string MarkName = "WARDSTONE_TEST_MARK";
    private readonly string _mark = $"{MarkName}={Guid.NewGuid()}";
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _messages;

    public DemoProcess(params string[] arguments)
        : this(new Dictionary<string, string>(), arguments)
    {
    }

    /// <param name="environment">Variables to set besides ours.</param>
    /// <param name="arguments">Of the command line.</param>
    public DemoProcess(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var dll = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Demo", "debug", "Wardstone.Demo.dll"));
        var info = new ProcessStartInfo("dotnet", [dll, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        info.Environment[MarkName] = _mark[(MarkName.Length + 1)..];
        _process = Process.Start(info)!;
        _process.StandardInput.Close();
        _output = _process.StandardOutput.ReadToEndAsync();
        _messages = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>The names of all living processes of this demo. What has ended and waits for its parent has no environment.</summary>
    public string[] Alive() =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(IsMarked).Select(directory => TryRead(Path.Combine(directory, "comm")).Trim()),
    ];

    /// <summary>Sends a signal to the demo alone.</summary>
    public void Signal(string signal) => Process.Start("kill", ["-s", signal, $"{Id}"]).WaitForExit();

    /// <summary>Waits for its end.</summary>
    public (int Status, string Output, string Messages) WaitForEnd(TimeSpan bound)
    {
        if (!_process.WaitForExit(bound))
        {
            throw new TimeoutException($"the demo did not end within {bound.TotalSeconds:0} s");
        }

        return (_process.ExitCode, _output.Result, _messages.Result);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private bool IsMarked(string directory) => TryRead(Path.Combine(directory, "environ")).Split('\0').Contains(_mark);

    private static string TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path, Encoding.Latin1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
