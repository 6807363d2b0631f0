// SPDX-License-Identifier: MIT
// A TPM model's knobs by name and in text, for scripts that cannot name a property or an enumeration. Depends on nothing but the base
// class library.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Wardstone.Simulation
{
    /// <summary>The knobs of a model and of what puts it on a bus. Numbers are decimal, hexadecimal with 0x, or `never`.</summary>
    public sealed class TpmKnobs
    {
        private readonly SortedDictionary<string, Action<string>> _knobs = new SortedDictionary<string, Action<string>>();
        private readonly TpmModel _model;

        /// <param name="model">The model.</param>
        /// <param name="spi">What puts it on SPI, if that is where it is.</param>
        /// <param name="i2c">What puts it on I2C, if that is where it is.</param>
        public TpmKnobs(TpmModel model, TpmSpiTarget spi = null, TpmI2cTarget i2c = null)
        {
            _model = model;
            AddFaults();
            AddPace();
            if (spi != null)
            {
                _knobs["wait_states"] = text => spi.WaitStates = Numbers(text);
            }

            if (i2c != null)
            {
                _knobs["guard_us"] = text => i2c.GuardTimeUs = Number(text);
                _knobs["guard_pairs"] = text => i2c.GuardPairs = Number(text);
                _knobs["checksum"] = text => i2c.HasChecksum = YesNo(text);
                _knobs["wrong_checksums"] = text => i2c.WrongChecksums = Number(text);
            }
        }

        /// <summary>The names that there are, in the order of the alphabet.</summary>
        public IEnumerable<string> Names => _knobs.Keys;

        /// <summary>Turns a knob.</summary>
        /// <exception cref="ArgumentException">There is no such knob, or it cannot be set to that. Nothing has changed.</exception>
        public void Set(string name, string value)
        {
            if (!_knobs.TryGetValue(name, out var knob))
            {
                throw new ArgumentException($"no knob '{name}': there are {string.Join(", ", Names)}");
            }

            try
            {
                knob(value.Trim());
            }
            catch (Exception e) when (e is FormatException || e is OverflowException || e is ArgumentException)
            {
                throw new ArgumentException($"knob {name} cannot be '{value}': {e.Message}", e);
            }
        }

        private static int Number(string text) =>
            text == "never" ? int.MaxValue
            : text.StartsWith("0x", StringComparison.Ordinal) ? (int)uint.Parse(text.Substring(2), NumberStyles.HexNumber, null)
            : int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

        private static byte Byte(string text) => checked((byte)Number(text));

        private static int[] Numbers(string text)
        {
            var numbers = Words(text).Select(Number).ToArray();
            return numbers.Length > 0 ? numbers : throw new FormatException("no number");
        }

        private static string[] Words(string text) => text.Split(new[] { ' ', ',' }, StringSplitOptions.RemoveEmptyEntries);

        private static bool YesNo(string text) =>
            text == "yes" || (text == "no" ? false : throw new FormatException("neither yes nor no"));

        // The names of an enumeration are written here as they are there, in whatever case; a number is no name.
        private static T Name<T>(string text)
            where T : struct =>
            char.IsLetter(text.FirstOrDefault()) && Enum.TryParse<T>(text, true, out var value) && Enum.IsDefined(typeof(T), value)
                ? value
                : throw new FormatException($"'{text}' is none of {string.Join(", ", Enum.GetNames(typeof(T)))}");

        private void AddFaults()
        {
            _knobs["hang"] = text => _model.Faults.Hanging = Words(text).Aggregate(TpmHangs.None, (all, one) => all | Name<TpmHangs>(one));
            _knobs["flip"] = text => At(TpmTrouble.Flip, Words(text));
            _knobs["brown_out"] = text => At(TpmTrouble.BrownOut, Words(text));
            _knobs["vanish"] = text => At(TpmTrouble.Vanish, Words(text));
            _knobs["absent"] = text => _model.Faults.IsAbsent = YesNo(text);
            _knobs["floating"] = text => _model.Faults.Floating = text == "no" ? -1 : Byte(text);
            _knobs["interrupt"] = text => _model.Interrupts.Line = Name<TpmInterruptLine>(text);
            _knobs["identity"] = text => _model.Identity = (uint)Number(text);
            _knobs["revision"] = text => _model.Revision = Byte(text);
            _knobs["reset"] = text => _model.IsHeldInReset = YesNo(text);
            _knobs["clear"] = _ => _model.Faults.Clear();
            _knobs["hold"] = text =>
            {
                var locality = Number(text);
                _model.HoldBy(locality < TpmLocalities.Count ? locality : throw new FormatException("localities are 0 to 4"));
            };
        }

        private void AddPace()
        {
            _knobs["bursts"] = text => _model.Bursts = Numbers(text);
            _knobs["burst_polls"] = text => _model.BurstPolls = Number(text);
            _knobs["not_valid_polls"] = text => _model.NotValidPolls = Number(text);
            _knobs["ready_polls"] = text => _model.ReadyPolls = Number(text);
            _knobs["execution_polls"] = text => _model.ExecutionPolls = Number(text);
            _knobs["execution_ms"] = text => _model.ExecutionMs = Number(text);
            _knobs["grant_polls"] = text => _model.Localities.GrantPolls = Number(text);
            _knobs["start_polls"] = text => _model.Localities.StartPolls = Number(text);
            _knobs["self_test_polls"] = text => _model.SelfTestPolls = Number(text);
        }

        // Place, position, and for a flip the bits and how often: `response 12 0x01 2`.
        private void At(TpmTrouble trouble, string[] words)
        {
            if (words.Length < 2 || words.Length > 4)
            {
                throw new FormatException("place, position, bits, times");
            }

            var mask = words.Length > 2 ? Byte(words[2]) : (byte)0xFF;
            _model.Faults.At(trouble, Name<TpmPlace>(words[0]), Number(words[1]), mask, words.Length > 3 ? Number(words[3]) : 1);
        }
    }
}
