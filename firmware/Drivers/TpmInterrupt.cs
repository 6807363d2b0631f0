// SPDX-License-Identifier: MIT
// A TPM's interrupt (PC Client PTP, TPM_INT_ENABLE, TPM_INT_STATUS), as something that may end a nap early. It is a hint and no more: who
// naps looks at the status afterwards, and naps no longer than without it. So an interrupt that is lost costs what asking at intervals
// costs.
//
// Must hold: an interrupt line that tells lies is noticed and no longer listened to. It cannot make the driver look more than a few times.

using System;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>The interrupt of dataAvail: a command has its response.</summary>
    internal sealed class TpmInterrupt
    {
        private const int DataAvailable = 0x01;
        private const int LowLevel = 0x08;
        private const int Global = 0x80; // in the last of TPM_INT_ENABLE's four bytes
        private const int All = 0x87; // of TPM_INT_STATUS

        // In a row: naps that it ended for nothing; responses that it did not tell of.
        private const int MaxFalse = 4;
        private const int MaxLost = 16;

        private readonly ITpmRegisters _registers;
        private readonly Wakeup _wakeup;
        private readonly byte[] _enable = { DataAvailable | LowLevel, 0, 0, Global };
        private readonly byte[] _status = { All };
        private bool _isArmed;
        private bool _isWoken;
        private bool _hasNapped;
        private int _falseInRow;
        private int _lostInRow;

        /// <param name="registers">The TPM.</param>
        /// <param name="wakeup">What the line is to wake; null for nothing.</param>
        public TpmInterrupt(ITpmRegisters registers, Wakeup wakeup)
        {
            _registers = registers;
            _wakeup = wakeup;
            IsUsed = wakeup != null;
        }

        /// <summary>Whether it is listened to. Not any more once it turned out not to be wired, or has told too many lies.</summary>
        public bool IsUsed { get; private set; }

        /// <summary>Naps that it ended, and rightly.</summary>
        public int Right { get; private set; }

        /// <summary>Naps that it ended for nothing.</summary>
        public int False { get; private set; }

        /// <summary>Responses that it did not tell of.</summary>
        public int Lost { get; private set; }

        /// <summary>To be called once the locality is held, and after each reset of the TPM.</summary>
        public IoStatus Enable()
        {
            _isArmed = false;
            IoStatus status = IsUsed ? _registers.Notify(_wakeup.Signal) : IoStatus.NotSupported;
            IsUsed = IsUsed && status != IoStatus.NotSupported;
            return !IsUsed ? IoStatus.Ok
                : status == IoStatus.Ok ? _registers.Write(TpmRegister.InterruptEnable, _enable)
                : status;
        }

        /// <summary>Sleeps until an interrupt comes, or the time is up.</summary>
        /// <returns>Milliseconds that it was.</returns>
        public int Nap(int ms)
        {
            if (!_isArmed)
            {
                // What came before was another command's. What comes between the look before and here is lost: the nap lasts its time.
                // Each is asked for: so a bus that was restarted learns of it, and a line that never rests interrupts no more often.
                _ = _registers.Write(TpmRegister.InterruptStatus, _status);
                _ = _wakeup.Wait(0);
                _isArmed = _registers.Notify(_wakeup.Signal) == IoStatus.Ok;
            }

            _hasNapped = true;
            long start = DateTime.UtcNow.Ticks;
            _isWoken = _wakeup.Wait(ms);
            _isArmed = _isArmed && !_isWoken;
            long elapsed = (DateTime.UtcNow.Ticks - start) / TimeSpan.TicksPerMillisecond;
            return !_isWoken ? ms : elapsed < 0 ? 0 : elapsed < ms ? (int)elapsed : ms;
        }

        /// <summary>To be told what the look after a nap saw.</summary>
        public void Judge(bool isDone)
        {
            if (!_hasNapped)
            {
                return;
            }

            _hasNapped = false;
            if (_isWoken && isDone)
            {
                Right++;
                _falseInRow = 0;
                _lostInRow = 0;
            }
            else if (_isWoken)
            {
                False++;
                _falseInRow++;
            }
            else if (isDone)
            {
                Lost++;
                _lostInRow++;
            }

            _isArmed = _isArmed && !isDone;
            if (_falseInRow == MaxFalse || _lostInRow == MaxLost)
            {
                SwitchOff();
            }
        }

        private void SwitchOff()
        {
            IsUsed = false;
            _enable[0] = 0;
            _enable[3] = 0;
            _ = _registers.Write(TpmRegister.InterruptEnable, _enable);
        }
    }
}
