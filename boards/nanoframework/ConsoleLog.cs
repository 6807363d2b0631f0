// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.NanoFramework
{
    /// <summary>nanoFramework's console, for what is said before the components run and beside them. It is the debugger's: Visual Studio
    /// shows it in its output window. Unlike Debug's, its lines are there in Release as well.</summary>
    /// <remarks>A console takes strings only, so each line is an allocation.</remarks>
    internal sealed class ConsoleLog : ILogSession
    {
        /// <inheritdoc/>
        public void Write(SpanByte line) => Console.WriteLine(Text(line, line.Length));

        /// <summary>The first characters of a line; '?' for what is no printable ASCII.</summary>
        internal static string Text(SpanByte line, int length)
        {
            char[] characters = new char[length];
            for (int i = 0; i < length; i++)
            {
                characters[i] = (char)Log.Shown(line[i]);
            }

            return new string(characters);
        }
    }
}
