// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>What happens to the children, in words, on the console.</summary>
    internal sealed class InitLog
    {
        private readonly Log _log;

        public InitLog(ILogSession console) => _log = new Log(console);

        public void Write(string line) => _log.Write("[init] " + line);

        public void Died(Child child, int backOffMs) =>
            Write(child.Name + ": " + ChildWords.Of(child.Fault) + ", restart " + child.RestartsInRow + " of " + child.Config.RestartLimit
                + " in " + backOffMs + " ms");

        public void Ended(Child child) => Write(child.Name + ": " + ChildWords.Of(child.Fault) + ", " + ChildWords.Of(child.State));
    }
}
