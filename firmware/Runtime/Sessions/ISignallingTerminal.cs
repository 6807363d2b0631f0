// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>A terminal that says when there is something to read, so that nobody has to wait in Read.</summary>
    public interface ISignallingTerminal : ITerminalSession
    {
        /// <summary>Has <paramref name="signal"/> submitted whenever bytes arrive or were lost; in place of the one before. What arrived
        /// earlier is not told of: whoever asks looks once.</summary>
        void Notify(Signal signal);
    }
}
