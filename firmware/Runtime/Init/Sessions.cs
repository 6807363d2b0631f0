// SPDX-License-Identifier: MIT
// Makes sessions when they are asked for, and opens them anew when their server was restarted. Portals stay for good, with the client
// that they were made for. What must hold: only Init's thread comes here, from inside a component that it brings up, or by itself;
// Find runs inside the system domain, since what it makes stays.

using System;

namespace Wardstone.Runtime
{
    internal sealed class Sessions
    {
        private readonly Routing _routing;
        private Session _first;

        public Sessions(Routing routing) => _routing = routing;

        /// <summary>The session of a child for a service and a label; made if there is none yet.</summary>
        /// <returns>null: no route.</returns>
        public Session Find(Child client, string service, string label)
        {
            for (Session known = _first; known != null; known = known.Next)
            {
                if (known.Client == client && known.Service == service && known.Label == label)
                {
                    return known;
                }
            }

            string routed = label;
            if (!_routing.TryResolve(client, service, ref routed, out Child server, out ParentSession parent))
            {
                return null;
            }

            // Copies: the strings may be of the client's heap.
            Session session = new Session(client, Copy(service), Copy(label), _first);
            if (parent != null)
            {
                session.ParentObject = parent.Session;
            }
            else
            {
                session.ServerLabel = routed.Length == 0 ? client.Name : client.Name + " -> " + routed;
                session.Connect(server);
            }

            _first = session;
            return session;
        }

        /// <summary>A session of Init's own.</summary>
        public Session Add(Child server, string service, string label)
        {
            _first = new Session(null, service, label, _first) { ServerLabel = "init -> " + label };
            _first.Connect(server);
            return _first;
        }

        /// <summary>Sees to it that a session of a component is open, at the instance that runs.</summary>
        /// <returns>false if the server refuses or does not run.</returns>
        public static bool TryOpen(Session session)
        {
            Child server = session.Server;
            if (server.State != ChildState.Running || !server.Domain.IsAlive)
            {
                return false;
            }

            // Also for a new instance of the client: what the server kept for the one before is not its.
            int generation = server.Domain.Generation;
            int clientGeneration = session.Client == null ? 0 : session.Client.Domain.Generation;
            if (session.OpenGeneration == generation && session.ClientGeneration == clientGeneration)
            {
                return true;
            }

            object opened = server.Entry.Open(session.Service, session.ServerLabel);
            if (opened == null)
            {
                return false;
            }

            try
            {
                session.Portal.Bind(server.Domain, opened);
            }
            catch (InvalidCastException)
            {
                // No such session: to the client, the same as a refusal.
                return false;
            }

            session.OpenGeneration = generation;
            session.ClientGeneration = clientGeneration;
            return true;
        }

        /// <summary>Opens those sessions anew that clients hold of a server which was restarted.</summary>
        public void Reopen(Child server)
        {
            for (Session session = _first; session != null; session = session.Next)
            {
                if (session.Server == server)
                {
                    _ = TryOpen(session);
                }
            }
        }

        /// <summary>Lets go of what belonged to the instance of a server that ended.</summary>
        public void Unbind(Child server)
        {
            server.Entry.Unbind();
            for (Session session = _first; session != null; session = session.Next)
            {
                if (session.Server == server)
                {
                    session.OpenGeneration = 0;
                    session.Portal.Unbind();
                }
            }
        }

        private static string Copy(string text) => new string(text.ToCharArray());
    }
}
