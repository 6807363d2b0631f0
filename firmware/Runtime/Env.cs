// SPDX-License-Identifier: MIT
// What a component knows of the world: its configuration, and what its routes allow. It lives on the system heap.

using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    /// <summary>The environment of one component, given by Init.</summary>
    public abstract class Env
    {
        /// <summary>The component's name: "tpm", or "subsystem/tpm".</summary>
        public abstract string Name { get; }

        /// <summary>Lines with the component's name before them; also where there is no route for LOG.</summary>
        public abstract Log Log { get; }

        /// <summary>A reader inside the `config` node of the component's stanza; at its end at once where there is none.</summary>
        public abstract HidReader Config();

        /// <summary>Refuses the configuration: a line in the log with the reader's line and column, and the component stays down.</summary>
        public abstract void Refuse(HidReader config, string reason);

        /// <summary>For a component that has nothing to configure: refuses whatever there is.</summary>
        public bool HasNoConfig()
        {
            HidReader config = Config();
            HidToken token = config.Read();
            bool none = token == HidToken.NodeEnd || token == HidToken.End;
            if (!none)
            {
                Refuse(config, HidErrorWords.Unexpected(config, token));
            }

            return none;
        }

        /// <summary>Requests a session. Only in Construct.</summary>
        /// <returns>The session, to be cast to its interface. It works for the component's life, whatever happens to the server.</returns>
        /// <exception cref="ServiceDeniedException">No route, or the server refuses or does not run.</exception>
        public abstract object Request(string service, string label);

        /// <summary>A signal of the component's own. Only in Construct; the component gets a thread for the first.</summary>
        /// <param name="number">0 to 23.</param>
        public abstract Signal Signal(int number);

        /// <summary>What a call waits for inside the component, whose thread it ever is: the component has one, the same for all instances.
        /// So a signal may be left over from before, and who waits for several devices looks at each. Only in Construct.</summary>
        public abstract Wakeup Wakeup();

        /// <summary>Submits signal <paramref name="number"/> after <paramref name="delayMs"/>, and then each <paramref name="periodMs"/>;
        /// 0 for once only. Both 0 stops it. One such timer a signal.</summary>
        public abstract void Trigger(int number, int delayMs, int periodMs);
    }
}
