// SPDX-License-Identifier: MIT
// One user's side of a TPM session: owns the command and the response buffer, frames commands, checks the header of what comes
// back, and repeats a command that the TPM asked to repeat. It knows no command: those are in Commands/.
// A command is sent again only when the TPM asked for that, never because an answer was lost: an extend must not run twice.
// Secrets: an authorization value stands in the command buffer, random bytes in the response buffer, until Wipe.

using System;
using System.Threading;
using Wardstone.Runtime;

namespace Wardstone.Tpm
{
    /// <summary>Sends commands to a TPM. One thread at a time; what a command returns as a view is valid until the next one.</summary>
    public sealed class TpmClient
    {
        /// <summary>Enough for every command here, in bytes: the longest are CreatePrimary's and GetCapability's responses.</summary>
        public const int DefaultBufferSize = 1024;

        /// <summary>The bits of a response code that are the TPM's.</summary>
        internal const uint RcMask = 0xFFF;

        private const int HeaderSize = 10;
        private const int SizeOffset = 2;

        // Doubling pauses of 1 to 128 ms: 24 tries are about 2.3 s.
        private const int MaxTries = 24;
        private const int MaxPauseMs = 128;

        private readonly ICharDevice _tpm;
        private readonly byte[] _command;
        private readonly byte[] _response;
        private TpmCc _code;
        private TpmSt _tag;

        // How much of the buffers was used since the last Wipe.
        private int _commandUsed;
        private int _responseUsed;

        /// <summary>A client with two buffers of <paramref name="bufferSize"/> bytes.</summary>
        public TpmClient(ICharDevice tpm, int bufferSize = DefaultBufferSize)
        {
            _tpm = tpm;
            _command = new byte[bufferSize];
            _response = new byte[bufferSize];
        }

        /// <summary>The code for a way to the TPM that failed.</summary>
        /// <param name="status">Not Ok.</param>
        public static TpmRc RcOf(IoStatus status) => (TpmRc)((uint)TpmRc.IoTimeout - (uint)IoStatus.Timeout + (uint)status);

        /// <summary>Whether the way to the TPM failed, in whichever way.</summary>
        public static bool IsIo(TpmRc rc) => (uint)rc >> 16 == (uint)TpmRc.IoTimeout >> 16;

        /// <summary>Whether the way to the TPM is only gone for now, which says nothing of the TPM: ask again.</summary>
        public static bool IsAway(TpmRc rc) => rc == TpmRc.IoServerFaulted || rc == TpmRc.IoBusy || rc == TpmRc.IoInterrupted;

        /// <summary>Starts a command: writes its header.</summary>
        /// <param name="tag">Sessions if an authorization area follows the handles, else NoSessions.</param>
        /// <param name="code">Which command.</param>
        /// <returns>Takes the handles, the authorization area and the parameters.</returns>
        public TpmWriter Begin(TpmSt tag, TpmCc code)
        {
            _tag = tag;
            _code = code;
            TpmWriter command = new TpmWriter(_command);
            command.U16((ushort)tag);
            command.U32(0);
            command.U32((uint)code);
            return command;
        }

        /// <summary>Sends what was begun and checks the response's header.</summary>
        /// <param name="command">What <see cref="Begin"/> gave, with everything written.</param>
        /// <param name="timeoutMs">Bound on the execution, in milliseconds: one of <see cref="TpmTimeout"/>.</param>
        /// <param name="response">What follows the header on Success; empty otherwise.</param>
        /// <returns>The TPM's code, or one of our own layers.</returns>
        public TpmRc Submit(TpmWriter command, int timeoutMs, out TpmReader response)
        {
            response = new TpmReader(SpanByte.Empty);
            if (command.Failed)
            {
                return TpmRc.CommandTooLong;
            }

            int length = _command.Length - command.Left;
            new TpmWriter(new SpanByte(_command, SizeOffset, sizeof(uint))).U32((uint)length);
            _commandUsed = length > _commandUsed ? length : _commandUsed;
            int pauseMs = 1;
            for (int tries = 1; ; tries++)
            {
                TpmRc rc = Exchange(length, timeoutMs, out int responseLength);
                if (rc == TpmRc.Success)
                {
                    response = new TpmReader(new SpanByte(_response, HeaderSize, responseLength - HeaderSize));
                }

                if (tries == MaxTries || !AsksToRepeat(rc))
                {
                    return rc;
                }

                Thread.Sleep(pauseMs);
                pauseMs = pauseMs < MaxPauseMs ? pauseMs * 2 : MaxPauseMs;
            }
        }

        /// <summary>Clears both buffers. To be called after a command that had a secret in either.</summary>
        public void Wipe()
        {
            Array.Clear(_command, 0, _commandUsed);
            Array.Clear(_response, 0, _responseUsed);
            _commandUsed = 0;
            _responseUsed = 0;
        }

        private TpmRc Exchange(int length, int timeoutMs, out int responseLength)
        {
            IoStatus status = _tpm.Transfer(new SpanByte(_command, 0, length), _response, timeoutMs, out responseLength);
            if (status != IoStatus.Ok)
            {
                return RcOf(status);
            }

            if (responseLength < HeaderSize || responseLength > _response.Length)
            {
                return TpmRc.ResponseShort;
            }

            _responseUsed = responseLength > _responseUsed ? responseLength : _responseUsed;
            TpmReader header = new TpmReader(new SpanByte(_response, 0, HeaderSize));
            TpmSt tag = (TpmSt)header.U16();
            uint size = header.U32();
            TpmRc rc = (TpmRc)header.U32();
            if (size != (uint)responseLength)
            {
                return TpmRc.ResponseSize;
            }

            return rc == TpmRc.Success ? CheckSuccess(tag) : CheckError(tag, rc, responseLength);
        }

        private TpmRc CheckSuccess(TpmSt tag) => tag == _tag ? TpmRc.Success : TpmRc.ResponseTag;

        // Part 1, section 18.5: an error is a header only and has no sessions, whatever the command had.
        private static TpmRc CheckError(TpmSt tag, TpmRc rc, int length)
        {
            if (((uint)rc & ~RcMask) != 0)
            {
                return TpmRc.ResponseCode;
            }

            if (tag != TpmSt.NoSessions && !(tag == TpmSt.RspCommand && rc == TpmRc.BadTag))
            {
                return TpmRc.ResponseTag;
            }

            return length == HeaderSize ? rc : TpmRc.ResponseTrailing;
        }

        // TPM_RC_TESTING is SelfTest's way of saying that the tests have begun: no reason to begin them again.
        private bool AsksToRepeat(TpmRc rc) =>
            rc == TpmRc.Retry || rc == TpmRc.Yielded || (rc == TpmRc.Testing && _code != TpmCc.SelfTest);
    }
}
