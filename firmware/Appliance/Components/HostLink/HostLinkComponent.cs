// SPDX-License-Identifier: MIT
// The board's end of the link to its host. It sleeps until the line signals that bytes have come, takes a few, answers what they
// complete, and asks itself to go on if there may be more: so its heartbeat is answered however fast a host talks.
// Where a component that it asks has died, the host is told to ask again: the answer is never made up, and never old.

using Wardstone.Link;
using Wardstone.MeasuredBoot;
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="HostLinkBinary"/>. Nothing to configure.</summary>
    public sealed class HostLinkComponent : Component
    {
        private const int Arrived = 0;

        private LinkServer _server;
        private Signal _arrived;

        public override void Construct(Env env)
        {
            if (!env.HasNoConfig())
            {
                return;
            }

            IMeasuredBootSession boot = (IMeasuredBootSession)env.Request("MeasuredBoot", "");
            IReportReaderSession reports = (IReportReaderSession)env.Request("ReportReader", "");
            ICharDevice terminal = (ICharDevice)env.Request("Terminal", "link");
            HostService service = new HostService(boot, reports);
            _server = new LinkServer(terminal, new IMessageHandler[] { new WardstoneMessages(service, Files(env)) });
            _arrived = env.Signal(Arrived);
            _ = terminal.Notify(_arrived);

            // For what came before.
            _arrived.Submit();
        }

        public override void Dispatch(int signals)
        {
            if ((signals & _arrived.Bit) != 0 && _server.Poll(0))
            {
                _arrived.Submit();
            }
        }

        // There may be none: a failed boot starts no file system, and the link is there for that boot too.
        private static IFileSystemSession Files(Env env)
        {
            try
            {
                return (IFileSystemSession)env.Request("FileSystem", "");
            }
            catch (ServiceDeniedException)
            {
                return null;
            }
        }
    }
}
