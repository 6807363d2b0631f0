// SPDX-License-Identifier: MIT
// Whether there is RAM for all that the configuration gives out. It adds up the same as what Init then makes: the domain of each
// component, and its thread if it has one.

namespace Wardstone.Runtime
{
    internal static class RamPlan
    {
        public static bool TryPlan(ChildList children, Kernel kernel, Refusal refusal)
        {
            long free = kernel.RamFree > 0 ? kernel.RamFree : 0;
            long all = 0;
            for (Child child = children.First; child != null; child = child.Next)
            {
                if (child.IsSubsystem)
                {
                    long need = Sum(children, child, kernel);
                    if (need > child.Config.Ram)
                    {
                        return refusal.At(child.Config.Place, "the children of '" + child.Name + "' take " + Kib(need)
                            + ", and its 'ram' is " + Kib(child.Config.Ram));
                    }
                }
                else
                {
                    all += kernel.RamOfDomain(child.Config.Ram) + (kernel.StackFree == 0 ? StackOf(child, kernel) : 0);
                }

                if (all > free)
                {
                    return refusal.At(child.Config.Place, "with '" + child.Name + "', the children take " + Kib(all) + ", and there is "
                        + Kib(free));
                }
            }

            return true;
        }

        /// <summary>Bytes in words, rounded down to a tenth of 1024.</summary>
        public static string Kib(long bytes) => (bytes / 1024) + "." + ((bytes % 1024) * 10 / 1024) + "K";

        // What the children of a subsystem take, those that are subsystems with their whole quota.
        private static long Sum(ChildList children, Child subsystem, Kernel kernel)
        {
            long sum = 0;
            for (Child child = children.First; child != null; child = child.Next)
            {
                if (child.Parent == subsystem)
                {
                    sum += child.IsSubsystem ? child.Config.Ram : kernel.RamOfDomain(child.Config.Ram) + StackOf(child, kernel);
                }
            }

            return sum;
        }

        private static int StackOf(Child child, Kernel kernel) => child.HasThread ? kernel.RamOfThread(child.ThreadStack) : 0;
    }
}
