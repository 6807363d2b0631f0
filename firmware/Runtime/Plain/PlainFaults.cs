// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>The last faults, in memory that ends with the program.</summary>
    internal sealed class PlainFaults : FaultLog
    {
        private const int Max = 16;

        private readonly PlainKernel _kernel;
        private readonly long _startMs;
        private readonly string[] _components = new string[Max];
        private readonly FaultCause[] _causes = new FaultCause[Max];
        private readonly uint[] _uptimes = new uint[Max];
        private int _number;

        public PlainFaults(PlainKernel kernel)
        {
            _kernel = kernel;
            _startMs = kernel.NowMs;
        }

        public override int Count => _number < Max ? _number : Max;

        public override bool TryRead(int index, FaultRecord record)
        {
            lock (_kernel.Gate)
            {
                if (index < 0 || index >= Count)
                {
                    return false;
                }

                int number = _number - Count + index;
                record.Number = number + 1;
                record.BootsAgo = 0;
                record.Component = _components[number % Max];
                record.Cause = _causes[number % Max];
                record.UptimeMs = _uptimes[number % Max];
                record.Status = 0;
                record.Address = 0;
                record.FrameCount = 0;
                return true;
            }
        }

        /// <summary>The caller has the kernel's gate.</summary>
        public void Add(string component, FaultCause cause)
        {
            int slot = _number % Max;
            _components[slot] = component;
            _causes[slot] = cause;
            _uptimes[slot] = (uint)(_kernel.NowMs - _startMs);
            _number++;
        }
    }
}
