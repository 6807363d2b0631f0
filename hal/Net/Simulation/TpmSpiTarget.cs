// SPDX-License-Identifier: MIT
// A TPM model on an SPI bus (PC Client PTP, SPI hardware protocol): frames of header, wait states and data.

namespace Wardstone.Simulation
{
    /// <summary>The SPI side of a TPM.</summary>
    public sealed class TpmSpiTarget : ISpiTarget
    {
        private const int HeaderSize = 4;
        private const byte Ready = 1;

        private readonly TpmModel _model;
        private readonly byte[] _header = new byte[HeaderSize];
        private int _position;
        private int _waits;
        private int _waitIndex;
        private bool _deaf;
        private int _resets;

        public TpmSpiTarget(TpmModel model) => _model = model;

        /// <summary>Bytes of wait state before the data of a frame, one frame after the other and again from the first.</summary>
        public int[] WaitStates { get; set; } = { 0 };

        public void Select(bool active)
        {
            _position = 0;
            _resets = _model.Resets;
            _deaf = false;
        }

        public byte Transfer(byte value)
        {
            // It knows no frame that began before its power came back.
            _deaf |= _model.IsSilent || _resets != _model.Resets;
            return _deaf ? Silence : TransferByte(value);
        }

        private byte Silence => _model.IsSilent ? _model.Silence : (byte)0xFF;

        private byte TransferByte(byte value)
        {
            var position = _position++;
            if (position < HeaderSize)
            {
                _header[position] = _model.Faults.Pass(TpmPlace.Header, value);
                if (position < HeaderSize - 1)
                {
                    return _model.Faults.Pass(TpmPlace.Wait, 0);
                }

                _waits = _model.Faults.Hangs(TpmHangs.WaitState) ? int.MaxValue : WaitStates[_waitIndex++ % WaitStates.Length];
                return _model.Faults.Pass(TpmPlace.Wait, _waits == 0 ? Ready : (byte)0);
            }

            var data = position - HeaderSize - _waits;
            return data < 0 ? _model.Faults.Pass(TpmPlace.Wait, (byte)(data == -1 ? Ready : 0)) : Exchange(data, value);
        }

        private byte Exchange(int offset, byte value)
        {
            var address = (_header[2] << 8) | _header[3];
            var locality = address >> 12;
            if (_header[1] != 0xD4 || locality >= TpmLocalities.Count)
            {
                return 0xFF;
            }

            if (offset > (_header[0] & 0x3F))
            {
                _model.Violations.Add("more data than the frame's header says");
                return 0xFF;
            }

            var register = address & 0xFFF;
            register += register == TpmModel.DataFifo ? 0 : offset;
            if ((_header[0] & 0x80) != 0)
            {
                return _model.Faults.Pass(TpmPlace.Data, _model.Read(locality, register));
            }

            value = _model.Faults.Pass(TpmPlace.Data, value);
            if (_resets == _model.Resets)
            {
                _model.Write(locality, register, value);
            }

            return 0;
        }
    }
}
