// SPDX-License-Identifier: MIT
// Finding a TPM behind its registers and holding locality 0 of it (PC Client PTP, TPM_DID_VID and TPM_ACCESS). The locality is never given
// back: the board owns its TPM. Nobody else is on its bus, so another locality that holds the TPM does so by a request of ours whose header
// was disturbed. It is waited for all the same, for TIMEOUT_A; then it is released, or only a reset of the TPM would end it.

using System.Threading;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>The way to the status register: the others answer only to who holds the locality.</summary>
    internal sealed class TpmLocality
    {
        // TPM_ACCESS. One bit may be written at a time; 0x48 reads as zero.
        private const int Valid = 0x80;
        private const int Active = TpmRegister.AccessActive;
        private const int RequestUse = 0x02;
        private const int Zeros = 0x48;

        private const int Localities = 5;

        private readonly ITpmRegisters _registers;
        private readonly byte[] _access = new byte[1];
        private readonly byte[] _identity = new byte[4];

        public TpmLocality(ITpmRegisters registers) => _registers = registers;

        /// <summary>Waits for a TPM to show up on the bus: it may be starting, as the board is.</summary>
        public IoStatus Find(int timeoutMs)
        {
            var deadline = Deadline.After(timeoutMs);
            while (true)
            {
                bool late = deadline.HasPassed;
                IoStatus status = _registers.Open();
                if (status == IoStatus.Ok)
                {
                    status = ReadIdentity();
                }

                if (status == IoStatus.Ok || late)
                {
                    return status;
                }

                Thread.Sleep(1);
            }
        }

        /// <summary>Gets the locality, unless it is held already.</summary>
        public IoStatus Claim(int timeoutMs)
        {
            var deadline = Deadline.After(timeoutMs);
            while (true)
            {
                bool late = deadline.HasPassed;
                IoStatus status = Request(out bool isActive);
                if (isActive)
                {
                    return IoStatus.Ok;
                }

                if (late)
                {
                    return status == IoStatus.Ok ? ReleaseOthers() : status;
                }

                Thread.Sleep(1);
            }
        }

        // Whether the request arrives shows in the next look, and it may be made again.
        private IoStatus Request(out bool isActive)
        {
            IoStatus status = ReadAccess(out isActive);
            if (status == IoStatus.Ok && !isActive)
            {
                _access[0] = RequestUse;
                status = _registers.Write(TpmRegister.Access, _access);
                if (status == IoStatus.Ok)
                {
                    status = ReadAccess(out isActive);
                }
            }

            return status;
        }

        private IoStatus ReleaseOthers()
        {
            for (int locality = 1; locality < Localities; locality++)
            {
                IoStatus status = _registers.Release(locality);
                if (status != IoStatus.Ok)
                {
                    return status;
                }
            }

            IoStatus last = Request(out bool isActive);
            return isActive ? IoStatus.Ok : last == IoStatus.Ok ? IoStatus.Timeout : last;
        }

        private IoStatus ReadIdentity()
        {
            IoStatus status = _registers.Read(TpmRegister.DeviceVendor, _identity);

            // No vendor has either number; it is what a line reads as that nobody drives.
            int vendor = _identity[0] | (_identity[1] << 8);
            return status == IoStatus.Ok && (vendor == 0xFFFF || vendor == 0) ? IoStatus.NotPresent : status;
        }

        /// <param name="isActive">The locality is held, and the register says so with its valid bit set.</param>
        private IoStatus ReadAccess(out bool isActive)
        {
            isActive = false;
            IoStatus status = _registers.Read(TpmRegister.Access, _access);
            if (status != IoStatus.Ok)
            {
                return status;
            }

            int access = _access[0];
            isActive = (access & (Valid | Active | Zeros)) == (Valid | Active);
            return (access & Zeros) != 0 ? IoStatus.ProtocolError : (access & Valid) != 0 ? IoStatus.Ok : IoStatus.Timeout;
        }
    }
}
