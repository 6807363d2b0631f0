// SPDX-License-Identifier: MIT
// What a component is. All of its code runs in its own domain (Kernel/Domain.cs): with its heap, inside its lock, so one thread at a
// time. An exception that it lets escape, like any other fault, ends this instance and nothing else; Init makes a new one.

namespace Wardstone.Runtime
{
    /// <summary>A part of the appliance with its own heap, known to the others only by the sessions that it provides.</summary>
    public abstract class Component
    {
        /// <summary>Brings the component up. Sessions that it needs are requested here and nowhere else, and whatever it needs for its
        /// life is allocated here. Bounded by the component's hard limit.</summary>
        public abstract void Construct(Env env);

        /// <summary>A client opens a session. Again with the same service and label, it is a new instance of the client: what was kept for
        /// the one before, which died, is to be given up.</summary>
        /// <param name="service">One of those that the binary provides.</param>
        /// <param name="label">Who asks, as the route leaves it: "client -> label".</param>
        /// <returns>An object with the service's session interface, of this component's heap; null refuses.</returns>
        public virtual object Open(string service, string label) => null;

        /// <summary>Signals of the component were submitted. Runs on its own thread, which it has only if it asked for a signal.</summary>
        /// <param name="signals">Bit n is set if signal n was submitted since the last time.</param>
        public virtual void Dispatch(int signals)
        {
        }
    }
}
