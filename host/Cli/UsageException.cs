// SPDX-License-Identifier: MIT
namespace Wardstone.Cli;

/// <summary>Something that the person must give is missing or wrong.</summary>
internal sealed class UsageException(string message) : Exception(message);
