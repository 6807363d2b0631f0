// SPDX-License-Identifier: MIT
// The product: measures this boot into the TPM that it owns, then serves the paired host, for as long as there is power.
// It fails closed: whatever goes wrong on the way has a name on console and link, the PCRs never look like a good boot's, and the
// link goes on answering, so that the host learns why.

using System;
using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Runtime;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;
using Wardstone.Tpm.Hashes;

namespace Wardstone.Appliance
{
    /// <summary>The appliance on one board.</summary>
    public sealed class Appliance : ILinkService
    {
        /// <summary>Longest wait for the host, in milliseconds. Nothing else needs doing meanwhile: the board sleeps.</summary>
        private const int IdleMs = 10_000;

        private readonly Platform _platform;
        private readonly Log _log;
        private readonly TpmClient _tpm;
        private readonly BootMeasurement _measurement;
        private readonly Attestation _attestation;
        private readonly LinkServer _server;
        private readonly BoardState _state = new BoardState();
        private readonly TpmlPcrSelection _selection = new TpmlPcrSelection(1);
        private readonly ApplianceConfig _config = new ApplianceConfig();
        private readonly long _start = DateTime.UtcNow.Ticks;
        private uint _logGeneration;

        public Appliance(Platform platform)
        {
            _platform = platform;
            _log = new Log(platform.Log);
            _tpm = new TpmClient(platform.Tpm);
            _measurement = new BootMeasurement(_tpm);
            _attestation = new Attestation(_tpm);
            _server = new LinkServer(platform.Link, new IMessageHandler[] { new WardstoneMessages(this) });
        }

        /// <summary>Boots, then serves the host. Does not return.</summary>
        public void Run()
        {
            Boot();
            for (; ; )
            {
                Serve(IdleMs);
            }
        }

        /// <summary>From reset to the end of the measured boot, whichever way it ends.</summary>
        public void Boot()
        {
            _log.Write("Wardstone " + _platform.Version + " on " + _platform.Board);
            if (Start() && Measure() && Configure() && MeasureComponents() && Close() && OpenAttestation())
            {
                _state.Ready();
            }

            _logGeneration = GenerationOf(_measurement.Log);
            Announce();
            if (_config.ConsolePcrs)
            {
                ShowPcrs();
            }
        }

        /// <summary>Answers what the host has asked.</summary>
        /// <param name="timeoutMs">Bound on the wait for it, in milliseconds.</param>
        public void Serve(int timeoutMs) => _ = _server.Poll(timeoutMs);

        LinkStatus ILinkService.ReadStatus(BoardStatus status)
        {
            status.Phase = _state.Phase;
            status.UptimeMs = (uint)((DateTime.UtcNow.Ticks - _start) / TimeSpan.TicksPerMillisecond);
            status.LogLength = (uint)_measurement.Log.Length;
            status.LogGeneration = _logGeneration;
            BoardStatus.SetText(status.State, _state.Name);
            BoardStatus.SetText(status.Board, _platform.Board);
            BoardStatus.SetText(status.Version, _platform.Version);
            BoardStatus.SetText(status.Reason, _state.Reason);
            new SpanByte(_platform.BuildId).CopyTo(status.BuildId);
            return LinkStatus.Ok;
        }

        LinkStatus ILinkService.ReadLog(int offset, SpanByte buffer, out int count, out int length, out uint generation)
        {
            length = _measurement.Log.Length;
            generation = _logGeneration;
            if (offset > length)
            {
                count = 0;
                return LinkStatus.BadParameter;
            }

            count = length - offset < buffer.Length ? length - offset : buffer.Length;
            _measurement.Log.Bytes(offset, count).CopyTo(buffer);
            return LinkStatus.Ok;
        }

        // There are no components yet that could report.
        LinkStatus ILinkService.ReadReport(SpanByte name, int offset, SpanByte buffer, out int count, out int length, out uint version)
        {
            count = 0;
            length = 0;
            version = 0;
            return LinkStatus.UnknownCommand;
        }

        LinkStatus ILinkService.ReadPcrs(ushort hashAlg, uint selection, SpanByte digests, out int length)
        {
            if (!Select(hashAlg, selection, out length))
            {
                return LinkStatus.BadParameter;
            }

            TpmRc rc = PcrRead.Execute(_tpm, _selection, digests, out _);
            length = rc == TpmRc.Success ? _selection.ValuesSize() : 0;
            return Note(rc);
        }

        LinkStatus ILinkService.ReadAttestationKey(SpanByte publicArea, out int length)
        {
            SpanByte key = _attestation.PublicArea;
            length = key.Length;
            if (length == 0)
            {
                return LinkStatus.Failed;
            }

            key.CopyTo(publicArea);
            return LinkStatus.Ok;
        }

        LinkStatus ILinkService.Quote(SpanByte nonce, ushort hashAlg, uint selection, SpanByte quote, out int length) =>
            Select(hashAlg, selection, out length)
                ? Note(_attestation.Quote(nonce, _selection, quote, out length))
                : LinkStatus.BadParameter;

        private bool Start()
        {
            TpmRc rc = TpmStartup.Run(_tpm, out TpmStartupState state);
            if (rc != TpmRc.Success)
            {
                _state.StartupFailed(state, rc);
            }

            return rc == TpmRc.Success;
        }

        private bool Measure()
        {
            MeasuredBootState state = _measurement.Measure(
                _platform.Board, _platform.Version, _platform.BuildId, _platform.Image, _platform.Config);
            return state == MeasuredBootState.Measured || MeasurementFailed();
        }

        // Only what has been measured may be read.
        private bool Configure()
        {
            if (_config.TryRead(_platform.Config, _platform.Board, out string reason))
            {
                return true;
            }

            _measurement.Condemn();
            _state.ConfigInvalid(reason);
            return false;
        }

        private bool MeasureComponents() =>
            _measurement.MeasureComponents(_platform.Config, _platform.Components) == MeasuredBootState.Measured || MeasurementFailed();

        private bool Close() => _measurement.Close() == MeasuredBootState.Measured || MeasurementFailed();

        private bool MeasurementFailed()
        {
            _state.MeasurementFailed(_measurement.State, _measurement.Rc);
            return false;
        }

        // One line each, as the TPM has them now: for the person at the console, who believes no link.
        private void ShowPcrs()
        {
            byte[] values = new byte[PcrPlan.PcrCount * Sha256.DigestSize];
            if (!Select((ushort)TpmAlgId.Sha256, PcrPlan.Pcrs, out _) || PcrRead.Execute(_tpm, _selection, values, out _) != TpmRc.Success)
            {
                return;
            }

            for (int pcr = 0; pcr < PcrPlan.PcrCount; pcr++)
            {
                string line = "PCR " + pcr + " sha256 ";
                for (int i = 0; i < Sha256.DigestSize; i++)
                {
                    line += values[(pcr * Sha256.DigestSize) + i].ToString("x2");
                }

                _log.Write(line);
            }
        }

        private bool OpenAttestation()
        {
            TpmRc rc = _attestation.Open();
            if (rc != TpmRc.Success)
            {
                _state.KeyFailed(rc);
            }

            return rc == TpmRc.Success;
        }

        private bool Select(ushort hashAlg, uint selection, out int length)
        {
            length = 0;
            _selection.Clear();
            return _selection.TryAdd((TpmAlgId)hashAlg, selection);
        }

        // A TPM that is lost while the board serves is a state of its own; one that answers again is not lost any more. What it
        // then says of its PCRs is for the host to judge.
        private LinkStatus Note(TpmRc rc)
        {
            bool lost = rc == TpmRc.BadTag || ((uint)rc >= (uint)TpmRc.IoTimeout && rc < TpmRc.CommandTooLong);
            if (lost && _state.Phase == BoardPhase.Ready)
            {
                _state.TpmLost(rc);
                Announce();
            }
            else if (!lost && _state.IsTpmLost)
            {
                _state.Ready();
                Announce();
            }

            return rc == TpmRc.Success ? LinkStatus.Ok : LinkStatus.TpmFailed;
        }

        private void Announce() => _log.Write("state " + _state.Name + (_state.Reason.Length == 0 ? "" : ": " + _state.Reason));

        // Equal for equal logs only, as far as the host needs it: it keeps two boots' logs apart without asking the TPM for a number.
        private static uint GenerationOf(EventLog log)
        {
            byte[] digest = new byte[Sha256.DigestSize];
            Sha256 hash = new Sha256();
            hash.Append(log.Bytes(0, log.Length));
            hash.Finish(digest);
            return BigEndian.GetU32(digest, 0);
        }
    }
}
