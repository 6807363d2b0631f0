// SPDX-License-Identifier: MIT
using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.Kernel;
using Wardstone.Runtime;

namespace Wardstone.Boards
{
    /// <summary>A component's domain, over one of the kernel's.</summary>
    internal sealed class BoardDomain : Runtime.Domain
    {
        // The only field: CortexM/portals.S takes it from the start of the object, where a reference would come first.
        private readonly nint _handle;

        public BoardDomain(nint handle) => _handle = handle;

        public nint Handle => _handle;

        /// <inheritdoc/>
        public override int Generation => Domains.Generations(_handle);

        /// <inheritdoc/>
        public override bool IsAlive => Domains.Generation(_handle) != 0;

        /// <inheritdoc/>
        public override Runtime.FaultCause Cause => (Runtime.FaultCause)Domains.Cause(_handle);

        /// <inheritdoc/>
        [RuntimeImport("*", "Domain_Enter")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public override extern PortalStatus Enter(int generation);

        /// <inheritdoc/>
        [RuntimeImport("*", "Domain_Leave")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public override extern void Leave();

        /// <inheritdoc/>
        public override void Fail(Exception exception) => Domains.EndHere(FaultCode.Of(exception));

        /// <inheritdoc/>
        public override void Start() => Domains.Start(_handle);

        /// <inheritdoc/>
        public override void Kill(Runtime.FaultCause cause) => Domains.Doom(_handle, (int)cause);

        /// <inheritdoc/>
        public override void Keep(object root) => Domains.Keep(_handle, root);

        /// <inheritdoc/>
        public override bool Own(object device) => !(device is IDeviceSession session) || session.Device.TryClaim((int)_handle);

        /// <inheritdoc/>
        public override void ReadFigures(DomainFigures figures) => BoardKernel.ReadFigures(_handle, figures);
    }
}
