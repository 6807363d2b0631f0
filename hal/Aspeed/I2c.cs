// SPDX-License-Identifier: MIT
// The I2C controller of AST2600 and AST1030 as bus controller, in its new register mode: packets through the bus's
// pool of 32 bytes, an interrupt a packet. No target mode, no DMA, seven-bit addresses.
//
// A packet is at most one START with address, up to 32 bytes one way and one STOP. The interrupt handler only
// takes the status; the thread that transfers moves the bytes, so a caller's buffer is never used behind its back.
// When a device does not acknowledge, loses arbitration or times out, the controller ends the packet with a STOP itself.

using System;
using System.Runtime.CompilerServices;
using Wardstone.Controllers;

namespace Wardstone.Aspeed
{
    /// <summary>The controller of one bus.</summary>
    public sealed class I2c : I2cController, IInterruptHandler
    {
        // Registers of a bus, by the manual's names.
        private const int FunctionControl = 0x00; // I2CC00
        private const int Timing = 0x04; // I2CC04
        private const int LineStatus = 0x08; // I2CC08
        private const int PoolControl = 0x0C; // I2CC0C
        private const int InterruptEnable = 0x10; // I2CM10
        private const int InterruptStatus = 0x14; // I2CM14, write 1 to clear
        private const int Command = 0x18; // I2CM18

        // I2CC00
        private const uint ControllerEnable = 1u << 0;
        private const uint AutoRelease = 1u << 17; // give the bus up after a time-out

        // I2CC08
        private const uint BusBusy = 1u << 16;
        private const uint DataLineHigh = 1u << 17;
        private const uint ClockLineHigh = 1u << 18;

        // I2CM14
        private const uint NotAcknowledged = 1u << 1;
        private const uint ArbitrationLost = 1u << 3;
        private const uint AbnormalStop = 1u << 5;
        private const uint ClockLowTimeout = 1u << 6;
        private const uint Recovered = 1u << 13;
        private const uint DataLowTimeout = 1u << 14;
        private const uint RecoveryFailed = 1u << 15;
        private const uint PacketDone = 1u << 16;
        private const uint PacketTimeout = 1u << 18;

        private const uint Failures =
            ArbitrationLost | NotAcknowledged | PacketTimeout | ClockLowTimeout | DataLowTimeout | AbnormalStop;

        // I2CM18
        private const uint StartCondition = 1u << 0;
        private const uint Transmit = (1u << 1) | (1u << 6); // from the pool
        private const uint Receive = (1u << 3) | (1u << 7); // into the pool
        private const uint ReceiveLast = 1u << 4; // do not acknowledge the last byte
        private const uint StopCondition = 1u << 5;
        private const uint Recover = 1u << 11;
        private const uint Packet = 1u << 16;
        private const int AddressShift = 24;

        private const int PoolSize = 32;

        // 32 bytes take 3 ms at 100 kHz; a device that stretches the clock is given up by the controller itself after 74 ms
        // (I2cClock). This bound ends a controller that hangs.
        private const int PacketBoundMs = 100;

        private readonly Registers _bus;
        private readonly Registers _pool;
        private readonly InterruptLine _interrupt;
        private readonly Signal _completed = new Signal();
        private int _clockHz;
        private uint _status;
        private bool _isTransferring;

        /// <param name="bus">The bus's registers.</param>
        /// <param name="pool">The bus's buffer pool.</param>
        /// <param name="interrupt">The bus's interrupt.</param>
        public I2c(Registers bus, Registers pool, InterruptLine interrupt)
        {
            _bus = bus;
            _pool = pool;
            _interrupt = interrupt;
            Start();
        }

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

        private I2cOutcome Exchange(int address, int clockHz, SpanByte write, SpanByte read, ref int transferred)
        {
            SetClock(clockHz);
            if ((_bus[LineStatus] & BusBusy) != 0 && !FreeBus())
            {
                return I2cOutcome.BusStuck;
            }

            var target = ((uint)address << AddressShift) | StartCondition;
            var outcome = I2cOutcome.Done;
            if (!write.IsEmpty || read.IsEmpty)
            {
                outcome = Write(target, write, read.IsEmpty, ref transferred);
            }

            return outcome == I2cOutcome.Done && !read.IsEmpty ? Read(target, read, ref transferred) : outcome;
        }

        /// <inheritdoc/>
        protected override void Start()
        {
            _isTransferring = false;
            _clockHz = 0; // whoever was cut off may have set the one and not the other
            Reset();
            _completed.Clear();
            _interrupt.Connect(this);
            _bus[InterruptEnable] = PacketDone | Recovered | RecoveryFailed;
        }

        // A device that was cut off in the middle of a message takes the next START for the end of it (UM10204, 3.1.10, note 4); if it
        // holds the data line until then, the next transfer clocks it free.
        /// <inheritdoc/>
        protected override void Stop()
        {
            _interrupt.Disconnect();
            _bus[FunctionControl] = 0;
            _bus[InterruptEnable] = 0;
            _bus[InterruptStatus] = 0xFFFFFFFF;
            _completed.Clear();
        }

        /// <inheritdoc/>
        public void HandleInterrupt()
        {
            var status = _bus[InterruptStatus];
            _bus[InterruptStatus] = status;
            if (status != 0)
            {
                _status = status;
                _completed.Set();
            }
        }

        // The address goes in a packet of its own: the controller does not tell which byte of a packet was not
        // acknowledged, and an absent device has to look different from one that refuses a byte.
        private I2cOutcome Write(uint target, SpanByte data, bool stop, ref int transferred)
        {
            var outcome = Execute(target | (stop && data.IsEmpty ? StopCondition : 0));
            while (outcome == I2cOutcome.Done && !data.IsEmpty)
            {
                var count = Least(data.Length, PoolSize);
                var rest = data.Slice(count);
                _pool.Store(data.Slice(0, count));
                _bus[PoolControl] = (uint)(count - 1) << 8;
                outcome = Execute(Transmit | (stop && rest.IsEmpty ? StopCondition : 0));
                if (outcome == I2cOutcome.AddressNotAcknowledged)
                {
                    return I2cOutcome.DataNotAcknowledged;
                }

                transferred += outcome == I2cOutcome.Done ? count : 0;
                data = rest;
            }

            return outcome;
        }

        private I2cOutcome Read(uint target, SpanByte data, ref int transferred)
        {
            var outcome = I2cOutcome.Done;
            while (outcome == I2cOutcome.Done && !data.IsEmpty)
            {
                var count = Least(data.Length, PoolSize);
                var rest = data.Slice(count);
                _bus[PoolControl] = (uint)(count - 1) << 16;
                outcome = Execute(target | Receive | (rest.IsEmpty ? ReceiveLast | StopCondition : 0));
                if (outcome == I2cOutcome.Done)
                {
                    _pool.Load(data.Slice(0, count));
                    transferred += count;
                }

                target = 0;
                data = rest;
            }

            return outcome;
        }

        // Runs one packet to its end.
        private I2cOutcome Execute(uint command)
        {
            var status = Run(Packet | command);
            return (status & (PacketDone | Failures)) == PacketDone ? I2cOutcome.Done : OutcomeOf(status);
        }

        private I2cOutcome OutcomeOf(uint status)
        {
            if ((status & ArbitrationLost) != 0)
            {
                return I2cOutcome.ArbitrationLost;
            }

            if ((status & NotAcknowledged) != 0)
            {
                return I2cOutcome.AddressNotAcknowledged;
            }

            Reset();
            return I2cOutcome.Timeout;
        }

        // A device that was cut off in the middle of a byte holds the data line low until it has been clocked through it. A bus that
        // is busy with both lines high is one that nobody ended with a STOP: the recovery ends with one.
        private bool FreeBus()
        {
            Reset();
            var lines = _bus[LineStatus];
            if ((lines & ClockLineHigh) != 0 && ((lines & DataLineHigh) == 0 || (lines & BusBusy) != 0))
            {
                _ = Run(Recover);
                Reset();
            }

            return (_bus[LineStatus] & BusBusy) == 0;
        }

        // Starts a command and waits for its interrupt; 0 if none came.
        [MethodImpl((MethodImplOptions)256)]
        private uint Run(uint command)
        {
            _completed.Clear();
            _interrupt.Served();
            _bus[Command] = command;
            return _completed.Wait(PacketBoundMs) ? _status : 0;
        }

        // Stops whatever the controller does, so that no late interrupt is taken for the next command's.
        private void Reset()
        {
            _bus[FunctionControl] = 0;
            _bus[InterruptStatus] = 0xFFFFFFFF;
            _bus[FunctionControl] = ControllerEnable | AutoRelease;
        }

        [MethodImpl((MethodImplOptions)256)]
        private void SetClock(int clockHz)
        {
            if (clockHz != _clockHz)
            {
                _bus[Timing] = I2cClock.TimingFor(clockHz);
                _clockHz = clockHz;
            }
        }

        private static int Least(int a, int b) => a < b ? a : b;
    }
}
