// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>The session that all clients share. A client's call runs it inside the component's lock, so Count does not change
    /// meanwhile.</summary>
    internal sealed class ExampleSession : IExampleSession
    {
        private readonly ExampleComponent _component;

        public ExampleSession(ExampleComponent component) => _component = component;

        /// <inheritdoc/>
        public IoStatus ReadCount(out int count)
        {
            count = _component.Count;
            return IoStatus.Ok;
        }
    }
}
