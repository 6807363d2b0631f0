// SPDX-License-Identifier: MIT
// The console: writes every client's lines to a terminal, "[client] line", and to the ring of last lines that survives a reset.
// It waits for a slow terminal, but only so long, and then cuts the line: no component stands still for its log.

using System;
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="UartLogBinary"/>. Nothing to configure.</summary>
    public sealed class UartLogComponent : Component
    {
        private const int WriteTimeoutMs = 1000;
        private const int MaxPrefix = 40;
        private static readonly byte[] LineEnd = { (byte)'\r', (byte)'\n' };

        private readonly byte[] _line = new byte[MaxPrefix + Runtime.Log.MaxLine + LineEnd.Length];
        private ICharDevice _console;
        private ILogSession _ring;

        public override void Construct(Env env)
        {
            if (env.HasNoConfig())
            {
                _console = (ICharDevice)env.Request("Terminal", "console");
                _ring = (ILogSession)env.Request("Log", "ring");
            }
        }

        public override object Open(string service, string label) => new UartLogSession(this, Prefix(SessionLabel.Client(label)));

        /// <summary>Writes one line.</summary>
        internal void Write(byte[] prefix, SpanByte line)
        {
            int length = prefix.Length;
            new SpanByte(prefix).CopyTo(_line);
            int most = line.Length < Runtime.Log.MaxLine ? line.Length : Runtime.Log.MaxLine;
            for (int i = 0; i < most; i++)
            {
                _line[length++] = Runtime.Log.Shown(line[i]);
            }

            _ring.Write(new SpanByte(_line, 0, length));
            new SpanByte(LineEnd).CopyTo(new SpanByte(_line, length, LineEnd.Length));
            _ = _console.Write(new SpanByte(_line, 0, length + LineEnd.Length), WriteTimeoutMs);
        }

        private static byte[] Prefix(string client)
        {
            string text = "[" + client;
            text = (text.Length > MaxPrefix - 2 ? text.Substring(0, MaxPrefix - 2) : text) + "] ";
            byte[] prefix = new byte[text.Length];
            for (int i = 0; i < prefix.Length; i++)
            {
                prefix[i] = (byte)text[i];
            }

            return prefix;
        }
    }
}
