// SPDX-License-Identifier: MIT
using System;
using Wardstone.Runtime;

namespace Wardstone.Tests.Board.Faults
{
    /// <summary>Something to call.</summary>
    public interface IWorkSession
    {
        IoStatus Work();
    }

    /// <summary>The client's end.</summary>
    internal sealed class WorkPortal : Portal, IWorkSession
    {
        private IWorkSession _session;

        protected override void Attach(object session) => _session = (IWorkSession)session;

        public IoStatus Work()
        {
            if (Server.Enter(Generation) != PortalStatus.Entered)
            {
                return Missed();
            }

            IoStatus status;
            try
            {
                status = _session.Work();
            }
            catch (Exception exception)
            {
                return Failed(exception);
            }

            Server.Leave();
            return status;
        }
    }
}
