// SPDX-License-Identifier: MIT
// Init, Genode's: makes a system of components out of a configuration. It starts them with what the configuration gives them and
// nothing else, routes their requests for sessions, restarts what dies, and reports how things stand.
//
// What must hold: the configuration is measured before TryRead; nothing starts unless all of it is right. Init runs on one thread,
// which is in Init's own (system) domain.

using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    /// <summary>The root of all components.</summary>
    public sealed class Init
    {
        private readonly Kernel _kernel;
        private readonly Binary[] _binaries;
        private readonly ParentSession[] _parents;
        private readonly IRomSession _config;
        private readonly ILogSession _console;
        private readonly ChildList _children = new ChildList();

        /// <param name="binaries">What children can be made of.</param>
        /// <param name="parents">What the board provides; the one for service "Watchdog" with the empty label is Init's own.</param>
        /// <param name="config">The configuration. It is kept and read again at each restart, and must not change.</param>
        /// <param name="console">For lines of Init, and of components without a route for LOG.</param>
        public Init(Kernel kernel, Binary[] binaries, ParentSession[] parents, IRomSession config, ILogSession console)
        {
            _kernel = kernel;
            _binaries = binaries;
            _parents = parents;
            _config = config;
            _console = console;
        }

        /// <summary>The first child in the order of the configuration; those after it are behind <see cref="Child.Next"/>.</summary>
        public Child FirstChild => _children.First;

        /// <summary>Reads and checks the whole configuration. Starts nothing. To be called once.</summary>
        /// <param name="extension">Takes what is not Init's; null if nothing is.</param>
        /// <param name="reason">Where and why it was refused; empty if it was not.</param>
        public bool TryRead(IConfigExtension extension, out string reason)
        {
            Refusal refusal = new Refusal();
            ConfigReader reader = new ConfigReader(_config, _binaries, _children, extension, refusal);
            bool isRead = reader.TryRead();
            reason = refusal.Reason;
            return isRead;
        }
    }
}
