// SPDX-License-Identifier: MIT
// A peripheral as something that one component owns at a time. When the owner dies, at whatever instruction, the kernel quiets the
// device: the next owner finds it as it was after its start. Who calls a device is not checked here: the owner alone has a session to it.

using System.Threading;

namespace Wardstone.Controllers
{
    /// <summary>A peripheral with its driver. It lives on the system heap, and as long as the board.</summary>
    public abstract class Device
    {
        private int _owner;
        private bool _isQuiet;

        protected Device() => Devices.Add(this);

        /// <summary>Whose it is: the kernel's number of a domain; 0 while it is nobody's, or the system's.</summary>
        public int Owner => _owner;

        /// <summary>Makes it the device of <paramref name="owner"/>, starting it if it was quieted. As long as that lives nobody else gets
        /// it.</summary>
        /// <returns>false if it is another's.</returns>
        public bool TryClaim(int owner)
        {
            var before = Interlocked.CompareExchange(ref _owner, owner, 0);
            if (before != 0 && before != owner)
            {
                return false;
            }

            // If the owner dies in the middle of this, its device is quieted once more.
            if (_isQuiet)
            {
                Start();
                _isQuiet = false;
            }

            return true;
        }

        /// <summary>Its owner is dead. Called with that owner's threads stopped for good.</summary>
        internal void Quiet()
        {
            Stop();
            _isQuiet = true;
            _owner = 0;
        }

        /// <summary>Brings driver and peripheral to work, from any state that they may be in after <see cref="Stop"/>.</summary>
        protected abstract void Start();

        /// <summary>Ends whatever driver and peripheral do, wherever a thread was in the driver: no interrupt any more, nothing left of
        /// what was being transferred, nobody told any more. It does not allocate, throw or wait: a handler calls it.</summary>
        protected abstract void Stop();
    }
}
