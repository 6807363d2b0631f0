// SPDX-License-Identifier: MIT
// Measures this boot by the PCR plan: image and configuration as they lie in memory, what they are called, and the components that
// the configuration starts.
// It starts no TPM, reads no configuration, and knows nothing of why the code that runs it should be believed: that is
// the boot ROM's, the write protection's or a secure boot's, and the board's README says which.
// What must hold: the configuration is extended before anyone uses it, and no PCR of the plan looks like a good boot's unless
// Close returned Measured. When anything goes wrong, each of them gets an error separator, if the TPM still takes it.

using System;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;
using Wardstone.Tpm.Hashes;

namespace Wardstone.MeasuredBoot
{
    /// <summary>The measurement of one boot. It allocates only when it is made.</summary>
    public sealed class BootMeasurement
    {
        /// <summary>Bytes that the plan's events take in a log with two banks: those of every boot, and those of as many components as
        /// there can be, with a name of usual length and 8 KiB of stanzas together. A stanza in a subsystem counts twice.</summary>
        public const int LogCapacity = 1024 + (ComponentSet.MaxCount * 192) + 8192;

        // A stock nanoFramework span ends at 32767 bytes.
        private const int SliceSize = 16384;
        private const int MaxBanks = 2;
        private const int MaxTpmBanks = 16;

        private readonly TpmClient _tpm;
        private readonly Sha256 _sha256 = new Sha256();
        private readonly Sha384 _sha384 = new Sha384();
        private readonly TpmlDigestValues _digests = new TpmlDigestValues(MaxBanks);
        private readonly TpmlPcrSelection _allocated = new TpmlPcrSelection(MaxTpmBanks);
        private readonly byte[] _values = new byte[MaxBanks * PcrPlan.PcrCount * TpmHash.MaxDigestSize];
        private readonly EventData _data = new EventData(PcrPlan.TagHeaderSize + 1 + PcrPlan.MaxComponentName + PcrPlan.CodeDigestSize);

        /// <summary>A measurement into the TPM behind <paramref name="tpm"/>, which must have been started.</summary>
        public BootMeasurement(TpmClient tpm, int logCapacity = LogCapacity)
        {
            _tpm = tpm;
            Log = new EventLog(logCapacity);
        }

        /// <summary>What was extended, event by event.</summary>
        public EventLog Log { get; }

        /// <summary>The plan's PCRs in each bank that is measured into.</summary>
        public TpmlPcrSelection Banks { get; } = new TpmlPcrSelection(MaxBanks);

        /// <summary>What came of it.</summary>
        public MeasuredBootState State { get; private set; }

        /// <summary>The TPM's answer that led to the state; Success if it was not the TPM.</summary>
        public TpmRc Rc { get; private set; }

        /// <summary>Measures everything. Once a boot; the PCRs stay open until Close or Condemn.</summary>
        /// <param name="board">Name of the board: ASCII, at most 31 characters.</param>
        /// <param name="version">Version of the firmware: ASCII, at most 15 characters.</param>
        /// <param name="buildId">Build id, 32 bytes.</param>
        /// <param name="image">Exactly the bytes of firmware.bin.</param>
        /// <param name="config">The text of the configuration, which is not looked into here; null or empty if there is none.</param>
        /// <returns>Measured if the configuration may be used now; else why not, and Condemn has been called.</returns>
        public MeasuredBootState Measure(
            string board, string version, byte[] buildId, IRomSession image, IRomSession config)
        {
            State = MeasuredBootState.Measured;
            bool good = FindBanks() && BeginLog() && IsFresh()
                && IsPresent(image, int.MaxValue, MeasuredBootState.ImageMissing)
                && IsPresent(config, HidReader.MaxLength, MeasuredBootState.ConfigMissing)
                && MeasureVersion(version, buildId)
                && MeasureRom(PcrPlan.FirmwarePcr, TcgEventType.NonHostCode, PcrPlan.ImageName, image)
                && MeasureText(PcrPlan.PlatformPcr, TcgEventType.NonHostInfo, board)
                && MeasureRom(PcrPlan.PlatformPcr, TcgEventType.NonHostConfig, PcrPlan.ConfigName, config);
            if (!good)
            {
                Condemn();
            }

            return State;
        }

        /// <summary>Measures every component that the configuration starts. After Measure, before Close.</summary>
        /// <param name="config">The configuration that was measured.</param>
        /// <param name="table">The image's component table.</param>
        /// <returns>Measured if all were; else why not, and Condemn has been called.</returns>
        public MeasuredBootState MeasureComponents(IRomSession config, IRomSession table)
        {
            ComponentSet components = new ComponentSet();
            if (State == MeasuredBootState.Measured && !components.TryRead(config))
            {
                _ = Fail(MeasuredBootState.ComponentUnknown, TpmRc.Success);
                Condemn();
            }

            for (int i = 0; i < components.Count && State == MeasuredBootState.Measured; i++)
            {
                int digest = ComponentTable.Find(table, components.BinaryAt(i));
                bool good = digest >= 0
                    ? MeasureComponent(
                        components.NameAt(i),
                        table.Bytes(digest, PcrPlan.CodeDigestSize),
                        config.Bytes(components.StartAt(i), components.LengthAt(i)))
                    : Fail(MeasuredBootState.ComponentUnknown, TpmRc.Success);
                if (!good)
                {
                    Condemn();
                }
            }

            return State;
        }

        /// <summary>Closes the PCRs of a boot in which nothing went wrong: a separator into each.</summary>
        /// <returns>Measured if the chain is whole now; else why not.</returns>
        public MeasuredBootState Close()
        {
            if (State == MeasuredBootState.Measured && !Separate(PcrPlan.SeparatorOk))
            {
                Condemn();
            }

            return State;
        }

        /// <summary>Makes the PCRs such that no good boot has them, since this one is none: an error separator into each.</summary>
        public void Condemn()
        {
            _ = Fail(MeasuredBootState.Condemned, TpmRc.Success);
            if (Banks.Count != 0)
            {
                _ = Separate(PcrPlan.SeparatorError);
            }
        }

        // SHA-256 must be there; SHA-384 is used if it is. Other banks are left open: the host trusts none of them.
        private bool FindBanks()
        {
            TpmRc rc = GetCapability.Pcrs(_tpm, _allocated);
            if (rc != TpmRc.Success)
            {
                return Fail(MeasuredBootState.TpmFailed, rc);
            }

            if (!TryUse(TpmAlgId.Sha256))
            {
                return Fail(MeasuredBootState.BankMissing, rc);
            }

            _ = TryUse(TpmAlgId.Sha384);
            return true;
        }

        private bool TryUse(TpmAlgId hash)
        {
            for (int i = 0; i < _allocated.Count; i++)
            {
                if (_allocated.HashAt(i) == hash && (_allocated.PcrsAt(i) & PcrPlan.Pcrs) == PcrPlan.Pcrs)
                {
                    return Banks.TryAdd(hash, PcrPlan.Pcrs);
                }
            }

            return false;
        }

        private bool BeginLog()
        {
            // Digests of nothing: it is their algorithms that the header names.
            FinishHashes();
            return Log.TryBegin(_digests) || Fail(MeasuredBootState.LogFull, TpmRc.Success);
        }

        // PCRs 0 to 15 are all zeros after a TPM reset at locality 0 (PC Client Platform TPM Profile, section 4.6). If they are
        // not, their owner is an earlier boot, whose log is gone and whose firmware may have been another.
        private bool IsFresh()
        {
            int size = Banks.ValuesSize();
            TpmRc rc = PcrRead.Execute(_tpm, Banks, _values, out _);
            if (rc != TpmRc.Success)
            {
                return Fail(MeasuredBootState.TpmFailed, rc);
            }

            for (int i = 0; i < size; i++)
            {
                if (_values[i] != 0)
                {
                    return Fail(MeasuredBootState.TpmNotReset, rc);
                }
            }

            return true;
        }

        private bool IsPresent(IRomSession rom, int most, MeasuredBootState otherwise) =>
            (rom != null && rom.Length > 0 && rom.Length <= most) || Fail(otherwise, TpmRc.Success);

        private bool MeasureVersion(string version, byte[] buildId)
        {
            _data.Begin();
            _data.PutText(version, PcrPlan.VersionSize);
            _data.PutBytes(new SpanByte(buildId, 0, PcrPlan.BuildIdSize));
            return MeasureData(PcrPlan.FirmwarePcr, TcgEventType.SCrtmVersion, SpanByte.Empty);
        }

        private bool MeasureComponent(string name, SpanByte code, SpanByte stanza)
        {
            _data.Begin();
            _data.PutU32(PcrPlan.ComponentTag);
            _data.PutU32((uint)(1 + name.Length + PcrPlan.CodeDigestSize + stanza.Length));
            _data.PutU8(name.Length);
            _data.PutText(name);
            _data.PutBytes(code);
            return MeasureData(PcrPlan.ComponentsPcr, TcgEventType.EventTag, stanza);
        }

        private bool MeasureText(int pcr, TcgEventType type, string text)
        {
            _data.Begin();
            _data.PutText(text);
            return MeasureData(pcr, type, SpanByte.Empty);
        }

        // The event's data ends with `rest`, which stays where it is.
        private bool MeasureData(int pcr, TcgEventType type, SpanByte rest)
        {
            Append(_data.Bytes);
            Append(rest);
            FinishHashes();
            return Extend(pcr, type, rest);
        }

        private bool MeasureRom(int pcr, TcgEventType type, string name, IRomSession rom)
        {
            int length = rom.Length;
            for (int offset = 0; offset < length; offset += SliceSize)
            {
                int left = length - offset;
                Append(rom.Bytes(offset, left < SliceSize ? left : SliceSize));
            }

            FinishHashes();
            _data.Begin();
            _data.PutText(name);
            return Extend(pcr, type, SpanByte.Empty);
        }

        // A separator into every PCR of the plan, whatever the one before came to: a TPM that refused one may take the next.
        private bool Separate(uint value)
        {
            bool all = true;
            for (int pcr = 0; pcr < PcrPlan.PcrCount; pcr++)
            {
                _data.Begin();
                _data.PutU32(value);
                all &= MeasureData(pcr, TcgEventType.Separator, SpanByte.Empty);
            }

            return all;
        }

        private bool Extend(int pcr, TcgEventType type, SpanByte rest)
        {
            // Extended even when there is no room in the log: a PCR without its event is never trusted, the reverse might be.
            bool room = Log.HasRoom(_digests, _data.Bytes.Length + rest.Length);
            TpmRc rc = PcrExtend.Execute(_tpm, pcr, _digests);
            if (rc != TpmRc.Success)
            {
                return Fail(MeasuredBootState.ExtendFailed, rc);
            }

            return (room && Log.TryAppend(pcr, type, _digests, _data.Bytes, rest)) || Fail(MeasuredBootState.LogFull, rc);
        }

        private void Append(SpanByte data)
        {
            _sha256.Append(data);
            if (Banks.Count == MaxBanks)
            {
                _sha384.Append(data);
            }
        }

        private void FinishHashes()
        {
            _digests.Clear();
            _sha256.Finish(_digests.Add(TpmAlgId.Sha256));
            if (Banks.Count == MaxBanks)
            {
                _sha384.Finish(_digests.Add(TpmAlgId.Sha384));
            }
        }

        // The first failure is the one to report; those that follow from it are not.
        private bool Fail(MeasuredBootState state, TpmRc rc)
        {
            if (State == MeasuredBootState.Measured)
            {
                State = state;
                Rc = rc;
            }

            return false;
        }
    }
}
