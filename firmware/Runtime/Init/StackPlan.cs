// SPDX-License-Identifier: MIT
// How much stack each thread needs: a call runs on its caller's, so a component needs its own and that of the deepest chain of
// components that it may call. What must hold: the order of Topology, and that there is no circle.

namespace Wardstone.Runtime
{
    internal static class StackPlan
    {
        /// <summary>What a call into a component takes beyond the code on both sides: the portal's frame, and what it saves.</summary>
        public const int PerCall = 256;

        /// <summary>What a component's thread takes before it is inside the component.</summary>
        public const int ThreadBase = 512;

        /// <summary>What Init takes before it is inside a component.</summary>
        public const int InitBase = 1536;

        /// <summary>Most that one call may take; no sum of two comes round.</summary>
        private const int MaxCall = 0x1000000;

        /// <summary>Sets the depths of all components, and checks that there is room for all stacks, threads and calls.</summary>
        public static bool TryPlan(Child first, Kernel kernel, Refusal refusal)
        {
            long free = kernel.StackFree;
            long init = 0;
            long threads = 0;
            int count = 1;
            for (Child child = first; child != null; child = child.NextToStart)
            {
                SetDepth(child);
                if (child.CallStack > MaxCall)
                {
                    return refusal.At(child.Config.Place, "a call of '" + child.Name + "' takes more than 16M of stack");
                }

                if (child.CallDepth > Kernel.MaxDepth)
                {
                    return refusal.At(child.Config.Place, "a call of '" + child.Name + "' may go through more than " + Kernel.MaxDepth
                        + " components");
                }

                count += child.HasThread ? 1 : 0;
                if (count > kernel.MaxThreads)
                {
                    return refusal.At(child.Config.Place, "with '" + child.Name + "', there are more than " + (kernel.MaxThreads - 1)
                        + " components with a 'priority'");
                }

                init = child.CallStack > init ? child.CallStack : init;
                threads += child.HasThread ? kernel.RamOfThread(child.ThreadStack) : 0;
                long all = InitBase + init + threads;
                if (free != 0 && all > free)
                {
                    return refusal.At(child.Config.Place, "with '" + child.Name + "', stacks take " + RamPlan.Kib(all) + ", and there is "
                        + RamPlan.Kib(free));
                }
            }

            return true;
        }

        private static void SetDepth(Child child)
        {
            int deepest = 0;
            int domains = 0;
            for (Dependency dependency = child.Dependencies; dependency != null; dependency = dependency.Next)
            {
                Child server = dependency.Server;
                deepest = server.CallStack > deepest ? server.CallStack : deepest;
                domains = server.CallDepth > domains ? server.CallDepth : domains;
            }

            child.CallStack = PerCall + child.Config.Stack + deepest;
            child.CallDepth = 1 + domains;
        }
    }
}
