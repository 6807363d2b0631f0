// SPDX-License-Identifier: MIT
// A simulated I2C bus: hands every START, byte and STOP to the device that owns the address, and counts them.
// No clock, no arbitration, no stretching: one controller, and a byte takes no time.

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Device.I2c;
using System.Threading;

namespace Wardstone.Simulation
{
    /// <summary>The far side of an I2C bus.</summary>
    public interface II2cTarget
    {
        /// <summary>A START or repeated START with this target's address. False does not acknowledge it.</summary>
        bool Start(bool read);

        /// <summary>A byte from the controller. False does not acknowledge it.</summary>
        bool Write(byte value);

        /// <summary>A byte for the controller, which always acknowledges.</summary>
        byte Read();

        void Stop();
    }

    /// <summary>An I2C bus that I2cDevice finds by its <see cref="Id"/>, which no other bus of the process has.</summary>
    public sealed class I2cBus : IDisposable
    {
        private static readonly ConcurrentDictionary<int, I2cBus> Buses = new();
        private static int _lastId;

        private readonly Dictionary<int, II2cTarget> _targets = new();

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

        /// <summary>Puts a device on the bus, in place of one that had this address.</summary>
        public void Attach(int address, II2cTarget target) => _targets[address] = target;

        public void Detach(int address) => _targets.Remove(address);

        public void Dispose() => Buses.TryRemove(Id, out _);

        internal static I2cBus Find(int id) => Buses.TryGetValue(id, out var bus) ? bus : throw new ArgumentException($"no I2C bus {id}");

        internal I2cTransferResult Transfer(int address, SpanByte write, SpanByte read)
        {
            if (!_targets.TryGetValue(address, out var target))
            {
                Messages++;
                return new I2cTransferResult(I2cTransferStatus.SlaveAddressNotAcknowledged, 0);
            }

            uint count = 0;
            var status = write.Length > 0 || read.Length == 0 ? Write(target, write, ref count) : I2cTransferStatus.FullTransfer;
            if (status == I2cTransferStatus.FullTransfer && read.Length > 0)
            {
                status = Read(target, read, ref count);
            }

            target.Stop();
            return new I2cTransferResult(status, count);
        }

        private I2cTransferStatus Write(II2cTarget target, SpanByte data, ref uint count)
        {
            Messages++;
            if (!target.Start(read: false))
            {
                return I2cTransferStatus.SlaveAddressNotAcknowledged;
            }

            for (var i = 0; i < data.Length; i++, count++)
            {
                BytesWritten++;
                if (!target.Write(data[i]))
                {
                    return I2cTransferStatus.PartialTransfer;
                }
            }

            return I2cTransferStatus.FullTransfer;
        }

        private I2cTransferStatus Read(II2cTarget target, SpanByte data, ref uint count)
        {
            Messages++;
            if (!target.Start(read: true))
            {
                return count > 0 ? I2cTransferStatus.PartialTransfer : I2cTransferStatus.SlaveAddressNotAcknowledged;
            }

            for (var i = 0; i < data.Length; i++, count++)
            {
                BytesRead++;
                data[i] = target.Read();
            }

            return I2cTransferStatus.FullTransfer;
        }
    }
}
