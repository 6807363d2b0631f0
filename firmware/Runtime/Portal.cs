// SPDX-License-Identifier: MIT
// The client's end of a session: the one thing that points from one component to another. For each session interface there is one
// small class like this, and every method of it looks the same:
//
//     public IoStatus Read(SpanByte buffer, int timeoutMs)
//     {
//         if (Server.Enter(Generation) != PortalStatus.Entered)     // stands here once more when the server dies in the call
//         {
//             return Missed();
//         }
//
//         IoStatus status;
//         try
//         {
//             status = _session.Read(buffer, timeoutMs);
//         }
//         catch (Exception exception)
//         {
//             return Failed(exception);
//         }
//
//         Server.Leave();
//         return status;
//     }
//
// What must hold: between Enter and its failing return nothing of the method's own may have changed that it then uses, so out
// parameters are set again there. Server.Enter is called by the method itself, never through another one, as it returns to where
// it was called.
//
// Portals are made by Init, on the system heap, and outlive both ends. A session interface carries values, SpanByte and other sessions;
// never a string, an array, an object or a delegate. Only the compiler's rules for ref structs keep a server from keeping its
// client's buffer, which is why it is always a SpanByte.

using System;

namespace Wardstone.Runtime
{
    /// <summary>A session as its client holds it.</summary>
    public abstract class Portal
    {
        /// <summary>Where the session lives.</summary>
        protected Domain Server { get; private set; }

        /// <summary>The instance of the server that the client knows of.</summary>
        protected int Generation { get; private set; }

        private int _boundGeneration;

        // The instance whose end the client knows of.
        private int _missedGeneration;

        /// <summary>Connects the portal to a session, the first time or once more after the server was restarted.</summary>
        /// <param name="server">The server's domain.</param>
        /// <param name="session">From <see cref="Component.Open"/>.</param>
        public void Bind(Domain server, object session)
        {
            bool isTold = Server == null || _missedGeneration == _boundGeneration;
            Server = server;
            Attach(session);
            _boundGeneration = server.Generation;
            if (isTold)
            {
                Generation = _boundGeneration;
            }
        }

        /// <summary>The server's instance ended: lets go of what was its.</summary>
        internal void Unbind() => Attach(null);

        /// <summary>Keeps the session under its own type.</summary>
        /// <exception cref="InvalidCastException">The server gave an object that is no such session.</exception>
        protected abstract void Attach(object session);

        /// <summary>The call could not be made, or did not return. A client learns so of every death of its server; once it has, its
        /// calls go to the new instance as soon as there is one.</summary>
        protected IoStatus Missed()
        {
            // Init may Bind at any point here. The worst is that the client is told once more.
            int bound = _boundGeneration;
            if (Generation == bound)
            {
                _missedGeneration = bound;
            }

            Generation = bound;
            return IoStatus.ServerFaulted;
        }

        /// <summary>An exception escaped the session, and ends the server.</summary>
        protected IoStatus Failed(Exception exception)
        {
            Server.Fail(exception);
            return Missed();
        }
    }
}
