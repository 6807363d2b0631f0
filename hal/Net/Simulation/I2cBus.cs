// SPDX-License-Identifier: MIT
// A simulated I2C bus: hands every START, byte and STOP to the device that owns the address, counts them, and fails where it is told to.
// Its controller is as a good one: it frees a data line that a target holds with nine clocks, and never waits for ever. A byte takes no
// time.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Device.I2c;
using System.Threading;

namespace Wardstone.Simulation
{
    /// <summary>An I2C bus that I2cDevice finds by its <see cref="Id"/>, which no other bus of the process has.</summary>
    public class I2cBus : IDisposable
    {
        private const int RecoveryClocks = 9;

        private static readonly ConcurrentDictionary<int, I2cBus> Buses = new();
        private static int _lastId;

        private readonly Dictionary<int, II2cTarget> _targets = new();
        private List<I2cMessage> _transcript;
        private I2cMessage _message;
        private II2cTarget _holding;
        private I2cFault _fault;
        private int _faultAt;
        private int _faults;

        public I2cBus()
            : this(Interlocked.Increment(ref _lastId))
        {
        }

        /// <param name="id">Its number, for a configuration that stays the same. Far above those that are given away.</param>
        public I2cBus(int id)
        {
            Id = id;
            if (!Buses.TryAdd(id, this))
            {
                throw new ArgumentException($"there is an I2C bus {id}");
            }
        }

        public int Id { get; }

        /// <summary>Messages so far: a START or repeated START each, acknowledged or not.</summary>
        public int Messages { get; private set; }

        /// <summary>Bytes so far, addresses not counted.</summary>
        public int BytesWritten { get; private set; }

        /// <inheritdoc cref="BytesWritten"/>
        public int BytesRead { get; private set; }

        /// <summary>How often the controller gave nine clocks to a target that held the data line.</summary>
        public int Recoveries { get; private set; }

        /// <summary>Clocks until the target lets go of the data line; 0: nobody holds it. int.MaxValue is for ever.</summary>
        public int HeldFor { get; set; }

        /// <summary>What <see cref="HeldFor"/> becomes by the fault DataHeld.</summary>
        public int HoldsFor { get; set; } = RecoveryClocks;

        /// <summary>The messages since <see cref="Record"/>.</summary>
        public IReadOnlyList<I2cMessage> Transcript => _transcript;

        /// <summary>Puts a device on the bus, in place of one that had this address.</summary>
        public void Attach(int address, II2cTarget target) => _targets[address] = target;

        public void Detach(int address) => _targets.Remove(address);

        /// <summary>Begins a new transcript.</summary>
        public void Record() => _transcript = new();

        /// <summary>Has something go wrong.</summary>
        /// <param name="fault">What.</param>
        /// <param name="position">At which byte from now on, addresses counted; 0 is the next address.</param>
        /// <param name="count">At how many bytes in a row.</param>
        public void FailAt(I2cFault fault, int position, int count = 1) => (_fault, _faultAt, _faults) = (fault, position, count);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing) => Buses.TryRemove(Id, out _);

        internal static I2cBus Find(int id) => Buses.TryGetValue(id, out var bus) ? bus : throw new ArgumentException($"no I2C bus {id}");

        /// <summary>What the controller does, as System.Device.I2c has it: a message each for what is to be written and read.</summary>
        /// <param name="transferred">Bytes acknowledged or received, addresses not counted.</param>
        protected internal virtual I2cTransferStatus Transfer(
            int address, I2cBusSpeed speed, SpanByte write, SpanByte read, out uint transferred)
        {
            transferred = 0;
            _targets.TryGetValue(address, out var target);
            if (HeldFor > 0 && !Recover())
            {
                return I2cTransferStatus.UnknownError;
            }

            var status = I2cTransferStatus.FullTransfer;
            if (write.Length > 0 || read.Length == 0)
            {
                Begin(address, speed, isRead: false, isRepeated: false);
                status = Write(target, write, ref transferred);
            }

            if (status == I2cTransferStatus.FullTransfer && read.Length > 0)
            {
                Begin(address, speed, isRead: true, isRepeated: write.Length > 0);
                status = Read(target, read, ref transferred);
            }

            End(target);
            return status;
        }

        // A target that comes to the end of its byte takes the STOP after the clocks for the end of its message.
        private bool Recover()
        {
            Recoveries++;
            HeldFor = HeldFor == int.MaxValue ? HeldFor : Math.Max(0, HeldFor - RecoveryClocks);
            if (HeldFor > 0)
            {
                return false;
            }

            _holding?.Stop();
            _holding = null;
            return true;
        }

        private void Begin(int address, I2cBusSpeed speed, bool isRead, bool isRepeated)
        {
            Messages++;
            if (_transcript != null)
            {
                _message = new I2cMessage { Address = address, Speed = speed, IsRead = isRead, IsRepeatedStart = isRepeated };
                _transcript.Add(_message);
            }
        }

        private void End(II2cTarget target)
        {
            if (HeldFor > 0)
            {
                _holding = target;
                return;
            }

            target?.Stop();
            if (_message != null)
            {
                _message.HasStop = true;
            }
        }

        private I2cTransferStatus Write(II2cTarget target, SpanByte data, ref uint count)
        {
            var fault = NextFault();
            if (target == null || fault != I2cFault.None || !target.Start(read: false))
            {
                return Fail(fault, I2cTransferStatus.SlaveAddressNotAcknowledged);
            }

            for (var i = 0; i < data.Length; i++, count++)
            {
                BytesWritten++;
                _message?.Bytes.Add(data[i]);
                fault = NextFault();
                if (fault != I2cFault.None || !target.Write(data[i]))
                {
                    return Fail(fault, I2cTransferStatus.PartialTransfer);
                }
            }

            return I2cTransferStatus.FullTransfer;
        }

        private I2cTransferStatus Read(II2cTarget target, SpanByte data, ref uint count)
        {
            var fault = NextFault();
            if (target == null || fault != I2cFault.None || !target.Start(read: true))
            {
                return Fail(fault, count > 0 ? I2cTransferStatus.PartialTransfer : I2cTransferStatus.SlaveAddressNotAcknowledged);
            }

            for (var i = 0; i < data.Length; i++, count++)
            {
                fault = NextFault();
                if (fault is not (I2cFault.None or I2cFault.NotAcknowledged))
                {
                    return Fail(fault, I2cTransferStatus.UnknownError);
                }

                BytesRead++;
                data[i] = target.Read();
                _message?.Bytes.Add(data[i]);
            }

            return I2cTransferStatus.FullTransfer;
        }

        private I2cFault NextFault()
        {
            var position = _faultAt--;
            return position <= 0 && position > -_faults ? _fault : I2cFault.None;
        }

        private I2cTransferStatus Fail(I2cFault fault, I2cTransferStatus refused)
        {
            HeldFor = fault == I2cFault.DataHeld ? HoldsFor : 0;
            if (_message != null)
            {
                _message.IsRefused = fault is I2cFault.None or I2cFault.NotAcknowledged;
            }

            return fault switch
            {
                I2cFault.ClockStretched => I2cTransferStatus.ClockStretchTimeout,
                I2cFault.ArbitrationLost or I2cFault.DataHeld => I2cTransferStatus.UnknownError,
                _ => refused,
            };
        }
    }
}
