// SPDX-License-Identifier: MIT
// What one node of `route` says: which requests it is for, and where they go. The first that fits a request decides it.

namespace Wardstone.Runtime
{
    internal enum LabelRule
    {
        Any = 0,

        /// <summary>The whole label.</summary>
        Whole,
        Prefix,
        Suffix,

        /// <summary>The empty label.</summary>
        Unlabelled,
    }

    internal sealed class Route
    {
        public Route(Place place) => Place = place;

        public Place Place { get; }

        /// <summary>null for `any-service`.</summary>
        public string Service { get; set; }

        public LabelRule Rule { get; set; }

        /// <summary>What the rule compares with.</summary>
        public string Label { get; set; } = "";

        /// <summary>Name of a child beside the one that the route is of; null if it goes to the parent.</summary>
        public string TargetName { get; set; }

        public Place TargetPlace { get; set; }

        /// <summary>The child of that name, once all are known.</summary>
        public Child Target { get; set; }

        /// <summary>The label that the request goes on with; null keeps its own.</summary>
        public string NewLabel { get; set; }

        public Route Next { get; set; }

        /// <summary>Whether it is for requests of <paramref name="service"/>; null stands for one not known yet.</summary>
        public bool IsFor(string service) => Service == null || service == null || Service == service;

        /// <summary>Whether it decides this request.</summary>
        public bool Fits(string service, string label)
        {
            if (!IsFor(service))
            {
                return false;
            }

            int rest = label.Length - Label.Length;
            switch (Rule)
            {
                case LabelRule.Any: return true;
                case LabelRule.Whole: return label == Label;
                case LabelRule.Prefix: return rest >= 0 && IsAt(label, 0);
                case LabelRule.Suffix: return rest >= 0 && IsAt(label, rest);
                default: return label.Length == 0;
            }
        }

        private bool IsAt(string label, int position)
        {
            for (int i = 0; i < Label.Length; i++)
            {
                if (label[position + i] != Label[i])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
