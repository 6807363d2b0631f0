// SPDX-License-Identifier: MIT
// Where requests for sessions go. Once Link has found all names, Resolve follows the routes; what no route fits is denied.

namespace Wardstone.Runtime
{
    internal sealed class Routing
    {
        private readonly ChildList _children;
        private readonly ParentSession[] _parents;
        private readonly Refusal _refusal;

        public Routing(ChildList children, ParentSession[] parents, Refusal refusal)
        {
            _children = children;
            _parents = parents;
            _refusal = refusal;
        }

        /// <summary>Finds what the routes name, or says what is not there.</summary>
        public bool TryLink()
        {
            for (Child child = _children.First; child != null; child = child.Next)
            {
                if (child.IsSubsystem && !TryLinkExports(child))
                {
                    return false;
                }
            }

            for (Child child = _children.First; child != null; child = child.Next)
            {
                for (Route route = child.Config.Routes; route != null; route = route.Next)
                {
                    if (!TryLink(child, route))
                    {
                        return false;
                    }
                }
            }

            return true;
        }

        /// <summary>Follows a request.</summary>
        /// <param name="label">Of the request; comes back as the routes leave it.</param>
        /// <param name="server">The component that provides it; null if the board does.</param>
        /// <param name="parent">What the board provides; null if a component does.</param>
        /// <returns>false: denied.</returns>
        public bool TryResolve(Child client, string service, ref string label, out Child server, out ParentSession parent)
        {
            server = null;
            parent = null;
            for (Child at = client; at != null; at = at.Parent)
            {
                Route route = at.Config.Routes;
                while (route != null && !route.Fits(service, label))
                {
                    route = route.Next;
                }

                if (route == null)
                {
                    return false;
                }

                label = route.NewLabel ?? label;
                if (route.Target != null)
                {
                    server = Provider(route.Target, service);
                    return server != null;
                }
            }

            for (int i = 0; i < _parents.Length && parent == null; i++)
            {
                parent = _parents[i].Service == service && _parents[i].Label == label ? _parents[i] : null;
            }

            return parent != null;
        }

        /// <summary>The component behind a child that provides a service; null if none does.</summary>
        public static Child Provider(Child child, string service)
        {
            while (child != null && child.IsSubsystem)
            {
                Provided export = Find(child.Config.Exports, service);
                child = export == null ? null : export.From;
            }

            return child != null && Find(child.Config.Provides, service) != null ? child : null;
        }

        private static Provided Find(Provided list, string service)
        {
            while (list != null && list.Service != service)
            {
                list = list.Next;
            }

            return list;
        }

        // What a subsystem says that it provides is what its config says where it comes from, and the other way round.
        private bool TryLinkExports(Child subsystem)
        {
            for (Provided export = subsystem.Config.Exports; export != null; export = export.Next)
            {
                export.From = _children.Find(subsystem, export.FromName);
                string problem = export.From == null ? "there is no child '" + export.FromName + "' in '" + subsystem.Name + "'"
                    : Find(export.From.Config.Provides, export.Service) == null
                        ? "the child '" + export.From.Name + "' does not provide '" + export.Service + "'"
                    : Find(subsystem.Config.Provides, export.Service) == null
                        ? "'" + export.Service + "' is not among what '" + subsystem.Name + "' provides"
                    : "";
                if (problem.Length != 0)
                {
                    return _refusal.At(export.Place, problem);
                }
            }

            for (Provided provided = subsystem.Config.Provides; provided != null; provided = provided.Next)
            {
                if (Find(subsystem.Config.Exports, provided.Service) == null)
                {
                    return _refusal.At(provided.Place, "the 'config' of '" + subsystem.Name + "' does not say where '"
                        + provided.Service + "' comes from");
                }
            }

            return true;
        }

        private bool TryLink(Child child, Route route)
        {
            if (route.TargetName == null)
            {
                return IsKnownAbove(child.Parent, route.Service)
                    || _refusal.At(route.TargetPlace, child.Parent == null
                        ? "the board provides no '" + route.Service + "'"
                        : "'" + child.Parent.Name + "' has no route for '" + route.Service + "'");
            }

            route.Target = _children.Find(child.Parent, route.TargetName);
            return route.Target == null
                ? _refusal.At(route.TargetPlace, "there is no child '" + route.TargetName + "' beside '" + child.Name + "'")
                : route.Service == null || Find(route.Target.Config.Provides, route.Service) != null
                    || _refusal.At(route.TargetPlace, "the child '" + route.Target.Name + "' does not provide '" + route.Service + "'");
        }

        // Whether a request that goes to the parent can come anywhere; with which label, only the request says.
        private bool IsKnownAbove(Child parent, string service)
        {
            bool isKnown = service == null;
            for (int i = 0; i < _parents.Length && parent == null; i++)
            {
                isKnown |= _parents[i].Service == service;
            }

            for (Route route = parent == null ? null : parent.Config.Routes; route != null; route = route.Next)
            {
                isKnown |= route.IsFor(service);
            }

            return isKnown;
        }
    }
}
