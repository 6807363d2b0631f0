// SPDX-License-Identifier: MIT
// A TPM's interrupt (PC Client PTP, TPM_INT_ENABLE, TPM_INT_STATUS): which events make the line active, and until when. The line can lose
// its edges or be stuck. Depends on nothing but the base class library.

using System;

namespace Wardstone.Simulation
{
    public enum TpmInterruptLine
    {
        Works,

        /// <summary>Never active.</summary>
        Lost,

        /// <summary>Always active.</summary>
        Stuck,
    }

    /// <summary>The interrupt registers of a TPM and its interrupt line.</summary>
    public sealed class TpmInterrupts
    {
        /// <summary>TPM_INT_ENABLE, 4 bytes.</summary>
        public const int Enable = 0x008;

        /// <summary>TPM_INT_VECTOR, 1 byte; nothing is behind it where the interrupt is a pin.</summary>
        public const int Vector = 0x00C;

        /// <summary>TPM_INT_STATUS, 1 byte; a bit written as one is cleared.</summary>
        public const int Status = 0x010;

        /// <summary>TPM_INTF_CAPABILITY, 4 bytes.</summary>
        public const int Capability = 0x014;

        // Bits of TPM_INT_ENABLE and TPM_INT_STATUS.
        public const byte DataAvailable = 0x01;
        public const byte StatusValid = 0x02;
        public const byte LocalityChange = 0x04;
        public const byte CommandReady = 0x80;

        /// <summary>TPM_INT_ENABLE globalIntEnable.</summary>
        public const uint Global = 0x8000_0000;

        /// <summary>TPM_INT_ENABLE typePolarity: low level, the only one there is.</summary>
        public const uint LowLevel = 0x08;

        private const byte Causes = DataAvailable | StatusValid | LocalityChange | CommandReady;

        private uint _enable = LowLevel;
        private byte _status;
        private byte _vector;
        private TpmInterruptLine _line;
        private bool _isActive;

        /// <summary>The line became active (the pin low) or inactive.</summary>
        public event Action<bool> Changed;

        public bool IsActive => _isActive;

        /// <summary>What is wrong with the line.</summary>
        public TpmInterruptLine Line
        {
            get => _line;
            set
            {
                _line = value;
                Update();
            }
        }

        /// <summary>What TPM_INTF_CAPABILITY reads: all four causes, low level, frames of 64 bytes, TPM 2.0.</summary>
        public uint CapabilityValue { get; set; } = 0x3000_0697;

        /// <summary>How often an event that was enabled occurred.</summary>
        public int Occurred { get; private set; }

        internal static bool Has(int register) => register >= Enable && register < Capability + 4;

        internal void Reset()
        {
            (_enable, _status, _vector) = (LowLevel, 0, 0);
            Update();
        }

        /// <summary>An event: DataAvailable, StatusValid, LocalityChange or CommandReady.</summary>
        internal void Raise(byte cause)
        {
            if ((_enable & Global) != 0 && (_enable & cause) != 0)
            {
                _status |= cause;
                Occurred++;
                Update();
            }
        }

        internal byte Read(int register) => register switch
        {
            < Vector => (byte)(_enable >> (8 * (register - Enable))),
            Vector => _vector,
            Status => _status,
            >= Capability => (byte)(CapabilityValue >> (8 * (register - Capability))),
            _ => 0,
        };

        /// <summary>A write by the active locality.</summary>
        internal void Write(int register, byte value)
        {
            if (register < Vector)
            {
                var shift = 8 * (register - Enable);
                _enable = (_enable & ~(0xFFu << shift)) | ((uint)value << shift);
                _enable = (_enable & (Global | Causes)) | LowLevel;
            }
            else if (register == Vector)
            {
                _vector = (byte)(value & 0x0F);
            }
            else if (register == Status)
            {
                _status &= (byte)~value;
            }

            Update();
        }

        private void Update()
        {
            var active = _line == TpmInterruptLine.Stuck || (_line == TpmInterruptLine.Works && _status != 0 && (_enable & Global) != 0);
            if (active != _isActive)
            {
                _isActive = active;
                Changed?.Invoke(active);
            }
        }
    }
}
