// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>A session that the board provides itself: an object of the kernel's, not of a component, which is called without a
    /// portal. A component reaches it by a route to its parent.</summary>
    public sealed class ParentSession
    {
        public ParentSession(string service, string label, object session)
        {
            Service = service;
            Label = label;
            Session = session;
        }

        public string Service { get; }

        /// <summary>The label that names it, as the routes leave it; no part of it is left open.</summary>
        public string Label { get; }

        /// <summary>An object with the service's session interface.</summary>
        public object Session { get; }
    }
}
