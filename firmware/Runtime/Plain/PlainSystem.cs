// SPDX-License-Identifier: MIT
// Init's own domain where there are no heaps: a place where threads do not die.

using System;

namespace Wardstone.Runtime
{
    internal sealed class PlainSystem : Domain
    {
        private readonly PlainKernel _kernel;

        public PlainSystem(PlainKernel kernel) => _kernel = kernel;

        public override int Generation => 1;

        public override bool IsAlive => true;

        public override FaultCause Cause => FaultCause.None;

        public override PortalStatus Enter(int generation)
        {
            PlainThread thread = _kernel.Current();
            thread.Check();
            thread.Push(null);
            return PortalStatus.Entered;
        }

        public override void Leave()
        {
            PlainThread thread = _kernel.Current();
            thread.Pop();
            thread.Check();
        }

        public override void Fail(Exception exception) => Leave();

        public override void Start() => throw new InvalidOperationException();

        public override void Kill(FaultCause cause) => throw new InvalidOperationException();

        public override void Keep(object root)
        {
        }

        public override bool Own(object device) => false;

        public override void ReadFigures(DomainFigures figures)
        {
            figures.Ram = 0;
            figures.RamUsed = 0;
            figures.RamPeak = 0;
            figures.Collections = 0;
            figures.LongestPauseUs = 0;
            figures.Allocated = 0;
        }
    }
}
