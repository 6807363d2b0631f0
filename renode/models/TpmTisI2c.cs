// SPDX-License-Identifier: MIT
// A TPM 2.0 on I2C for Renode (PC Client PTP, I2C interface), with link checksum and guard times, these in virtual time: the repository's
// model of a TPM on an I2C controller, with swtpm behind it. Renode's I2C has no acknowledge: a message that a TPM would refuse is lost
// here, and what is read from it is 0xFF.
//
//     tpm: Wardstone.TpmTisI2c @ i2c1 0x2e
//         port: 2321
//         guardTimeUs: 250

using Antmicro.Renode.Core;
using Antmicro.Renode.Peripherals;
using Antmicro.Renode.Peripherals.I2C;
using Wardstone.Simulation;

namespace Antmicro.Renode.Peripherals.Wardstone
{
    /// <summary>Input 1 is RST#, active low.</summary>
    public class TpmTisI2c : TpmPart, II2CPeripheral
    {
        private const int AllPairs = 15;

        private readonly TpmI2cTarget _i2c;
        private Direction _direction;
        private bool _acknowledged;

        /// <param name="machine">Given by Renode.</param>
        /// <param name="port">swtpm's port for commands; the next one is its control channel.</param>
        /// <param name="host">Where swtpm listens.</param>
        /// <param name="guardTimeUs">Microseconds between any two messages.</param>
        public TpmTisI2c(IMachine machine, int port, string host = "127.0.0.1", int guardTimeUs = 0)
            : base(machine, port, host)
        {
            _i2c = new TpmI2cTarget(Model) { GuardTimeUs = guardTimeUs, GuardPairs = guardTimeUs > 0 ? AllPairs : 0 };
            AddKnobs(new TpmKnobs(Model, null, _i2c));
        }

        private enum Direction
        {
            None,
            Write,
            Read,
        }

        /// <summary>Messages that came before their guard time was over.</summary>
        public int EarlyMessages => _i2c.EarlyMessages;

        /// <summary>Bytes to the TPM: a message, or more of it.</summary>
        public void Write(byte[] data)
        {
            Start(Direction.Write);
            for (var i = 0; i < data.Length && _acknowledged; i++)
            {
                _acknowledged = _i2c.Write(data[i]);
            }
        }

        /// <summary>Bytes from the TPM: a message, or more of it.</summary>
        public byte[] Read(int count = 1)
        {
            Start(Direction.Read);
            var data = new byte[count];
            for (var i = 0; i < count; i++)
            {
                data[i] = _acknowledged ? _i2c.Read() : (byte)0xFF;
            }

            return data;
        }

        /// <summary>STOP.</summary>
        public void FinishTransmission() => Deselect();

        /// <inheritdoc/>
        protected override void Deselect()
        {
            if (_direction != Direction.None)
            {
                _i2c.Stop();
                _direction = Direction.None;
            }
        }

        // A message lasts until the direction changes, which is a repeated START, or until STOP.
        private void Start(Direction direction)
        {
            if (_direction != direction)
            {
                _direction = direction;
                _acknowledged = _i2c.Start(direction == Direction.Read);
            }
        }
    }
}
