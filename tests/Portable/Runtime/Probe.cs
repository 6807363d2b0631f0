// SPDX-License-Identifier: MIT
// What the components of a test tell the test. It is the test's object and not a component's, so it lives on through all deaths.

using System;
using System.Threading;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable.Runtime
{
    /// <summary>What was seen.</summary>
    public sealed class Probe
    {
        private readonly byte[] _text = new byte[8192];
        private readonly AutoResetEvent _change = new AutoResetEvent(false);
        private int _length;

        /// <summary>The session that component `user` got last.</summary>
        public ICounterSession Counter { get; set; }

        /// <summary>Signal 0 of component `user`.</summary>
        public Signal Signal { get; set; }

        /// <summary>Signals that were dispatched, by number.</summary>
        public int[] Dispatched { get; } = new int[32];

        /// <summary>How often a component was constructed.</summary>
        public int Constructed { get; set; }

        /// <summary>What the components do.</summary>
        public Act Act { get; set; }

        /// <summary>All that was noted, a line each.</summary>
        public string Text => HidText.String(new SpanByte(_text, 0, _length));

        public void Note(string line)
        {
            for (int i = 0; i < line.Length && _length < _text.Length - 1; i++)
            {
                _text[_length] = (byte)line[i];
                _length++;
            }

            _text[_length] = (byte)'\n';
            _length += _length < _text.Length - 1 ? 1 : 0;
            _ = _change.Set();
        }

        /// <summary>Puts a text in the place of what was noted.</summary>
        public void Replace(SpanByte text)
        {
            _length = text.Length < _text.Length ? text.Length : _text.Length;
            text.Slice(0, _length).CopyTo(_text);
            _ = _change.Set();
        }

        public void Clear() => _length = 0;

        /// <summary>Whether a line or a part of one was noted.</summary>
        public bool Has(string part) => Text.IndexOf(part) >= 0;
    }

    /// <summary>What a component does where a test wants it to.</summary>
    public enum Act
    {
        Work = 0,
        Throw,
        UseNull,
        ExceedArray,
        ExceedQuota,

        /// <summary>Calls a session without end.</summary>
        Loop,
        Refuse,

        /// <summary>Stops its timers.</summary>
        StopTimers,
    }
}
