// SPDX-License-Identifier: MIT
// The registers of a TPM on I2C (PC Client PTP, I2C interface): a write is one message of register address and data,
// a read is two messages, the address alone and then the data. A busy TPM does not acknowledge; it is asked again after a guard
// time. No repeated START and no clock stretching is relied on: a TPM need not support the first, a controller the second.
//
// Must hold: the clock behind DateTime.UtcNow advances in steps finer than a guard time, or guard times may come out short.

using System;
using System.Runtime.CompilerServices;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>Registers over a device on an I2C bus, in locality 0.</summary>
    public sealed class TpmI2cRegisters : ITpmRegisters
    {
        // I2C addresses that differ from the SPI interface's, or that only I2C has.
        private const int LocalitySelect = 0x00;
        private const int Access = 0x04;
        private const int InterfaceCapability = 0x30;
        private const int DeviceVendor = 0x48;

        // TPM_I2C_INTERFACE_CAPABILITY: GUARD_TIME in microseconds from bit 9, then one bit for each pair of messages
        // it applies to: write-write, write-read, read-write, read-read.
        private const int GuardTimeShift = 9;
        private const int GuardPairsShift = 17;
        private const int DefaultGuardTimeUs = 250;
        private const int AllPairs = 15;

        // A refused message is sent again at least this long after, and this often: 2 ms in all. Longer waits are the protocol's.
        private const int RefusedGuardTimeUs = 250;
        private const int Repeats = 8;

        // For a bus that itself asks again when the TPM refuses its address.
        private const int MessageTimeoutMs = 10;

        private readonly ICharDevice _device;
        private readonly byte[] _message;
        private readonly byte[] _capability = new byte[4];
        private readonly byte[] _one = new byte[1];
        private int _guardTimeUs;
        private int _guardPairs;
        private bool _lastWasRead;

        /// <param name="device">The TPM, commonly at address 0x2e.</param>
        /// <param name="frameSize">Most bytes that one message carries into the FIFO.</param>
        public TpmI2cRegisters(ICharDevice device, int frameSize = 256)
        {
            _device = device;
            _message = new byte[1 + frameSize];
        }

        public bool HasChecksum => true;

        /// <summary>Selects locality 0 and learns the guard time.</summary>
        /// <returns>NotAcknowledged if nobody answers; NotPresent if what answers has no interface capability to tell.</returns>
        public IoStatus Open()
        {
            _guardTimeUs = DefaultGuardTimeUs;
            _guardPairs = AllPairs;
            _capability[0] = 0;
            IoStatus status = WriteAt(LocalitySelect, new SpanByte(_capability, 0, 1), false);
            if (status == IoStatus.Ok)
            {
                status = ReadAt(InterfaceCapability, _capability, false);
            }

            if (status != IoStatus.Ok)
            {
                return status;
            }

            int capability = _capability[0] | (_capability[1] << 8) | (_capability[2] << 16) | (_capability[3] << 24);
            if (capability <= 0)
            {
                return IoStatus.NotPresent; // Bit 31 reads zero on every TPM.
            }

            _guardTimeUs = (capability >> GuardTimeShift) & 0xFF;
            _guardPairs = _guardTimeUs == 0 ? 0 : (capability >> GuardPairsShift) & AllPairs;
            return IoStatus.Ok;
        }

        public IoStatus Read(int register, SpanByte data) => ReadAt(Address(register), data, register == TpmRegister.DataFifo);

        public IoStatus Write(int register, SpanByte data) => WriteAt(Address(register), data, register == TpmRegister.DataFifo);

        public IoStatus Notify(Signal signal) => _device.Notify(signal);

        public IoStatus Release(int locality)
        {
            _one[0] = (byte)locality;
            IoStatus status = WriteAt(LocalitySelect, _one, false);
            if (status == IoStatus.Ok)
            {
                _one[0] = TpmRegister.AccessActive;
                status = WriteAt(Access, _one, false);
            }

            _one[0] = 0;
            IoStatus back = WriteAt(LocalitySelect, _one, false);
            return status == IoStatus.Ok ? back : status;
        }

        [MethodImpl((MethodImplOptions)256)]
        private static int Address(int register)
        {
            switch (register)
            {
                case TpmRegister.Access:
                    return Access;
                case TpmRegister.DeviceVendor:
                    return DeviceVendor;
                default:
                    return register;
            }
        }

        /// <param name="address">The I2C interface's address of the register.</param>
        /// <param name="data">What is read.</param>
        /// <param name="once">Bytes of the FIFO are gone when they are read: repeat only if none can have moved.</param>
        private IoStatus ReadAt(int address, SpanByte data, bool once)
        {
            for (int repeat = 0; ; repeat++)
            {
                _message[0] = (byte)address;
                IoStatus status = Message(false, new SpanByte(_message, 0, 1));
                bool moved = false;
                if (status == IoStatus.Ok)
                {
                    status = Message(true, data);
                    moved = status != IoStatus.NotAcknowledged;
                }

                if (status == IoStatus.Ok || status == IoStatus.Busy || (once && moved) || repeat == Repeats)
                {
                    return status;
                }
            }
        }

        /// <inheritdoc cref="ReadAt"/>
        private IoStatus WriteAt(int address, SpanByte data, bool once)
        {
            for (int sent = 0; sent < data.Length;)
            {
                int count = data.Length - sent < _message.Length ? data.Length - sent : _message.Length - 1;
                _message[0] = (byte)address;
                data.Slice(sent, count).CopyTo(new SpanByte(_message, 1, count));
                IoStatus status = WriteFrame(new SpanByte(_message, 0, 1 + count), once);
                if (status != IoStatus.Ok)
                {
                    return status;
                }

                sent += count;
            }

            return IoStatus.Ok;
        }

        private IoStatus WriteFrame(SpanByte frame, bool once)
        {
            for (int repeat = 0; ; repeat++)
            {
                IoStatus status = Message(false, frame);
                bool moved = status != IoStatus.NotAcknowledged;
                if (status == IoStatus.Ok || status == IoStatus.Busy || (once && moved) || repeat == Repeats)
                {
                    return status;
                }
            }
        }

        /// <summary>One message, after the guard time that the one before asks for. A failed one has a guard time of its own.</summary>
        private IoStatus Message(bool read, SpanByte data)
        {
            int pair = (_lastWasRead ? 2 : 0) + (read ? 1 : 0);
            if (((_guardPairs >> pair) & 1) != 0)
            {
                Pause(_guardTimeUs);
            }

            BusTurn turn = default;
            IoStatus status;
            do
            {
                status = read ? _device.Read(data, MessageTimeoutMs, out _) : _device.Write(data, MessageTimeoutMs);
            }
            while (status == IoStatus.Busy && turn.Comes());
            _lastWasRead = read;
            if (status != IoStatus.Ok)
            {
                Pause(RefusedGuardTimeUs);
            }

            return status;
        }

        // Too short for Thread.Sleep, whose unit is a millisecond.
        private static void Pause(int microseconds)
        {
            long end = DateTime.UtcNow.Ticks + (microseconds * (TimeSpan.TicksPerMillisecond / 1000));
            while (DateTime.UtcNow.Ticks < end)
            {
            }
        }
    }
}
