// SPDX-License-Identifier: MIT
using System;
using Wardstone.Kernel;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>Init's own domain: the system heap, and no end.</summary>
    internal sealed class SystemDomain : Runtime.Domain
    {
        /// <inheritdoc/>
        public override int Generation => 1;

        /// <inheritdoc/>
        public override bool IsAlive => true;

        /// <inheritdoc/>
        public override Runtime.FaultCause Cause => Runtime.FaultCause.None;

        /// <inheritdoc/>
        public override PortalStatus Enter(int generation) => Domains.EnterSystem() ? PortalStatus.Entered : PortalStatus.NoStack;

        /// <inheritdoc/>
        public override void Leave() => Domains.LeaveSystem();

        /// <summary>Nobody handles it: the board ends as by any fault of its own.</summary>
        public override void Fail(Exception exception) => throw exception;

        /// <inheritdoc/>
        public override void Start()
        {
        }

        /// <inheritdoc/>
        public override void Kill(Runtime.FaultCause cause)
        {
        }

        /// <inheritdoc/>
        public override void Keep(object root)
        {
        }

        /// <inheritdoc/>
        public override bool Own(object device) => true;

        /// <inheritdoc/>
        public override void ReadFigures(DomainFigures figures) => BoardKernel.ReadFigures(0, figures);
    }
}
