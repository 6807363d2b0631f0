// SPDX-License-Identifier: MIT
using System;
using Wardstone.Drivers;
using Wardstone.Runtime;

namespace Wardstone.Tests.Workload
{
    /// <summary>An SPI bus with a TPM that has done everything before it is asked: no wait states, bursts of 64.</summary>
    internal sealed class InstantBus : CharDevice, IBusDevice
    {
        public const int CommandSize = 64;
        public const int ResponseSize = 64;

        private const int Burst = 64;
        private const int Go = 0x20;
        private const int Ready = 0x40;

        private int _register;
        private int _status = Ready;
        private int _left; // bytes of command or response to come

        public IoStatus Begin() => IoStatus.Ok;

        public IoStatus Exchange(SpanByte write, SpanByte read)
        {
            _register = ((write[2] & 0xF) << 8) | write[3];
            read[3] = 1;
            return IoStatus.Ok;
        }

        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count)
        {
            count = buffer.Length;
            switch (_register)
            {
                case TpmRegister.Access:
                    buffer[0] = 0xA0; // valid, active
                    break;
                case TpmRegister.DeviceVendor:
                    buffer[0] = 1;
                    break;
                case TpmRegister.Status:
                    buffer[0] = (byte)(_status | (_left > 0 && _status != Ready ? 0x10 : 0));
                    buffer[1] = Burst;
                    buffer[2] = 0;
                    break;
                case TpmRegister.DataFifo:
                    buffer[0] = 0;
                    buffer[buffer.Length - 1] = 0;
                    if (_left == ResponseSize)
                    {
                        buffer[5] = ResponseSize; // of the size in the header
                    }

                    _left -= buffer.Length;
                    break;
            }

            return IoStatus.Ok;
        }

        public override IoStatus Write(SpanByte data, int timeoutMs)
        {
            if (_register == TpmRegister.DataFifo)
            {
                _left -= data.Length;
                _status = 0x80 | (_left > 0 ? 0x08 : 0); // valid; expect
            }
            else if (_register == TpmRegister.Status)
            {
                _left = data[0] == Go ? ResponseSize : CommandSize;
                _status = data[0] == Go ? 0x80 : Ready;
            }

            return IoStatus.Ok;
        }

        public IoStatus End() => IoStatus.Ok;
    }
}
