// SPDX-License-Identifier: MIT
namespace Wardstone.Tests.Host.Vfs;

/// <summary>What a client does.</summary>
internal enum Call
{
    Open,
    Close,
    Read,
    Write,
    Seek,
    List,
    Stat,
    Remove,
    Watch,
    Transfer,
}

/// <summary>One call of one client. A file is meant by which of those that the client ever opened it is.</summary>
internal sealed record Step(Call Call, int Client, string Path, int Mode, int File, int Number);
