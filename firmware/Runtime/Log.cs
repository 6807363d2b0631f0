// SPDX-License-Identifier: MIT
// Text for the LOG session: a session carries no strings, so this is where a line becomes bytes. No secret is ever written here.

using System;

namespace Wardstone.Runtime
{
    /// <summary>Writes lines of text to a LOG session.</summary>
    public sealed class Log
    {
        /// <summary>Longest line in characters; the rest of a longer one is cut.</summary>
        public const int MaxLine = 160;

        private readonly ILogSession _session;
        private readonly byte[] _line = new byte[MaxLine];

        public Log(ILogSession session) => _session = session;

        /// <summary>Writes one line.</summary>
        /// <param name="text">ASCII; any other character is shown as '?'.</param>
        public void Write(string text)
        {
            int length = text.Length < MaxLine ? text.Length : MaxLine;
            for (int i = 0; i < length; i++)
            {
                _line[i] = Shown(text[i]);
            }

            _session.Write(new SpanByte(_line, 0, length));
        }

        /// <inheritdoc cref="Write(string)"/>
        public void Write(SpanByte text)
        {
            int length = text.Length < MaxLine ? text.Length : MaxLine;
            for (int i = 0; i < length; i++)
            {
                _line[i] = Shown(text[i]);
            }

            _session.Write(new SpanByte(_line, 0, length));
        }

        /// <summary>A character as a console may get it: '?' for what is no printable ASCII.</summary>
        public static byte Shown(int character) => character >= ' ' && character <= '~' ? (byte)character : (byte)'?';
    }
}
