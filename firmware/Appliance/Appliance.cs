// SPDX-License-Identifier: MIT
// The product: measures this boot into the TPM that it owns, then has Init start the components, for as long as there is power.
// It measures with drivers of its own and before any component runs, so that no component can be in the way of its own measurement.
// It fails closed: whatever goes wrong on the way has a name on console and link, the PCRs never look like a good boot's, and the
// components of the rescue configuration go on answering, so that the host learns why.

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
    public sealed class Appliance
    {
        private readonly Platform _platform;
        private readonly Log _log;
        private readonly BootRecord _record = new BootRecord();
        private readonly BoardState _state = new BoardState();
        private readonly ApplianceConfig _config;
        private TpmClient _tpm;
        private BootMeasurement _measurement;

        public Appliance(Platform platform)
        {
            _platform = platform;
            _log = new Log(platform.Log);
            _config = new ApplianceConfig(platform.Board);
            _tpm = new TpmClient(platform.Tpm);
            _measurement = new BootMeasurement(_tpm);
        }

        /// <summary>Boots, then runs the components. Does not return.</summary>
        public void Run() => Boot().Run();

        /// <summary>From reset to the end of the measured boot, whichever way it ends. To be called once.</summary>
        /// <returns>Init, with its configuration and nothing started.</returns>
        public Init Boot()
        {
            _log.Write("Wardstone " + _platform.Version + " on " + _platform.Board);
            Init init = new Init(_platform.Kernel, Binaries.All(), Parents(null), _platform.Config, _platform.Log);
            if (Start() && Measure() && Configure(init) && MeasureComponents() && Close())
            {
                _state.Ready();
            }

            _record.Write(_platform, _state, _measurement.Log);
            _log.Write("state " + _state.Name + (_state.Reason.Length == 0 ? "" : ": " + _state.Reason));
            if (_config.ConsolePcrs)
            {
                ShowPcrs();
            }

            // The memory is the components' now.
            _measurement = null;
            _tpm = null;
            return _state.Phase == BoardPhase.Ready ? Hand(init) : Rescue();
        }

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
        private bool Configure(Init init)
        {
            if (init.TryRead(_config, out string reason))
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

        // The TPM is the components' as well, which have a driver of their own.
        private Init Hand(Init init)
        {
            if (_platform.Tpm is IDisposable held)
            {
                held.Dispose();
            }

            return init;
        }

        private Init Rescue()
        {
            ParentSession tpm = new ParentSession("Tpm", "", _platform.Tpm);
            Init init = new Init(_platform.Kernel, Binaries.All(), Parents(tpm), new RescueConfig(), _platform.Log);
            if (!init.TryRead(null, out string reason))
            {
                throw new InvalidOperationException(reason);
            }

            return init;
        }

        // The board's own, the boot's record, and one more if it is not null.
        private ParentSession[] Parents(ParentSession more)
        {
            int count = _platform.Parents.Length;
            ParentSession[] parents = new ParentSession[count + (more == null ? 1 : 2)];
            _platform.Parents.CopyTo(parents, 0);
            parents[count] = new ParentSession("BootRecord", "", _record);
            if (more != null)
            {
                parents[count + 1] = more;
            }

            return parents;
        }

        // One line each, as the TPM has them now: for the person at the console, who believes no link.
        private void ShowPcrs()
        {
            TpmlPcrSelection selection = new TpmlPcrSelection(1);
            byte[] values = new byte[PcrPlan.PcrCount * Sha256.DigestSize];
            if (!selection.TryAdd(TpmAlgId.Sha256, PcrPlan.Pcrs) || PcrRead.Execute(_tpm, selection, values, out _) != TpmRc.Success)
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
    }
}
