// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>A session that somebody asked for, found again by the instances after it. A portal, or the board's own object.</summary>
    internal sealed class Session
    {
        public Session(Child client, string service, string label, Session next)
        {
            Client = client;
            Service = service;
            Label = label;
            Next = next;
        }

        /// <summary>null: Init itself.</summary>
        public Child Client { get; }

        public string Service { get; }

        /// <summary>As the client asked.</summary>
        public string Label { get; }

        public Session Next { get; }

        /// <summary>The component behind it; null if it is the board's.</summary>
        public Child Server { get; private set; }

        /// <summary>As the server sees it.</summary>
        public string ServerLabel { get; set; }

        public Portal Portal { get; private set; }

        /// <summary>The instance of the server that it was opened at; 0 if at none that runs.</summary>
        public int OpenGeneration { get; set; }

        /// <summary>The instance of the client that it was opened for.</summary>
        public int ClientGeneration { get; set; }

        /// <summary>The board's object; null if it is a component's.</summary>
        public object ParentObject { get; set; }

        /// <summary>Makes it a component's.</summary>
        public void Connect(Child server)
        {
            Server = server;
            Portal = server.Config.Binary.CreatePortal(Service);
        }
    }
}
