// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>The client's end of an Example session. firmware/Runtime/Portal.cs says why each method looks like this.</summary>
    public sealed class ExamplePortal : Portal, IExampleSession
    {
        private IExampleSession _session;

        protected override void Attach(object session) => _session = (IExampleSession)session;

        /// <inheritdoc/>
        public IoStatus ReadCount(out int count)
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                count = 0;
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.ReadCount(out count);
            }
            catch (Exception exception)
            {
                count = 0;
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }
    }
}
