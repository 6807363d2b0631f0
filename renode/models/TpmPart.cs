// SPDX-License-Identifier: MIT
// What the TPM on SPI and the one on I2C have in common in Renode: the model with swtpm behind it and virtual time, its reset line and its
// interrupt line, and the knobs for monitor and scripts.

using System;
using Antmicro.Renode.Core;
using Antmicro.Renode.Exceptions;
using Antmicro.Renode.Peripherals;
using Antmicro.Renode.Time;
using Wardstone.Simulation;

namespace Antmicro.Renode.Peripherals.Wardstone
{
    /// <summary>A TPM as a part of a machine.</summary>
    public abstract class TpmPart : IGPIOReceiver
    {
        /// <summary>Input that is RST#, active low.</summary>
        public const int ResetInput = 1;

        private readonly IMachine _machine;
        private readonly string _host;
        private SwtpmSocket _swtpm;
        private bool _resetWasHigh;
        private TpmKnobs _knobs;

        /// <param name="machine">Whose time it is.</param>
        /// <param name="port">swtpm's port for commands; the next one is its control channel.</param>
        /// <param name="host">Where swtpm listens.</param>
        protected TpmPart(IMachine machine, int port, string host)
        {
            (_machine, _host) = (machine, host);
            _swtpm = new SwtpmSocket(host, port);
            Model = new TpmModel(command => _swtpm.Execute(command))
            {
                ClockUs = VirtualTimeUs,
                After = Schedule,
                Bursts = new[] { 64 },
            };
            IRQ = new GPIO();
            IRQ.Set(true);
            Model.Interrupts.Changed += active => IRQ.Set(!active);
            Model.PowerCycle = () => IsPowerCycled = _swtpm.PowerCycle();
        }

        /// <summary>PIRQ#, active low.</summary>
        public GPIO IRQ { get; }

        /// <summary>swtpm's port for commands. A change closes the connection to the one before.</summary>
        public int Port
        {
            get => _swtpm.Port;
            set
            {
                _swtpm.Dispose();
                _swtpm = new SwtpmSocket(_host, value);
            }
        }

        /// <summary>Whether a reset of the board is one of the TPM, as on a board that ties the lines together.</summary>
        public bool ResetsWithBoard { get; set; } = true;

        /// <summary>Whether swtpm took the last reset.</summary>
        public bool IsPowerCycled { get; private set; }

        /// <summary>Idle, Ready, Reception, Execution or Completion.</summary>
        public string State => Model.State.ToString();

        /// <summary>How often a command was executed.</summary>
        public int Executions => Model.Executions;

        /// <summary>How often it was reset.</summary>
        public int Resets => Model.Resets;

        /// <summary>How often the fault happened that a knob has set to a byte.</summary>
        public int Happened => Model.Faults.Happened;

        /// <summary>What the firmware did that the specification does not allow, a line each.</summary>
        public string Violations => string.Join("\n", Model.Violations);

        /// <summary>The names of the knobs.</summary>
        public string Knobs => string.Join(" ", _knobs.Names);

        protected TpmModel Model { get; }

        /// <summary>Turns a knob of the model: what can go wrong, and how slow it is (renode/README.md).</summary>
        public void Knob(string name, string value)
        {
            try
            {
                _knobs.Set(name, value);
            }
            catch (ArgumentException e)
            {
                throw new RecoverableException(e.Message);
            }
        }

        /// <summary>A reset of the machine. The lines are pulled up until the firmware drives them.</summary>
        public void Reset()
        {
            _resetWasHigh = false;
            Deselect();
            if (ResetsWithBoard)
            {
                Model.Reset();
            }

            ShowInterrupt();
        }

        /// <summary>A level of one of its inputs.</summary>
        public virtual void OnGPIO(int number, bool value)
        {
            // Renode tells the level of a pin when it is connected, and after a reset: low, for a pin that nobody drives.
            if (number == ResetInput && (value || _resetWasHigh))
            {
                _resetWasHigh = true;
                Model.IsHeldInReset = !value;
                ShowInterrupt();
            }
        }

        /// <summary>To be called by the constructor.</summary>
        protected void AddKnobs(TpmKnobs knobs) => _knobs = knobs;

        /// <summary>Nobody talks to it any more.</summary>
        protected abstract void Deselect();

        // A port that was reset takes the line for low, and only a change is told to it. The firmware's reset of the TPM comes after that.
        private void ShowInterrupt()
        {
            IRQ.Set(Model.Interrupts.IsActive);
            IRQ.Set(!Model.Interrupts.IsActive);
        }

        private long VirtualTimeUs()
        {
            if (_machine.SystemBus.TryGetCurrentCPU(out var cpu))
            {
                cpu.SyncTime();
            }

            return (long)_machine.ElapsedVirtualTime.TimeElapsed.TotalMicroseconds;
        }

        private void Schedule(int ms, Action action)
        {
            if (ms == 0)
            {
                action();
            }
            else
            {
                _machine.ScheduleAction(TimeInterval.FromMilliseconds((ulong)ms), _ => action(), "TPM command");
            }
        }
    }
}
