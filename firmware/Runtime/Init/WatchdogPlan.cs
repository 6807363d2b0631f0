// SPDX-License-Identifier: MIT
// Init waits while a component is brought up, at most for its hard limit and those of what it calls. A watchdog that is shorter would
// make a reset of what is to be one component's fault.

namespace Wardstone.Runtime
{
    internal static class WatchdogPlan
    {
        private const string Service = "Watchdog";

        /// <summary>Finds the watchdog that the configuration asks for.</summary>
        /// <param name="watchdog">null if it asks for none.</param>
        public static bool TryPlan(
            ConfigReader config, Child first, ParentSession[] parents, Refusal refusal, out ParentSession watchdog)
        {
            watchdog = null;
            if (config.WatchdogPlace == null)
            {
                return true;
            }

            for (int i = 0; i < parents.Length; i++)
            {
                watchdog = parents[i].Service == Service ? parents[i] : watchdog;
            }

            if (watchdog == null)
            {
                return refusal.At(config.WatchdogPlace, "the board has no watchdog");
            }

            for (Child child = first; child != null; child = child.NextToStart)
            {
                child.CallMs = child.Config.LimitMs;
                for (Dependency dependency = child.Dependencies; dependency != null; dependency = dependency.Next)
                {
                    long withServer = (long)child.Config.LimitMs + dependency.Server.CallMs;
                    child.CallMs = withServer > child.CallMs ? withServer : child.CallMs;
                }

                if (child.CallMs >= config.WatchdogTimeoutMs)
                {
                    return refusal.At(config.WatchdogPlace, "the watchdog would come before the limit of '" + child.Name
                        + "', which is " + child.CallMs + " ms with what it calls");
                }
            }

            return true;
        }
    }
}
