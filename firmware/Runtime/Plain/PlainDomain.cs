// SPDX-License-Identifier: MIT
// A domain where there are no heaps: a lock that one thread is inside of, and a count of instances. Ending an instance from outside
// works where its thread comes to the kernel: when it enters another domain, comes back from there, or leaves.

using System;
using System.Threading;

namespace Wardstone.Runtime
{
    internal sealed class PlainDomain : Domain
    {
        private readonly PlainKernel _kernel;
        private readonly string _name;
        private readonly int _ram;
        private readonly object _lock = new object();
        private int _generation;
        private bool _isAlive;
        private bool _isOccupied;
        private FaultCause _cause;
        private FaultCause _pending;

        public PlainDomain(PlainKernel kernel, string name, int ram)
        {
            _kernel = kernel;
            _name = name;
            _ram = ram;
        }

        public override int Generation => _generation;

        public override bool IsAlive => _isAlive;

        public override FaultCause Cause => _cause;

        /// <summary>Whether the thread inside has to come out.</summary>
        public bool IsToEnd => _pending != FaultCause.None;

        public override PortalStatus Enter(int generation)
        {
            PlainThread thread = _kernel.Current();
            thread.Check();
            Monitor.Enter(_lock);
            PortalStatus status;
            lock (_kernel.Gate)
            {
                status = !_isAlive ? PortalStatus.Dead : generation != _generation ? PortalStatus.Stale : PortalStatus.Entered;
                _isOccupied = status == PortalStatus.Entered;
            }

            if (status == PortalStatus.Entered)
            {
                thread.Push(this);
            }
            else
            {
                Monitor.Exit(_lock);
            }

            return status;
        }

        public override void Leave() => Leave(_pending);

        public override void Fail(Exception exception) => Leave(_pending == FaultCause.None ? CauseOf(exception) : _pending);

        public override void Start()
        {
            lock (_kernel.Gate)
            {
                if (_isAlive)
                {
                    throw new InvalidOperationException();
                }

                _generation++;
                _isAlive = true;
            }
        }

        public override void Kill(FaultCause cause)
        {
            lock (_kernel.Gate)
            {
                if (_isAlive && _isOccupied)
                {
                    _pending = cause;
                }
                else if (_isAlive)
                {
                    End(cause);
                }
            }
        }

        public override void Keep(object root)
        {
        }

        public override bool Own(object device) => true;

        public override void ReadFigures(DomainFigures figures)
        {
            figures.Ram = _ram;
            figures.RamUsed = 0;
            figures.RamPeak = 0;
            figures.Collections = 0;
            figures.LongestPauseUs = 0;
            figures.Allocated = 0;
        }

        private static FaultCause CauseOf(Exception exception) =>
            exception is NullReferenceException ? FaultCause.NullReference
            : exception is IndexOutOfRangeException ? FaultCause.IndexOutOfRange
            : exception is OutOfMemoryException ? FaultCause.OutOfMemory
            : FaultCause.Exception;

        // Out, and with a cause also to the end.
        private void Leave(FaultCause cause)
        {
            PlainThread thread = _kernel.Current();
            thread.Pop();
            lock (_kernel.Gate)
            {
                _isOccupied = false;
                cause = cause == FaultCause.None ? _pending : cause;
                if (cause != FaultCause.None)
                {
                    End(cause);
                }
            }

            Monitor.Exit(_lock);
            thread.Check();
        }

        private void End(FaultCause cause)
        {
            _isAlive = false;
            _cause = cause;
            _pending = FaultCause.None;
            _kernel.Died(_name, cause);
        }
    }
}
