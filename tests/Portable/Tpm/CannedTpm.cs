// SPDX-License-Identifier: MIT
// A TPM that knows by heart what it will be asked: it checks each command byte for byte and gives the answer that is written
// beside it. For what has no real part: a TPM in a state that swtpm doesn't come into, and tests on the board without any TPM.

using System;
using nanoFramework.TestFramework;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    /// <summary>A session that follows a script.</summary>
    public sealed class CannedTpm : CharDevice
    {
        private readonly string[] _script;

        /// <summary>Commands and responses in turn, as <see cref="Hex"/>; "!n" for a response is IoStatus n. The last pair stays.</summary>
        public CannedTpm(params string[] script) => _script = script;

        /// <summary>Commands taken so far.</summary>
        public int Count { get; private set; }

        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            int at = Count * 2 < _script.Length ? Count * 2 : _script.Length - 2;
            Count++;
            Assert.AreEqual(_script[at], Hex.Text(write));
            Assert.IsTrue(timeoutMs > 0);
            count = 0;
            string answer = _script[at + 1];
            if (answer[0] == '!')
            {
                return (IoStatus)int.Parse(answer.Substring(1));
            }

            byte[] bytes = Hex.Bytes(answer);
            new SpanByte(bytes).CopyTo(read);
            count = bytes.Length;
            return IoStatus.Ok;
        }
    }
}
