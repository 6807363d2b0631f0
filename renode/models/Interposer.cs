// SPDX-License-Identifier: MIT
// Someone on the wires between an SPI controller and a TPM, for Renode: records every frame to a file, and changes bytes by rule. The chip
// select is the interposer's, which passes it on; reset and interrupt are the TPM's own.
//
//     interposer: Wardstone.Interposer @ spi1
//     tpm: Wardstone.TpmTisSpi @ interposer
//         port: 2321
//     gpioPortD:
//         14 -> interposer@0
//         15 -> tpm@1

using System;
using System.IO;
using Antmicro.Renode.Core;
using Antmicro.Renode.Core.Structure;
using Antmicro.Renode.Exceptions;
using Antmicro.Renode.Peripherals;
using Antmicro.Renode.Peripherals.SPI;
using Wardstone.Simulation;

namespace Antmicro.Renode.Peripherals.Wardstone
{
    /// <summary>Input 0 is CS#, active low.</summary>
    public class Interposer : NullRegistrationPointPeripheralContainer<ISPIPeripheral>, ISPIPeripheral, IGPIOReceiver
    {
        private const string ToTpm = "out";
        private const string FromTpm = "in";
        private const byte PulledUp = 0xFF;

        private readonly SpiInterposer _wires;
        private StreamWriter _file;
        private bool _selectWasHigh;

        /// <param name="machine">Given by Renode.</param>
        public Interposer(IMachine machine)
            : base(machine) => _wires = new SpiInterposer(new Behind(this));

        /// <summary>How many frames went by.</summary>
        public int Frames => _wires.Frames;

        /// <summary>How many bytes were changed.</summary>
        public int Altered => _wires.Altered;

        /// <summary>Writes frames from now on to a new file; an empty name ends that.</summary>
        public void Record(string path)
        {
            _wires.Record = null;
            _file?.Dispose();
            _file = path == "" ? null : new StreamWriter(path);
            _wires.Record = _file;
        }

        /// <summary>Changes bits of byte `index` of frame `frame`, `out` to the TPM or `in` from it.</summary>
        public void AlterFrame(int frame, int index, string direction, int mask) =>
            _wires.AlterFrame(frame, index, IsToTpm(direction), Mask(mask));

        /// <summary>Changes bits of byte `index` of a register's data, in the next frames that write (`out`) or read (`in`) it.</summary>
        public void AlterRegister(int register, int index, string direction, int mask, int times = 1) =>
            _wires.AlterRegister(register, index, IsToTpm(direction), Mask(mask), times);

        /// <summary>Changes nothing any more.</summary>
        public void Clear() => _wires.Clear();

        /// <summary>Eight clocks.</summary>
        public byte Transmit(byte data) => _wires.Transfer(data);

        /// <summary>Means nothing: chip select frames.</summary>
        public void FinishTransmission()
        {
        }

        /// <summary>A level of chip select.</summary>
        public void OnGPIO(int number, bool value)
        {
            // As for the TPM: a pin that nobody drives is told as low.
            if (number == 0 && (value || _selectWasHigh))
            {
                _selectWasHigh = true;
                _wires.Select(!value);
            }
        }

        /// <summary>A reset of the machine: the frame is over, rules and file stay.</summary>
        public override void Reset() => _selectWasHigh = false;

        private static bool IsToTpm(string direction) =>
            direction == ToTpm || (direction == FromTpm ? false : throw new RecoverableException("a direction is `in` or `out`"));

        private static byte Mask(int mask) =>
            mask > 0 && mask <= 0xFF ? (byte)mask : throw new RecoverableException("bits to change are 1 to 0xFF");

        private sealed class Behind : ISpiTarget
        {
            private readonly Interposer _interposer;

            public Behind(Interposer interposer) => _interposer = interposer;

            public void Select(bool active) => (_interposer.RegisteredPeripheral as IGPIOReceiver)?.OnGPIO(0, !active);

            public byte Transfer(byte value) => _interposer.RegisteredPeripheral?.Transmit(value) ?? PulledUp;
        }
    }
}
