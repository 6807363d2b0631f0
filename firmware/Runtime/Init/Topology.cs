// SPDX-License-Identifier: MIT
// Which components a component may call, by all of its routes, and an order in which each comes after those that it calls. Calls
// never go in a circle: a lock would wait for itself, and no stack would be deep enough.

namespace Wardstone.Runtime
{
    /// <summary>A component that another one may call.</summary>
    internal sealed class Dependency
    {
        public Dependency(Child server, Place place, Dependency next)
        {
            Server = server;
            Place = place;
            Next = next;
        }

        public Child Server { get; }

        /// <summary>Where the client's route says so.</summary>
        public Place Place { get; }

        public Dependency Next { get; }
    }

    internal sealed class Topology
    {
        private readonly ChildList _children;
        private readonly Refusal _refusal;
        private Child _last;

        public Topology(ChildList children, Refusal refusal)
        {
            _children = children;
            _refusal = refusal;
        }

        /// <summary>The component to start first; the others are behind <see cref="Child.NextToStart"/>.</summary>
        public Child First { get; private set; }

        /// <summary>Finds the order, or names a circle. Of those that could be next, the one with the highest priority is.</summary>
        public bool TryOrder()
        {
            int left = 0;
            for (Child child = _children.First; child != null; child = child.Next)
            {
                for (Route route = child.Config.Routes; route != null && !child.IsSubsystem; route = route.Next)
                {
                    Reach(child, route.TargetPlace, child, route, route.Service);
                }

                left += child.IsSubsystem ? 0 : 1;
            }

            for (; left > 0; left--)
            {
                Child next = null;
                for (Child child = _children.First; child != null; child = child.Next)
                {
                    if (!child.IsSubsystem && !child.IsOrdered && Blocker(child) == null
                        && (next == null || child.Config.Priority > next.Config.Priority))
                    {
                        next = child;
                    }
                }

                if (next == null)
                {
                    return Refuse();
                }

                Append(next);
            }

            return true;
        }

        // Notes the components that requests by a route of `at` can come to. `at` is the client or a subsystem around it.
        private void Reach(Child client, Place place, Child at, Route route, string service)
        {
            if (route.Target != null)
            {
                Note(client, place, route.Target, service);
                return;
            }

            for (Route up = at.Parent == null ? null : at.Parent.Config.Routes; up != null; up = up.Next)
            {
                if (up.IsFor(service))
                {
                    Reach(client, place, at.Parent, up, service ?? up.Service);
                }
            }
        }

        private static void Note(Child client, Place place, Child target, string service)
        {
            if (service == null)
            {
                for (Provided provided = target.Config.Provides; provided != null; provided = provided.Next)
                {
                    Note(client, place, target, provided.Service);
                }

                return;
            }

            Child server = Routing.Provider(target, service);
            Dependency known = client.Dependencies;
            while (known != null && known.Server != server)
            {
                known = known.Next;
            }

            if (server != null && known == null)
            {
                client.Dependencies = new Dependency(server, place, client.Dependencies);
            }
        }

        private static Dependency Blocker(Child child)
        {
            Dependency dependency = child.Dependencies;
            while (dependency != null && dependency.Server.IsOrdered)
            {
                dependency = dependency.Next;
            }

            return dependency;
        }

        private void Append(Child child)
        {
            child.IsOrdered = true;
            if (_last == null)
            {
                First = child;
            }
            else
            {
                _last.NextToStart = child;
            }

            _last = child;
        }

        // Each component that is left waits for another that is left: whoever goes that way comes round.
        private bool Refuse()
        {
            Child start = _children.First;
            while (start.IsSubsystem || start.IsOrdered)
            {
                start = start.Next;
            }

            for (int i = 0; i < _children.Count; i++)
            {
                start = Blocker(start).Server;
            }

            Dependency first = Blocker(start);
            string circle = start.Name + " -> " + first.Server.Name;
            for (Child child = first.Server; child != start; child = Blocker(child).Server)
            {
                circle += " -> " + Blocker(child).Server.Name;
            }

            return _refusal.At(first.Place, "the routes go in a circle: " + circle);
        }
    }
}
