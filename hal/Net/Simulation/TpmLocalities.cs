// SPDX-License-Identifier: MIT
// Who holds the TPM: TPM_ACCESS of the five localities (PC Client PTP). A locality asks and waits until nobody holds the TPM, or seizes it
// from a lower one. Depends on nothing but the base class library.

using System;

namespace Wardstone.Simulation
{
    /// <summary>The ACCESS registers of a TPM.</summary>
    public sealed class TpmLocalities
    {
        public const int Count = 5;
        public const int Nobody = -1;

        // TPM_ACCESS: bits that are read, and, written as one, do something.
        private const byte RegistersValid = 0x80;
        private const byte ActiveLocality = 0x20;
        private const byte BeenSeized = 0x10;
        private const byte Seize = 0x08; // reads as zero
        private const byte PendingRequest = 0x04;
        private const byte RequestUse = 0x02;
        private const byte Establishment = 0x01;

        private readonly TpmFaults _faults;
        private readonly Action<bool> _changed;
        private readonly bool[] _requested = new bool[Count];
        private readonly bool[] _seized = new bool[Count];
        private int _polls;
        private int _startPolls;

        /// <param name="faults">Whether anybody is granted the TPM at all.</param>
        /// <param name="changed">Another locality, or nobody, holds the TPM; true if one had to wait for it.</param>
        internal TpmLocalities(TpmFaults faults, Action<bool> changed) => (_faults, _changed) = (faults, changed);

        /// <summary>Who holds the TPM: 0 to 4, or Nobody.</summary>
        public int Active { get; private set; } = Nobody;

        /// <summary>Looks at ACCESS by the requesting locality until it is granted; int.MaxValue for never.</summary>
        public int GrantPolls { get; set; }

        /// <summary>Looks at ACCESS after a reset until its valid bit stands.</summary>
        public int StartPolls { get; set; }

        internal void Reset()
        {
            Active = Nobody;
            Array.Clear(_requested, 0, Count);
            Array.Clear(_seized, 0, Count);
            _startPolls = StartPolls;
        }

        internal void HoldBy(int locality) => Active = locality;

        internal byte Read(int locality)
        {
            if (_requested[locality] && Active == Nobody && !TpmModel.CountDown(ref _polls))
            {
                Grant(locality, waited: true);
            }

            var value = Establishment;
            value |= TpmModel.CountDown(ref _startPolls) ? (byte)0 : RegistersValid;
            value |= Active == locality ? ActiveLocality : (byte)0;
            value |= _seized[locality] ? BeenSeized : (byte)0;
            value |= _requested[locality] ? RequestUse : (byte)0;
            for (var other = 0; other < Count; other++)
            {
                value |= other != locality && _requested[other] ? PendingRequest : (byte)0;
            }

            return value;
        }

        /// <returns>False for what the specification leaves undefined: more than one bit, or one that cannot be written.</returns>
        internal bool Write(int locality, byte value)
        {
            switch (value)
            {
                case RequestUse:
                    Request(locality);
                    return true;
                case ActiveLocality:
                    Release(locality);
                    return true;
                case BeenSeized:
                    _seized[locality] = false;
                    return true;
                case Seize:
                    SeizeFor(locality);
                    return true;
                default:
                    return false;
            }
        }

        private void Request(int locality)
        {
            if (Active == locality || _requested[locality])
            {
                return;
            }

            _requested[locality] = true;
            _polls = GrantPolls;
            if (Active == Nobody && GrantPolls == 0)
            {
                Grant(locality, waited: false);
            }
        }

        // Of those who wait, the highest is next. Who does not hold the TPM takes its request back.
        private void Release(int locality)
        {
            _requested[locality] = false;
            if (Active != locality)
            {
                return;
            }

            Active = Nobody;
            _changed(false);
            for (var next = Count - 1; next >= 0 && Active == Nobody; next--)
            {
                if (_requested[next])
                {
                    Grant(next, waited: true);
                }
            }
        }

        private void SeizeFor(int locality)
        {
            if (Active != Nobody && Active < locality)
            {
                _seized[Active] = true;
                Active = Nobody;
            }

            if (Active == Nobody)
            {
                Grant(locality, waited: false);
            }
        }

        private void Grant(int locality, bool waited)
        {
            if (!_faults.Hangs(TpmHangs.Grant))
            {
                Active = locality;
                _requested[locality] = false;
                _changed(waited);
            }
        }
    }
}
