// SPDX-License-Identifier: MIT
// The board's end of the link. It owns no thread: its user calls Poll whenever there is time. Whatever comes over the
// line, a call ends within its time-out plus the time of at most the requests in one read and of sending their answers.
//
// It never starts a conversation, never waits for the rest of a frame or message, and keeps nothing about a host but the
// last response; so hosts come late, go in the middle, or change, without a word to the board.

using System;
using Wardstone.Runtime;

namespace Wardstone.Link
{
    /// <summary>Serves MCTP requests from a serial line.</summary>
    public sealed class LinkServer
    {
        /// <summary>Longest wait, in milliseconds, for room to send one packet; a host that does not read loses the answer.</summary>
        public const int SendTimeoutMs = 500;

        private readonly ICharDevice _terminal;
        private readonly IMessageHandler[] _handlers;
        private readonly ControlProtocol _control;
        private readonly SerialDecoder _decoder = new SerialDecoder();
        private readonly MessageAssembler _assembler = new MessageAssembler(LinkProtocol.MaxMessage, true);
        private readonly MessageSender _sender;
        private readonly byte[] _received = new byte[64];

        /// <param name="terminal">The line; nobody else reads or writes it.</param>
        /// <param name="handlers">One for each message type, besides MCTP control, which is always there.</param>
        public LinkServer(ICharDevice terminal, IMessageHandler[] handlers)
        {
            _terminal = terminal;
            _handlers = handlers;
            _control = new ControlProtocol(handlers);
            _sender = new MessageSender(terminal);
        }

        /// <summary>Messages answered since start.</summary>
        public int Answered { get; private set; }

        /// <summary>Frames and messages given up since start.</summary>
        public int Dropped => _decoder.BadFrames + _assembler.DroppedMessages;

        /// <summary>Takes what has arrived and answers every request that it completes.</summary>
        /// <param name="timeoutMs">Bound on the wait for the first byte, in milliseconds; 0 does not wait.</param>
        /// <returns>Whether there may be more to take.</returns>
        public bool Poll(int timeoutMs)
        {
            // Lost bytes (BusError) need no care of their own: the frame they are missing from fails its check.
            IoStatus status = _terminal.Read(_received, timeoutMs, out int count);

            for (int i = 0; i < count; i++)
            {
                if (_decoder.Push(_received[i]) && _assembler.Push(_decoder.Packet, _control.EndpointId))
                {
                    Answer(_assembler.Message);
                }
            }

            return status != IoStatus.Timeout;
        }

        private void Answer(SpanByte request)
        {
            SpanByte response = Dispatch(request);
            if (!response.IsEmpty)
            {
                Answered++;

                // Not sent is the same as lost on the way: the host asks again and gets the same response.
                _ = _sender.Send(response, _assembler.Source, _control.EndpointId, _assembler.Tag, SendTimeoutMs);
            }
        }

        private SpanByte Dispatch(SpanByte request)
        {
            // A set integrity-check bit (0x80) makes this a type that nobody here serves, as none of ours has a check.
            byte type = request[0];
            if (type == _control.MessageType)
            {
                return _control.Handle(request);
            }

            for (int i = 0; i < _handlers.Length; i++)
            {
                if (_handlers[i].MessageType == type)
                {
                    return _handlers[i].Handle(request);
                }
            }

            return SpanByte.Empty;
        }
    }
}
