// SPDX-License-Identifier: MIT
namespace Wardstone.Runtime
{
    /// <summary>A service that a child provides; of a subsystem, also which of its own children it comes from.</summary>
    internal sealed class Provided
    {
        public Provided(string service, Place place, Provided next)
        {
            Service = service;
            Place = place;
            Next = next;
        }

        public string Service { get; }

        public Place Place { get; }

        public Provided Next { get; }

        /// <summary>Name of the subsystem's child.</summary>
        public string FromName { get; set; }

        /// <summary>The child of that name, once all are known.</summary>
        public Child From { get; set; }
    }
}
