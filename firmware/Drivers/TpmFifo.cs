// SPDX-License-Identifier: MIT
// The FIFO protocol of a TPM (PC Client PTP, FIFO interface), over any bus:
//
//   Idle --commandReady--> Ready --bytes--> Reception --go--> Execution --> Completion --commandReady--> Idle
//
// It moves one command and one response and looks into neither beyond their headers. No locality but 0, no cancel.
//
// Must hold:
// - Every wait is bounded, in milliseconds, and every length that the TPM gives is checked before use.
// - A command never runs twice: it is sent again only before go; after go only its response is asked for again.
// - However a command ends, commandReady is written last, so that nothing is left in the FIFO. After a failure the
//   next command finds everything out anew, since the TPM may have been reset.

using System;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>A TPM behind a FIFO interface. Allocates nothing after construction; one caller at a time.</summary>
    public sealed class TpmFifo : CharDevice
    {
        private const int HeaderSize = 10;
        private const int CommandCodeOffset = 9;
        private const int Attempts = 3;
        private const int HasResponse = TpmStatus.Valid | TpmStatus.DataAvailable;

        private readonly ITpmRegisters _registers;
        private readonly TpmTimeouts _timeouts;
        private readonly TpmLocality _locality;
        private readonly TpmStatus _status;
        private readonly TpmChecksum _checksum;
        private readonly TpmInterrupt _interrupt;
        private readonly TpmPace _pace = new TpmPace();
        private bool _open;

        public TpmFifo(ITpmRegisters registers)
            : this(registers, new TpmTimeouts())
        {
        }

        /// <param name="registers">The TPM.</param>
        /// <param name="timeouts">How long its steps may take.</param>
        /// <param name="interrupt">What the TPM's interrupt line is to wake; null for nothing.</param>
        public TpmFifo(ITpmRegisters registers, TpmTimeouts timeouts, Wakeup interrupt = null)
        {
            _registers = registers;
            _timeouts = timeouts;
            _locality = new TpmLocality(registers);
            _status = new TpmStatus(registers);
            _checksum = new TpmChecksum(registers);
            _interrupt = new TpmInterrupt(registers, interrupt);
        }

        /// <summary>Whether the interrupt line is listened to: it is wired, and did not tell too many lies.</summary>
        public bool UsesInterrupt => _interrupt.IsUsed;

        /// <summary>How often the interrupt came for a response, came for nothing, and did not come, since the start.</summary>
        public void CountInterrupts(out int right, out int falseOnes, out int lost)
        {
            right = _interrupt.Right;
            falseOnes = _interrupt.False;
            lost = _interrupt.Lost;
        }

        /// <summary>
        /// Finds the TPM, claims its locality, ends what it may still be doing, and turns the link checksum on. Transmit does
        /// this when it has to.
        /// </summary>
        /// <returns>Ok; NotAcknowledged (I2C) or NotPresent (SPI) if there is none, after TIMEOUT_A; else what went wrong.</returns>
        public IoStatus Open()
        {
            IoStatus status = _locality.Find(_timeouts.A);
            if (status == IoStatus.Ok)
            {
                status = _locality.Claim(_timeouts.A);
            }

            if (status == IoStatus.Ok)
            {
                status = MakeReady();
            }

            if (status == IoStatus.Ok)
            {
                status = _checksum.Enable();
            }

            if (status == IoStatus.Ok)
            {
                status = _interrupt.Enable();
            }

            _open = status == IoStatus.Ok;
            return status;
        }

        /// <inheritdoc/>
        /// <remarks>
        /// Bound: timeoutMs, plus three times (TIMEOUT_A to find a TPM that was lost, TIMEOUT_A to get its locality, twice
        /// TIMEOUT_B until it is ready, TIMEOUT_D for each burst, TIMEOUT_C), plus the transfers themselves. A command that
        /// is not as long as its header says is a ProtocolError. If the status is not Ok, the command may have run, once, or not.
        /// </remarks>
        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            if (write.Length < HeaderSize || Size(write) != write.Length)
            {
                return IoStatus.ProtocolError;
            }

            if (read.Length < HeaderSize)
            {
                return IoStatus.TooLong;
            }

            IoStatus status = Deliver(write);
            if (status == IoStatus.Ok)
            {
                status = Execute(write[CommandCodeOffset], timeoutMs);
            }

            if (status == IoStatus.Ok)
            {
                status = Receive(read, out count);
            }

            // From Completion to Idle; from any other state it aborts.
            IoStatus idle = _status.Write(TpmStatus.CommandReady);
            _open = status == IoStatus.Ok && idle == IoStatus.Ok;
            return status;
        }

        private static int Size(SpanByte header) => (header[2] << 24) | (header[3] << 16) | (header[4] << 8) | header[5];

        /// <summary>Reaches Ready from any state. commandReady may take two writes: one to abort into Idle, one to leave Idle.</summary>
        private IoStatus MakeReady()
        {
            IoStatus status = AskForReady();
            if (status == IoStatus.Timeout)
            {
                var deadline = Deadline.After(_timeouts.B - _timeouts.D);
                for (bool late = false; status == IoStatus.Timeout && !late;)
                {
                    late = deadline.HasPassed;
                    status = AskForReady();
                }
            }

            return status;
        }

        private IoStatus AskForReady()
        {
            IoStatus status = _status.Write(TpmStatus.CommandReady);
            return status == IoStatus.Ok ? _status.Await(TpmStatus.CommandReady, TpmStatus.CommandReady, _timeouts.D) : status;
        }

        /// <summary>Gets the command into the TPM, whole and checked: all but go.</summary>
        private IoStatus Deliver(SpanByte command)
        {
            for (int attempt = 1; ; attempt++)
            {
                IoStatus status = _open ? IoStatus.Ok : Open();
                if (status == IoStatus.Ok)
                {
                    status = MakeReady();
                }

                if (status == IoStatus.Ok)
                {
                    status = Send(command);
                }

                // Nobody there: that was waited for already.
                bool absent = !_open && (status == IoStatus.NotAcknowledged || status == IoStatus.NotPresent);
                if (status == IoStatus.Ok || absent || attempt == Attempts)
                {
                    return status;
                }

                _open = false;
            }
        }

        private IoStatus Send(SpanByte command)
        {
            for (int sent = 0; sent < command.Length;)
            {
                IoStatus status = _status.AwaitBurst(sent == 0 ? 0 : TpmStatus.Expect, _timeouts.D);
                if (status != IoStatus.Ok)
                {
                    return status;
                }

                int count = command.Length - sent < _status.Burst ? command.Length - sent : _status.Burst;
                status = _registers.Write(TpmRegister.DataFifo, command.Slice(sent, count));
                if (status != IoStatus.Ok)
                {
                    return status;
                }

                _status.Moved(count);
                sent += count;
            }

            IoStatus complete = _status.Await(TpmStatus.Valid | TpmStatus.Expect, TpmStatus.Valid, _timeouts.C);
            return complete == IoStatus.Ok && _checksum.IsOn ? _checksum.Compare(command) : complete;
        }

        private IoStatus Execute(int commandCode, int timeoutMs)
        {
            IoStatus status = _status.Write(TpmStatus.Go);
            if (status == IoStatus.Ok)
            {
                int estimateMs = _pace.EstimateMs(commandCode);
                int napMs = estimateMs < timeoutMs ? estimateMs : timeoutMs;
                status = _status.Await(HasResponse, HasResponse, timeoutMs, napMs, _interrupt);
                _pace.Learn(commandCode, _status.WaitedMs);
            }

            return status;
        }

        /// <summary>
        /// Takes the response. A wrong size may come from a disturbed transfer, as a wrong checksum does: responseRetry makes
        /// the TPM give the same bytes again.
        /// </summary>
        private IoStatus Receive(SpanByte response, out int length)
        {
            for (int attempt = 1; ; attempt++)
            {
                IoStatus status = ReadResponse(response, out length);
                if (status == IoStatus.Ok || attempt == Attempts)
                {
                    return status;
                }

                status = _status.Write(TpmStatus.ResponseRetry);
                if (status == IoStatus.Ok)
                {
                    status = _status.Await(HasResponse, HasResponse, _timeouts.C);
                }

                if (status != IoStatus.Ok)
                {
                    return status;
                }
            }
        }

        /// <param name="length">0 unless the status is Ok.</param>
        private IoStatus ReadResponse(SpanByte response, out int length)
        {
            length = 0;
            IoStatus status = ReadFifo(response.Slice(0, HeaderSize));
            if (status != IoStatus.Ok)
            {
                return status;
            }

            int size = Size(response);
            if (size < HeaderSize)
            {
                return IoStatus.ProtocolError; // Also a size of 2 GiB and more.
            }

            if (size > response.Length)
            {
                return IoStatus.TooLong;
            }

            status = ReadFifo(response.Slice(HeaderSize, size - HeaderSize));
            if (status == IoStatus.Ok)
            {
                // A right checksum says that nothing is missing; without one, no byte may be left.
                status = _checksum.IsOn ? _checksum.Compare(response.Slice(0, size)) : AwaitEmpty();
            }

            length = status == IoStatus.Ok ? size : 0;
            return status;
        }

        private IoStatus AwaitEmpty()
        {
            IoStatus status = _status.Await(TpmStatus.Valid | TpmStatus.DataAvailable, TpmStatus.Valid, _timeouts.D);
            return status == IoStatus.Timeout ? IoStatus.ProtocolError : status;
        }

        private IoStatus ReadFifo(SpanByte data)
        {
            for (int read = 0; read < data.Length;)
            {
                IoStatus status = _status.AwaitBurst(TpmStatus.DataAvailable, _timeouts.D);
                if (status != IoStatus.Ok)
                {
                    return status;
                }

                int count = data.Length - read < _status.Burst ? data.Length - read : _status.Burst;
                status = _registers.Read(TpmRegister.DataFifo, data.Slice(read, count));
                if (status != IoStatus.Ok)
                {
                    return status;
                }

                _status.Moved(count);
                read += count;
            }

            return IoStatus.Ok;
        }
    }
}
