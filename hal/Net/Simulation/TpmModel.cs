// SPDX-License-Identifier: MIT
// The FIFO interface of a TPM 2.0 (PC Client PTP, FIFO interface) as a state machine over single bytes of registers. It
// knows no bus: TpmI2cTarget and TpmSpiTarget put it on one. It computes nothing either: a delegate executes commands.
// Localities, interrupts and faults are classes of their own, which it owns. It is stricter than any TPM, to catch drivers that rely on
// leniency: what the specification leaves undefined is ignored and written down in Violations. Depends on nothing but the base class
// library, and the files of the model name no other: a simulator that has nothing else of this repository compiles them as they are.

using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Wardstone.Simulation
{
    /// <summary>States of the FIFO interface.</summary>
    public enum TpmModelState
    {
        Idle,
        Ready,
        Reception,
        Execution,
        Completion,
    }

    /// <summary>A TPM's registers. Knobs may be turned at any time; their defaults make a fast and faultless TPM.</summary>
    public sealed partial class TpmModel
    {
        public const int Access = 0x000;
        public const int Status = 0x018;
        public const int DataFifo = 0x024;
        public const int DeviceVendor = 0xF00;
        public const int RevisionId = 0xF04;

        private const int BytesOfStatus = 4;
        private const int ResetEstablishment = 0x02; // in the last byte of TPM_STS, as is cancel
        private const int Cancel = 0x01;

        private readonly Func<byte[], byte[]> _execute;
        private readonly object _gate = new object();
        private bool _held;

        /// <param name="execute">Takes a command, gives its response. Never called twice for one go.</param>
        public TpmModel(Func<byte[], byte[]> execute)
        {
            _execute = execute;
            Faults = new TpmFaults(Reset);
            Localities = new TpmLocalities(Faults, ChangeLocality);
        }

        /// <summary>What is wrong with it.</summary>
        public TpmFaults Faults { get; }

        /// <summary>Who holds it.</summary>
        public TpmLocalities Localities { get; }

        /// <summary>Its interrupt.</summary>
        public TpmInterrupts Interrupts { get; } = new TpmInterrupts();

        /// <summary>Cuts the power of what executes commands, and puts it back; called by a reset.</summary>
        public Action PowerCycle { get; set; }

        /// <summary>A clock in microseconds.</summary>
        public Func<long> ClockUs { get; set; } = () => (long)(Stopwatch.GetTimestamp() * 1e6 / Stopwatch.Frequency);

        /// <summary>Calls back after so many milliseconds, for a response that is there, and interrupts, before anybody looks.</summary>
        public Action<int, Action> After { get; set; }

        /// <summary>Burst counts to offer, one after the other and again from the first. 1 to 65535 each.</summary>
        public int[] Bursts { get; set; } = { 4096 };

        /// <summary>Looks at the status that still see a burst count of 0 after a burst is used up.</summary>
        public int BurstPolls { get; set; }

        /// <summary>Looks at the status that see stsValid clear after the last byte of a command, and after go.</summary>
        public int NotValidPolls { get; set; }

        /// <summary>Looks at the status until commandReady stands, and until an abort is done.</summary>
        public int ReadyPolls { get; set; }

        /// <summary>Looks at the status until the response is there; int.MaxValue for never.</summary>
        public int ExecutionPolls { get; set; }

        /// <summary>Milliseconds until the response is there, if that is later.</summary>
        public int ExecutionMs { get; set; }

        /// <summary>From Completion straight to Ready, as some TPMs go, instead of to Idle.</summary>
        public bool CompletionToReady { get; set; }

        /// <summary>Looks at the status after a reset until selfTestDone stands.</summary>
        public int SelfTestPolls { get; set; }

        /// <summary>Bits that always read as one, or as zero.</summary>
        public byte AccessStuckHigh { get; set; }

        public byte AccessStuckLow { get; set; }

        public byte StatusStuckHigh { get; set; }

        public byte StatusStuckLow { get; set; }

        /// <summary>What DID_VID reads.</summary>
        public uint Identity { get; set; } = 0x0001_5D57;

        /// <summary>What RID reads.</summary>
        public byte Revision { get; set; } = 1;

        public TpmModelState State { get; private set; }

        /// <summary>How often it was reset.</summary>
        public int Resets { get; private set; }

        /// <summary>The reset line is active: nobody is there. Its end is the reset.</summary>
        public bool IsHeldInReset
        {
            get => _held;
            set
            {
                var ended = _held && !value;
                _held = value;
                if (ended)
                {
                    Reset();
                }
            }
        }

        /// <summary>No byte comes from it, nor does it take one.</summary>
        public bool IsSilent => _held || Faults.IsSilent;

        /// <summary>What a byte reads as while it is silent.</summary>
        public byte Silence => _held ? (byte)0xFF : Faults.Silence;

        /// <summary>How often the status was looked at.</summary>
        public int StatusReads { get; private set; }

        /// <summary>How often a command was executed.</summary>
        public int Executions { get; private set; }

        /// <summary>What a driver did that the specification does not allow.</summary>
        public List<string> Violations { get; } = new List<string>();

        /// <summary>The link checksum over the command so far, or over the response as far as it was read.</summary>
        public int Checksum => State == TpmModelState.Completion
            ? Crc(new ArraySegment<byte>(_response, 0, _read))
            : Crc(_command);

        /// <summary>A reset, in whatever state it is: all is forgotten, and what executes commands loses its power.</summary>
        public void Reset()
        {
            lock (_gate)
            {
                Resets++;
                _selfTestPolls = SelfTestPolls;
                Localities.Reset();
                GoIdle();
                Interrupts.Reset();
                PowerCycle?.Invoke();
            }
        }

        /// <summary>Another party takes the TPM.</summary>
        public void HoldBy(int locality) => Localities.HoldBy(locality);

        /// <summary>Reads one byte. A status is latched by reading its first byte.</summary>
        public byte Read(int locality, int register)
        {
            lock (_gate)
            {
                switch (register)
                {
                    case Access:
                        return (byte)((Localities.Read(locality) | AccessStuckHigh) & ~AccessStuckLow);
                    case DataFifo:
                        return locality == Localities.Active ? ReadFifo() : (byte)0xFF;
                    case >= Status and < Status + BytesOfStatus:
                        if (register == Status)
                        {
                            LatchStatus();
                        }

                        return locality == Localities.Active ? _statusBytes[register - Status] : (byte)0xFF;
                    case >= DeviceVendor and < DeviceVendor + 4:
                        return (byte)(Identity >> (8 * (register - DeviceVendor)));
                    case RevisionId:
                        return Revision;
                    default:
                        return TpmInterrupts.Has(register) ? Interrupts.Read(register) : (byte)0xFF;
                }
            }
        }

        /// <summary>Writes one byte.</summary>
        public void Write(int locality, int register, byte value)
        {
            lock (_gate)
            {
                if (register == Access)
                {
                    if (!Localities.Write(locality, value))
                    {
                        Violate($"write of {value:x2} to ACCESS");
                    }
                }
                else if (locality != Localities.Active)
                {
                    Violate($"write of {register:x} without the locality");
                }
                else if (register == Status)
                {
                    WriteStatus(value);
                }
                else if (register == Status + BytesOfStatus - 1)
                {
                    WriteUpperStatus(value);
                }
                else if (register == DataFifo)
                {
                    WriteFifo(value);
                }
                else if (TpmInterrupts.Has(register))
                {
                    Interrupts.Write(register, value);
                }
            }
        }
    }
}
