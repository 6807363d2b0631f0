// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>The children in the order of the configuration.</summary>
    internal sealed class ChildList
    {
        /// <summary>Most children, subsystems included.</summary>
        public const int Max = 32;

        private Child _last;

        public Child First { get; private set; }

        public int Count { get; private set; }

        public void Add(Child child)
        {
            if (_last == null)
            {
                First = child;
            }
            else
            {
                _last.Next = child;
            }

            _last = child;
            Count++;
        }

        /// <summary>The child of that name beside others of <paramref name="parent"/>; null if there is none.</summary>
        public Child Find(Child parent, string name)
        {
            for (Child child = First; child != null; child = child.Next)
            {
                if (child.Parent == parent && child.Config.Name == name)
                {
                    return child;
                }
            }

            return null;
        }
    }
}
