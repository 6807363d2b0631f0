// SPDX-License-Identifier: MIT
// The states of the FIFO interface, and what moves a TPM from one to the next: a byte, a look at the status, or time.

using System;
using System.Collections.Generic;

namespace Wardstone.Simulation
{
    /// <content>Status register, FIFO, execution.</content>
    public sealed partial class TpmModel
    {
        private const int HeaderSize = 10;

        private readonly List<byte> _command = new List<byte>();
        private readonly byte[] _statusBytes = new byte[4];
        private byte[] _response = new byte[0];
        private int _read;
        private int _burst;
        private int _burstIndex;
        private int _burstPolls;
        private int _notValidPolls;
        private int _stepPolls;
        private int _selfTestPolls;
        private long _doneUs;
        private bool _aborting;

        /// <summary>Whether there was something left to count down.</summary>
        internal static bool CountDown(ref int count)
        {
            if (count == 0)
            {
                return false;
            }

            count -= count == int.MaxValue ? 0 : 1;
            return true;
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

        private bool IsWhole =>
            !Faults.Hangs(TpmHangs.Expect) &&
            _command.Count >= HeaderSize &&
            _command.Count >= (uint)((_command[2] << 24) | (_command[3] << 16) | (_command[4] << 8) | _command[5]);

        // What the last one did not take is nobody's.
        private void ChangeLocality(bool waited)
        {
            GoIdle();
            if (waited)
            {
                Interrupts.Raise(TpmInterrupts.LocalityChange);
            }
        }

        private void LatchStatus()
        {
            StatusReads++;
            Advance();
            var valid = IsValid();
            if (_burst == 0 && !Faults.Hangs(TpmHangs.Burst) && !CountDown(ref _burstPolls))
            {
                _burst = Bursts[_burstIndex++ % Bursts.Length];
                _burstPolls = BurstPolls;
            }

            var burst = 0;
            var value = valid ? 0x80 : 0;
            value |= CountDown(ref _selfTestPolls) ? 0 : 0x04;
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
                case TpmModelState.Completion when !Faults.Hangs(TpmHangs.Data):
                    value |= valid && _read < _response.Length ? 0x10 : 0;
                    burst = Math.Min(_burst, _response.Length - _read);
                    break;
            }

            _statusBytes[0] = (byte)((value | StatusStuckHigh) & ~StatusStuckLow);
            _statusBytes[1] = (byte)burst;
            _statusBytes[2] = (byte)(burst >> 8);
            _statusBytes[3] = 0x04; // TPM 2.0
        }

        private bool IsValid()
        {
            if (Faults.Hangs(TpmHangs.Valid))
            {
                return false;
            }

            var waited = _notValidPolls > 0;
            var valid = !CountDown(ref _notValidPolls);
            if (waited && _notValidPolls == 0)
            {
                Interrupts.Raise(TpmInterrupts.StatusValid);
            }

            return valid;
        }

        /// <summary>What goes on inside, one step for each look at the status.</summary>
        private void Advance()
        {
            var hang = _aborting ? TpmHangs.Abort : TpmHangs.Execution;
            if (State == TpmModelState.Ready || State == TpmModelState.Completion || Faults.Hangs(hang) || CountDown(ref _stepPolls))
            {
                return;
            }

            if (_aborting)
            {
                GoIdle();
            }
            else if (State == TpmModelState.Execution && ClockUs() >= _doneUs)
            {
                Complete();
            }
        }

        private void Go()
        {
            State = TpmModelState.Execution;
            _stepPolls = ExecutionPolls;
            _doneUs = ClockUs() + (1000L * ExecutionMs);
            _notValidPolls = NotValidPolls;
            Executions++;
            _response = _execute(_command.ToArray());
            _read = 0;
            var run = Executions;
            if (ExecutionPolls == 0 && After != null)
            {
                After(ExecutionMs, () =>
                {
                    lock (_gate)
                    {
                        if (State == TpmModelState.Execution && run == Executions && !_aborting && !Faults.Hangs(TpmHangs.Execution))
                        {
                            Complete();
                        }
                    }
                });
            }
        }

        private void Complete()
        {
            State = TpmModelState.Completion;
            _burst = 0;
            RaiseIfValid();
            if (_response.Length > 0 && !Faults.Hangs(TpmHangs.Data))
            {
                Interrupts.Raise(TpmInterrupts.DataAvailable);
            }
        }

        private void RaiseIfValid()
        {
            if (_notValidPolls == 0 && !Faults.Hangs(TpmHangs.Valid))
            {
                Interrupts.Raise(TpmInterrupts.StatusValid);
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
                    Go();
                    break;
                case 0x02 when State == TpmModelState.Completion:
                    _read = 0;
                    _burst = 0;
                    Interrupts.Raise(TpmInterrupts.DataAvailable);
                    break;
                default:
                    Violate($"write of {value:x2} to STS in {State}");
                    break;
            }
        }

        // commandCancel is a request, which this TPM is free not to hear; nobody here measures by a dynamic launch.
        private void WriteUpperStatus(byte value)
        {
            if (value is not (Cancel or ResetEstablishment))
            {
                Violate($"write of {value:x2} to the upper byte of STS");
            }
        }

        private void WriteCommandReady()
        {
            switch (State)
            {
                case TpmModelState.Completion when Faults.Hangs(TpmHangs.Idle):
                case TpmModelState.Idle when Faults.Hangs(TpmHangs.Ready):
                    break;
                case TpmModelState.Idle:
                case TpmModelState.Completion when CompletionToReady:
                    GoIdle();
                    State = TpmModelState.Ready;
                    Interrupts.Raise(TpmInterrupts.CommandReady);
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
            else if (Survives(TpmPlace.Command, _command.Count, ref value))
            {
                State = TpmModelState.Reception;
                _burst--;
                _command.Add(value);
                _notValidPolls = IsWhole ? NotValidPolls : 0;
                if (IsWhole)
                {
                    RaiseIfValid();
                }
            }
        }

        // False if the power failed at this byte.
        private bool Survives(TpmPlace place, int index, ref byte value)
        {
            var resets = Resets;
            value = Faults.PassAt(place, index, value);
            return resets == Resets;
        }

        private byte ReadFifo()
        {
            if (State == TpmModelState.Completion && _read < _response.Length && _burst > 0)
            {
                var value = _response[_read];
                if (Survives(TpmPlace.Response, _read, ref value))
                {
                    _burst--;
                    _read++;
                }

                return value;
            }

            Violate($"read of the FIFO in {State}, {_response.Length - _read} bytes left, burst count {_burst}");
            return 0xFF;
        }

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
    }
}
