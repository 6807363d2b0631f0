// SPDX-License-Identifier: MIT
namespace Wardstone.Emulation;

/// <summary>
/// A directory for one run or test, with a path short enough for the name of a UNIX socket (107 bytes). It goes with this object.
/// </summary>
public sealed class ScratchDirectory : IDisposable
{
    /// <summary>Absolute path.</summary>
    public string FullPath { get; } = Directory.CreateTempSubdirectory("ws").FullName;

    /// <summary>Makes a directory in it.</summary>
    public string Subdirectory(string name) => Directory.CreateDirectory(Path.Combine(FullPath, name)).FullName;

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
