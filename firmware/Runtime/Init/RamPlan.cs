// SPDX-License-Identifier: MIT
// Whether there is RAM for all that the configuration gives out. It adds up the same as what Init then makes: the domain of each
// component, and its thread if it has one.

namespace Wardstone.Runtime
{
    internal static class RamPlan
    {
        public static bool TryPlan(ChildList children, Kernel kernel, Refusal refusal)
        {
            long free = kernel.RamFree;
            long all = 0;
            for (Child child = children.First; child != null; child = child.Next)
            {
                long need = child.IsSubsystem ? Sum(children, child, kernel) : Cost(child, kernel);
                if (child.IsSubsystem && need > child.Config.Ram)
                {
                    return refusal.At(child.Config.Place, "the children of '" + child.Name + "' take " + Kib(need) + ", and its 'ram' is "
                        + Kib(child.Config.Ram));
                }

                all += child.Parent == null ? Quota(child, kernel) : 0;
                if (all > free)
                {
                    return refusal.At(child.Config.Place, "with '" + child.Name + "', the children take " + Kib(all) + ", and there is "
                        + Kib(free));
                }
            }

            return true;
        }

        // What the children of a subsystem take, each as a whole.
        private static long Sum(ChildList children, Child subsystem, Kernel kernel)
        {
            long sum = 0;
            for (Child child = children.First; child != null; child = child.Next)
            {
                sum += child.Parent == subsystem ? Quota(child, kernel) : 0;
            }

            return sum;
        }

        private static long Quota(Child child, Kernel kernel) => child.IsSubsystem ? child.Config.Ram : Cost(child, kernel);

        private static long Cost(Child child, Kernel kernel)
        {
            long ram = kernel.RamOfDomain(child.Config.Ram);
            return child.HasThread ? ram + kernel.RamOfThread(child.ThreadStack) : ram;
        }

        private static string Kib(long bytes) => (bytes / 1024) + "." + ((bytes % 1024) * 10 / 1024) + "K";
    }
}
