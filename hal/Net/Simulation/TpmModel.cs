// SPDX-License-Identifier: MIT
// The FIFO interface of a TPM 2.0 (PC Client PTP, FIFO interface) as a state machine over single bytes of registers. It
// knows no bus: TpmI2cTarget and TpmSpiTarget put it on one. It computes nothing either: a delegate executes commands.
// It is stricter than any TPM, to catch drivers that rely on leniency: what the specification leaves undefined is ignored and
// written down in Violations. Depends on nothing but the base class library.

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
    public sealed class TpmModel
    {
        public const int Access = 0x000;
        public const int Status = 0x018;
        public const int DataFifo = 0x024;
        public const int DeviceVendor = 0xF00;
        public const int Localities = 5;

        private const int HeaderSize = 10;
        private const int NoLocality = -1;

        private readonly Func<byte[], byte[]> _execute;
        private readonly List<byte> _command = new List<byte>();
        private readonly byte[] _statusBytes = new byte[4];
        private readonly bool[] _requested = new bool[Localities];
        private byte[] _response = new byte[0];
        private int _read;
        private int _active = NoLocality;
        private int _burst;
        private int _burstIndex;
        private int _burstPolls;
        private int _notValidPolls;
        private int _stepPolls;
        private long _started;
        private bool _aborting;

        /// <param name="execute">Takes a command, gives its response. Never called twice for one go.</param>
        public TpmModel(Func<byte[], byte[]> execute) => _execute = execute;

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

        /// <summary>Looks at ACCESS by the requesting locality until it is granted; int.MaxValue for never.</summary>
        public int GrantPolls { get; set; }

        /// <summary>Bits that always read as one, or as zero.</summary>
        public byte AccessStuckHigh { get; set; }

        public byte AccessStuckLow { get; set; }

        public byte StatusStuckHigh { get; set; }

        public byte StatusStuckLow { get; set; }

        /// <summary>What DID_VID reads.</summary>
        public uint Identity { get; set; } = 0x0001_5D57;

        public TpmModelState State { get; private set; }

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

        /// <summary>A reset of the TPM (not of what executes commands): no locality, Idle.</summary>
        public void Reset()
        {
            _active = NoLocality;
            Array.Clear(_requested, 0, Localities);
            GoIdle();
        }

        /// <summary>Another party takes the TPM.</summary>
        public void HoldBy(int locality) => _active = locality;

        /// <summary>Reads one byte. A status is latched by reading its first byte.</summary>
        public byte Read(int locality, int register)
        {
            switch (register)
            {
                case Access:
                    return ReadAccess(locality);
                case DataFifo:
                    return locality == _active ? ReadFifo() : (byte)0xFF;
                case Status:
                    LatchStatus();
                    goto case Status + 1;
                case Status + 1:
                case Status + 2:
                case Status + 3:
                    return locality == _active ? _statusBytes[register - Status] : (byte)0xFF;
                default:
                    return register >= DeviceVendor && register < DeviceVendor + 4
                        ? (byte)(Identity >> (8 * (register - DeviceVendor)))
                        : (byte)0xFF;
            }
        }

        /// <summary>Writes one byte.</summary>
        public void Write(int locality, int register, byte value)
        {
            if (register == Access)
            {
                WriteAccess(locality, value);
            }
            else if (locality != _active)
            {
                Violate($"write of {register:x} without the locality");
            }
            else if (register == Status)
            {
                WriteStatus(value);
            }
            else if (register == DataFifo)
            {
                WriteFifo(value);
            }
        }

        private static int Crc(IEnumerable<byte> data)
        {
            var crc = 0;
            foreach (var value in data)
            {
                crc ^= value;
                for (var i = 0; i < 8; i++)
                {
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8408 : crc >> 1;
                }
            }

            return crc;
        }

        private byte ReadAccess(int locality)
        {
            if (_requested[locality] && _active == NoLocality && !CountDown(ref _stepPolls))
            {
                _active = locality;
                _requested[locality] = false;
            }

            var value = 0x81; // valid, establishment
            value |= _active == locality ? 0x20 : 0;
            value |= _requested[locality] ? 0x02 : 0;
            return (byte)((value | AccessStuckHigh) & ~AccessStuckLow);
        }

        private void WriteAccess(int locality, byte value)
        {
            switch (value)
            {
                case 0x02 when _active != locality && !_requested[locality]:
                    _requested[locality] = true;
                    _stepPolls = GrantPolls;
                    break;
                case 0x20 when _active == locality:
                    Reset();
                    break;
                case 0x02:
                case 0x20:
                    break;
                default:
                    Violate($"write of {value:x2} to ACCESS");
                    break;
            }
        }

        private void LatchStatus()
        {
            StatusReads++;
            Advance();
            var valid = !CountDown(ref _notValidPolls);
            if (_burst == 0 && !CountDown(ref _burstPolls))
            {
                _burst = Bursts[_burstIndex++ % Bursts.Length];
                _burstPolls = BurstPolls;
            }

            var burst = 0;
            var value = valid ? 0x84 : 0x04; // stsValid, selfTestDone
            switch (State)
            {
                case TpmModelState.Ready:
                    value |= 0x40;
                    burst = _burst;
                    break;
                case TpmModelState.Reception:
                    value |= valid && !IsWhole ? 0x08 : 0;
                    burst = IsWhole ? 0 : _burst;
                    break;
                case TpmModelState.Completion:
                    value |= valid && _read < _response.Length ? 0x10 : 0;
                    burst = Math.Min(_burst, _response.Length - _read);
                    break;
            }

            _statusBytes[0] = (byte)((value | StatusStuckHigh) & ~StatusStuckLow);
            _statusBytes[1] = (byte)burst;
            _statusBytes[2] = (byte)(burst >> 8);
            _statusBytes[3] = 0x04; // TPM 2.0
        }

        /// <summary>What goes on inside, one step for each look at the status.</summary>
        private void Advance()
        {
            if (State == TpmModelState.Ready || State == TpmModelState.Completion || CountDown(ref _stepPolls))
            {
                return;
            }

            if (_aborting)
            {
                GoIdle();
            }
            else if (State == TpmModelState.Execution && Stopwatch.GetElapsedTime(_started).TotalMilliseconds >= ExecutionMs)
            {
                State = TpmModelState.Completion;
                _burst = 0;
            }
        }

        private void WriteStatus(byte value)
        {
            switch (value)
            {
                case 0x40:
                    WriteCommandReady();
                    break;
                case 0x20 when State == TpmModelState.Reception && IsWhole:
                    State = TpmModelState.Execution;
                    _stepPolls = ExecutionPolls;
                    _started = Stopwatch.GetTimestamp();
                    _notValidPolls = NotValidPolls;
                    Executions++;
                    _response = _execute(_command.ToArray());
                    _read = 0;
                    break;
                case 0x02 when State == TpmModelState.Completion:
                    _read = 0;
                    _burst = 0;
                    break;
                default:
                    Violate($"write of {value:x2} to STS in {State}");
                    break;
            }
        }

        private void WriteCommandReady()
        {
            switch (State)
            {
                case TpmModelState.Idle:
                case TpmModelState.Completion when CompletionToReady:
                    GoIdle();
                    State = TpmModelState.Ready;
                    break;
                case TpmModelState.Completion:
                    GoIdle();
                    break;
                case TpmModelState.Reception:
                case TpmModelState.Execution:
                    if (!_aborting)
                    {
                        _aborting = true;
                        _stepPolls = ReadyPolls;
                    }

                    break;
            }
        }

        private void WriteFifo(byte value)
        {
            if ((State != TpmModelState.Ready && State != TpmModelState.Reception) || IsWhole || _aborting)
            {
                Violate($"write to the FIFO in {State}");
            }
            else if (_burst == 0)
            {
                Violate("write beyond the burst count");
            }
            else
            {
                State = TpmModelState.Reception;
                _burst--;
                _command.Add(value);
                _notValidPolls = IsWhole ? NotValidPolls : 0;
            }
        }

        private byte ReadFifo()
        {
            if (State == TpmModelState.Completion && _read < _response.Length && _burst > 0)
            {
                _burst--;
                return _response[_read++];
            }

            Violate($"read of the FIFO in {State}, {_response.Length - _read} bytes left, burst count {_burst}");
            return 0xFF;
        }

        private bool IsWhole =>
            _command.Count >= HeaderSize &&
            _command.Count >= (uint)((_command[2] << 24) | (_command[3] << 16) | (_command[4] << 8) | _command[5]);

        private void GoIdle()
        {
            State = TpmModelState.Idle;
            _aborting = false;
            _command.Clear();
            _response = new byte[0];
            _read = 0;
            _burst = 0;
            _notValidPolls = 0;
        }

        private void Violate(string what) => Violations.Add(what);

        /// <summary>Whether there was something left to count down.</summary>
        private static bool CountDown(ref int count)
        {
            if (count == 0)
            {
                return false;
            }

            count -= count == int.MaxValue ? 0 : 1;
            return true;
        }
    }
}
