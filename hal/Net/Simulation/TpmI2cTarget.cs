// SPDX-License-Identifier: MIT
// A TPM model on an I2C bus (PC Client PTP, I2C interface): register addresses, the locality select, the link checksum, and the
// guard times, which it enforces: a message that comes too early is not acknowledged.

namespace Wardstone.Simulation
{
    /// <summary>The I2C side of a TPM.</summary>
    public sealed class TpmI2cTarget : II2cTarget
    {
        private const int LocalitySelect = 0x00;
        private const int Access = 0x04;
        private const int InterfaceCapability = 0x30;
        private const int ChecksumEnable = 0x40;
        private const int Checksum = 0x44;
        private const int DeviceVendor = 0x48;
        private const int RevisionId = 0x4C;

        private readonly TpmModel _model;
        private int _locality;
        private int _register;
        private int _offset;
        private bool _addressed;
        private bool _isRead;
        private bool _wasRead;
        private long _lastStopUs = long.MinValue;
        private int _resets;
        private bool _deaf;
        private byte _checksumEnable;

        public TpmI2cTarget(TpmModel model) => _model = model;

        /// <summary>Guard time in microseconds, 0 to 255.</summary>
        public int GuardTimeUs { get; set; }

        /// <summary>Pairs of messages it applies to: bit 0 write-write, 1 write-read, 2 read-write, 3 read-read.</summary>
        public int GuardPairs { get; set; }

        /// <summary>Whether TPM_DATA_CSUM_ENABLE can be set.</summary>
        public bool HasChecksum { get; set; } = true;

        /// <summary>How many of the next reads of TPM_DATA_CSUM are wrong; int.MaxValue for all.</summary>
        public int WrongChecksums { get; set; }

        /// <summary>Replaces what TPM_I2C_INTERFACE_CAPABILITY reads, if not 0.</summary>
        public uint Capability { get; set; }

        /// <summary>Messages that came before their guard time was over.</summary>
        public int EarlyMessages { get; private set; }

        /// <summary>A reset of the TPM.</summary>
        public void Reset() => _model.Reset();

        public bool Start(bool read)
        {
            var pair = (_wasRead ? 2 : 0) + (read ? 1 : 0);
            var early = _lastStopUs != long.MinValue
                && ((GuardPairs >> pair) & 1) != 0
                && _model.ClockUs() - _lastStopUs < GuardTimeUs;
            EarlyMessages += early ? 1 : 0;
            _isRead = read;
            _offset = 0;
            _addressed = false;
            _ = HasReset();
            _deaf = false;
            return !_model.IsHeldInReset && !_model.Faults.IsAbsent && (_model.IsSilent || !early);
        }

        public bool Write(byte value)
        {
            if (_model.IsSilent)
            {
                return !_model.IsHeldInReset && !_model.Faults.IsAbsent;
            }

            value = _model.Faults.Pass(_addressed ? TpmPlace.Data : TpmPlace.Header, value);
            if (HasReset())
            {
                return false;
            }

            if (!_addressed)
            {
                _addressed = true;
                _register = value;
                return IsRegister(value);
            }

            switch (_register)
            {
                case LocalitySelect when _offset == 0:
                    _locality = value < TpmLocalities.Count ? value : _locality;
                    break;
                case Access when _offset == 0:
                    _model.Write(_locality, TpmModel.Access, value);
                    break;
                case ChecksumEnable when _offset == 0:
                    _checksumEnable = (byte)(HasChecksum ? value & 1 : 0);
                    break;
                case TpmModel.DataFifo:
                    _model.Write(_locality, TpmModel.DataFifo, value);
                    break;
                case TpmModel.Status when _offset == 0 || _offset == 3:
                    _model.Write(_locality, TpmModel.Status + _offset, value);
                    break;
                case TpmInterrupts.Enable when _offset < 4:
                case TpmInterrupts.Status when _offset == 0:
                    _model.Write(_locality, _register + _offset, value);
                    break;
            }

            _offset++;
            return true;
        }

        public byte Read()
        {
            if (_model.IsSilent)
            {
                return _model.Silence;
            }

            var value = _model.Faults.Pass(TpmPlace.Data, ReadRegister());
            return HasReset() ? (byte)0xFF : value;
        }

        public void Stop()
        {
            _wasRead = _isRead;
            _lastStopUs = _model.ClockUs();
        }

        private static bool IsRegister(byte value) =>
            value is LocalitySelect or Access or TpmModel.Status or TpmModel.DataFifo or InterfaceCapability or ChecksumEnable or Checksum
                or DeviceVendor or RevisionId or TpmInterrupts.Enable or TpmInterrupts.Status or TpmInterrupts.Capability;

        private byte ReadRegister()
        {
            var offset = _offset++;
            var word = offset < 4 ? 8 * offset : 24;
            switch (_register)
            {
                case LocalitySelect:
                    return (byte)_locality;
                case Access:
                    return _model.Read(_locality, TpmModel.Access);
                case TpmModel.Status:
                    return _model.Read(_locality, TpmModel.Status + (offset & 3));
                case TpmModel.DataFifo:
                    return _model.Read(_locality, TpmModel.DataFifo);
                case InterfaceCapability:
                    return (byte)(CapabilityNow >> word);
                case ChecksumEnable:
                    return _checksumEnable;
                case Checksum:
                    return ReadChecksum(offset);
                case DeviceVendor:
                    return _model.Read(_locality, TpmModel.DeviceVendor + (offset & 3));
                case RevisionId:
                    return _model.Read(_locality, TpmModel.RevisionId);
                case TpmInterrupts.Enable:
                case TpmInterrupts.Capability:
                    return _model.Read(_locality, _register + (offset & 3));
                case TpmInterrupts.Status:
                    return _model.Read(_locality, TpmInterrupts.Status);
                default:
                    return 0xFF;
            }
        }

        // Its own registers are lost with the model's, and so is the message that it happened in.
        private bool HasReset()
        {
            if (_resets != _model.Resets)
            {
                _resets = _model.Resets;
                _locality = 0;
                _checksumEnable = 0;
                _deaf = true;
            }

            return _deaf;
        }

        private byte ReadChecksum(int offset)
        {
            var wrong = WrongChecksums > 0;
            if (wrong && offset == 1)
            {
                WrongChecksums--;
            }

            var value = _checksumEnable == 0 ? 0 : _model.Checksum ^ (wrong ? 0xFFFF : 0);
            return (byte)(offset == 0 ? value >> 8 : value);
        }

        // FIFO over I2C, TPM 2.0, fast mode, guard times.
        private uint CapabilityNow => Capability != 0 ? Capability : 0x0060_0082 | (uint)(GuardTimeUs << 9) | (uint)(GuardPairs << 17);
    }
}
