// SPDX-License-Identifier: MIT
// The I2C controllers of the STM32F4 and F7 as bus controller: seven-bit addresses, no target mode, no DMA. What the two families share is
// here; I2cF4 and I2cF7 have the registers, which have nothing in common.
//
// The handler moves bytes between the controller and a small buffer and stops the clock when that is empty or full, so a caller's
// buffer is never used behind its back. No wait in a handler; a device that stretches the clock, and a controller that hangs, are given up
// after a bound by the thread.

using System;
using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>The controller of one bus.</summary>
    public abstract class I2c : I2cController, IInterruptHandler
    {
        /// <summary>How many bytes go through the buffer at once.</summary>
        protected const int Chunk = 64;

        // A chunk takes 6 ms at 100 kHz.
        private const int ChunkBoundMs = 100;
        private const int StopBound = 1000; // reads of the status until a STOP is over, some hundred nanoseconds each

        private readonly InterruptLine _events;
        private readonly InterruptLine _errors;
        private readonly I2cLines _lines;
        private readonly byte[] _buffer = new byte[Chunk + 3]; // the F4 takes the last three bytes of a message together
        private readonly Signal _completed = new Signal();
        private int _clockHz;
        private int _index; // bytes of the buffer that were moved
        private I2cStep _step;
        private bool _isTransferring;

        private protected I2c(InterruptLine events, InterruptLine errors, I2cLines lines)
        {
            _events = events;
            _errors = errors;
            _lines = lines;
        }

        /// <summary>What the handler tells the thread. The controller is silent until it is told to go on.</summary>
        private protected enum I2cStep
        {
            Done,
            NextChunk,
            AddressRefused,
            DataRefused,
            ArbitrationLost,
        }

        /// <summary>Bytes of the message that the handler still has to move.</summary>
        private protected int Left { get; private set; }

        /// <summary>Seven bits, and whether it is a read in the lowest one.</summary>
        private protected int Target { get; private set; }

        private protected bool IsRead => (Target & 1) != 0;

        /// <summary>Whether the bus is given up after the message.</summary>
        private protected bool EndsWithStop { get; private set; }

        private protected int Moved => _index;

        private protected abstract bool IsBusy { get; }

        /// <inheritdoc/>
        public override I2cOutcome Transfer(int address, int clockHz, SpanByte write, SpanByte read, out int transferred)
        {
            transferred = 0;
            if (_isTransferring)
            {
                Start(); // the caller before was cut off, and was not the owner
            }

            _isTransferring = true;
            var outcome = Exchange(address, clockHz, write, read, ref transferred);
            _isTransferring = false;
            return outcome;
        }

        /// <inheritdoc/>
        public abstract void HandleInterrupt();

        /// <inheritdoc/>
        protected override void Start()
        {
            _isTransferring = false;
            _clockHz = 100_000;
            _lines.Connect();
            Reset(_clockHz);
            _completed.Clear();
            _events.Connect(this);
            _errors.Connect(this);
        }

        /// <inheritdoc/>
        protected override void Stop()
        {
            _events.Disconnect();
            _errors.Disconnect();
            _lines.Connect();
            Reset(100_000);
            _completed.Clear();
        }

        /// <summary>Ends whatever the controller does, lets go of the lines, and sets the clock.</summary>
        private protected abstract void Reset(int clockHz);

        /// <summary>START, and the address.</summary>
        private protected abstract void Begin();

        /// <summary>The buffer is full or empty again.</summary>
        private protected abstract void GoOn();

        /// <summary>For the handler: the next byte to send.</summary>
        private protected byte NextToSend()
        {
            Left--;
            return _buffer[_index++];
        }

        /// <summary>For the handler: the next byte that was received.</summary>
        private protected void Received(uint value)
        {
            Left--;
            _buffer[_index++] = (byte)value;
        }

        /// <summary>For the handler, which has turned the controller's interrupts off.</summary>
        private protected void Tell(I2cStep step)
        {
            _step = step;
            _completed.Set();
        }

        private I2cOutcome Exchange(int address, int clockHz, SpanByte write, SpanByte read, ref int transferred)
        {
            if (!FreeBus())
            {
                return I2cOutcome.BusStuck;
            }

            if (clockHz != _clockHz)
            {
                _clockHz = clockHz;
                Reset(clockHz);
            }

            var outcome = I2cOutcome.Done;
            if (!write.IsEmpty || read.IsEmpty)
            {
                outcome = Run(address << 1, write, read.IsEmpty, ref transferred);
            }

            return outcome == I2cOutcome.Done && !read.IsEmpty ? Run((address << 1) | 1, read, true, ref transferred) : outcome;
        }

        private I2cOutcome Run(int target, SpanByte data, bool endsWithStop, ref int transferred)
        {
            Target = target;
            EndsWithStop = endsWithStop;
            Left = data.Length;
            Fill(data);
            Prepare();
            Begin();
            while (_completed.Wait(ChunkBoundMs))
            {
                if (_step > I2cStep.NextChunk)
                {
                    transferred += _step == I2cStep.DataRefused && _index > 0 ? _index - 1 : 0; // the last one was not taken
                    return OutcomeOf(_step);
                }

                var moved = _index;
                transferred += moved;
                if (IsRead)
                {
                    for (var i = 0; i < moved; i++)
                    {
                        data[i] = _buffer[i];
                    }
                }

                if (_step == I2cStep.Done)
                {
                    return I2cOutcome.Done;
                }

                data = data.Slice(moved);
                Fill(data);
                Prepare();
                GoOn();
            }

            Reset(_clockHz);
            return I2cOutcome.Timeout;
        }

        private void Fill(SpanByte data)
        {
            _index = 0;
            for (var i = 0; !IsRead && i < data.Length && i < Chunk; i++)
            {
                _buffer[i] = data[i];
            }
        }

        private void Prepare()
        {
            _completed.Clear();
            _events.Served();
            _errors.Served();
        }

        private I2cOutcome OutcomeOf(I2cStep step)
        {
            if (step == I2cStep.ArbitrationLost)
            {
                Reset(_clockHz);
                return I2cOutcome.ArbitrationLost;
            }

            return step == I2cStep.AddressRefused ? I2cOutcome.AddressNotAcknowledged : I2cOutcome.DataNotAcknowledged;
        }

        // The message before may not have come to its STOP yet. A device that was cut off in the middle of a byte holds the data line until
        // it has been clocked through it.
        private bool FreeBus()
        {
            for (var i = 0; i < StopBound && IsBusy; i++)
            {
            }

            if (IsBusy)
            {
                _ = _completed.Wait(1);
            }

            if (IsBusy || !_lines.AreFree)
            {
                _lines.Free();
                Reset(_clockHz);
            }

            return _lines.AreFree && !IsBusy;
        }
    }
}
