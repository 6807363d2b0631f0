// SPDX-License-Identifier: MIT
// Where a component's lines go that has no LOG session: to Init's console, with the component's name before them. They come from
// the component's own domain, by one thread at a time; the console is the kernel's, so a line is written inside Init's domain,
// where no death can cut it off.

using System;

namespace Wardstone.Runtime
{
    internal sealed class ChildLog : ILogSession
    {
        private readonly Domain _system;
        private readonly ILogSession _console;
        private readonly byte[] _line = new byte[Log.MaxLine + AttributeReader.MaxText];
        private readonly int _start;

        public ChildLog(Domain system, ILogSession console, string name)
        {
            _system = system;
            _console = console;
            string prefix = "[" + name + "] ";
            _start = prefix.Length < _line.Length ? prefix.Length : _line.Length;
            for (int i = 0; i < _start; i++)
            {
                _line[i] = (byte)prefix[i];
            }
        }

        public void Write(SpanByte line)
        {
            int length = _line.Length - _start < line.Length ? _line.Length - _start : line.Length;
            if (_system.Enter(_system.Generation) != PortalStatus.Entered)
            {
                return;
            }

            try
            {
                for (int i = 0; i < length; i++)
                {
                    _line[_start + i] = line[i];
                }

                _console.Write(new SpanByte(_line, 0, _start + length));
            }
            finally
            {
                _system.Leave();
            }
        }
    }
}
