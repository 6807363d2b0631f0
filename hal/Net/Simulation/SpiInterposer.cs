// SPDX-License-Identifier: MIT
// Someone between an SPI controller and a TPM: notes every frame, and changes bytes by rules that say where. It knows what a TPM's frame
// looks like (PC Client PTP, SPI hardware protocol), nothing of commands. Depends on nothing but the base class library.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Wardstone.Simulation
{
    /// <summary>An interposer on SPI.</summary>
    public sealed class SpiInterposer : ISpiTarget
    {
        private const int HeaderSize = 4;
        private const int RegisterBits = 0xFFFF; // with the locality
        private const byte Ready = 1;

        private readonly ISpiTarget _target;
        private readonly List<Rule> _rules = new List<Rule>();
        private readonly List<string> _bytes = new List<string>();
        private readonly byte[] _header = new byte[HeaderSize];
        private int _position;
        private int _data;

        public SpiInterposer(ISpiTarget target) => _target = target;

        /// <summary>Where frames go, a line each, as the transcript of a simulated bus has them: `0` for the target, then what the
        /// controller sent and got for each byte; null for nowhere.</summary>
        public TextWriter Record { get; set; }

        /// <summary>How many frames have ended.</summary>
        public int Frames { get; private set; }

        /// <summary>How many bytes were changed.</summary>
        public int Altered { get; private set; }

        /// <summary>Changes bits of one byte of one frame.</summary>
        /// <param name="frame">Which one, as Frames counts.</param>
        /// <param name="index">Which byte of it, its header counted.</param>
        /// <param name="toTpm">What the controller sends, else what it gets.</param>
        /// <param name="mask">The bits.</param>
        public void AlterFrame(int frame, int index, bool toTpm, byte mask) =>
            _rules.Add(new Rule { Frame = frame, Index = index, ToTpm = toTpm, Mask = mask, Times = 1 });

        /// <summary>Changes bits of data of a register: writes of it to the TPM, reads of it from the TPM.</summary>
        /// <param name="register">Its address, with the locality in bits 12 to 15.</param>
        /// <param name="index">Which byte of a frame's data.</param>
        /// <param name="toTpm">What the controller writes, else what it reads.</param>
        /// <param name="mask">The bits.</param>
        /// <param name="times">In how many frames, from the next one.</param>
        public void AlterRegister(int register, int index, bool toTpm, byte mask, int times) =>
            _rules.Add(new Rule { Frame = -1, Register = register, Index = index, ToTpm = toTpm, Mask = mask, Times = times });

        /// <summary>Forgets all rules.</summary>
        public void Clear() => _rules.Clear();

        public void Select(bool active)
        {
            if (_bytes.Count > 0)
            {
                Record?.WriteLine("0 " + string.Join(" ", _bytes));
                Record?.Flush();
                Frames++;
                _bytes.Clear();
            }

            (_position, _data) = (0, -1);
            _target.Select(active);
        }

        public byte Transfer(byte value)
        {
            var read = _target.Transfer(Alter(value, true));
            read = Alter(read, false);
            _bytes.Add(value.ToString("X2", CultureInfo.InvariantCulture) + "/" + read.ToString("X2", CultureInfo.InvariantCulture));
            if (_position < HeaderSize)
            {
                _header[_position] = value;
            }

            _position++;
            if (_data >= 0 || (_position >= HeaderSize && (read & Ready) != 0))
            {
                _data++;
            }

            return read;
        }

        private byte Alter(byte value, bool toTpm)
        {
            foreach (var rule in _rules)
            {
                if (rule.Times > 0 && rule.ToTpm == toTpm && Meets(rule))
                {
                    rule.Times--;
                    Altered++;
                    value ^= rule.Mask;
                }
            }

            return value;
        }

        private bool Meets(Rule rule)
        {
            if (rule.Frame >= 0)
            {
                return rule.Frame == Frames && rule.Index == _position;
            }

            var isRead = (_header[0] & 0x80) != 0;
            var register = ((_header[2] << 8) | _header[3]) & RegisterBits;
            return rule.Index == _data && rule.Register == register && isRead != rule.ToTpm;
        }

        private sealed class Rule
        {
            public int Frame { get; init; }

            public int Register { get; init; }

            public int Index { get; init; }

            public bool ToTpm { get; init; }

            public byte Mask { get; init; }

            public int Times { get; set; }
        }
    }
}
