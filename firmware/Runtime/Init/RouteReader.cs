// SPDX-License-Identifier: MIT
// Reads what a child provides and where its requests go. Whether the names that stand there mean anything is for Routing.

using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    internal sealed class RouteReader
    {
        private readonly Refusal _refusal;

        public RouteReader(Refusal refusal) => _refusal = refusal;

        /// <summary>Reads `provides`.</summary>
        public bool TryReadProvides(HidReader reader, ChildConfig config)
        {
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                if (token != HidToken.Node || !HidText.Is(reader.Tag, "service"))
                {
                    return _refusal.Unexpected(reader, token);
                }

                Place place = new Place(reader);
                if (!TryReadName(reader, out string service) || !CanAdd(service, config.Provides, place))
                {
                    return false;
                }

                config.Provides = new Provided(service, place, config.Provides);
            }

            return true;
        }

        /// <summary>Reads `service` in the `config` of a subsystem: which child a service that it provides comes from.</summary>
        public bool TryReadExport(HidReader reader, ChildConfig config)
        {
            Place place = new Place(reader);
            string service = null;
            string from = null;
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                bool isName = token == HidToken.Attribute && HidText.Is(reader.Tag, "name");
                bool isChild = token == HidToken.Node && HidText.Is(reader.Tag, "child") && from == null;
                bool isRead = isName ? AttributeReader.TryName(reader, _refusal, out service)
                    : isChild ? TryReadChild(reader, out from)
                    : _refusal.Unexpected(reader, token);
                if (!isRead)
                {
                    return false;
                }
            }

            if (!CanAdd(service, config.Exports, place))
            {
                return false;
            }

            config.Exports = new Provided(service, place, config.Exports) { FromName = from };
            return from != null || _refusal.At(place, "this service comes from no 'child'");
        }

        /// <summary>Reads `route`.</summary>
        public bool TryReadRoutes(HidReader reader, ChildConfig config)
        {
            Route last = null;
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                bool isNamed = token == HidToken.Node && HidText.Is(reader.Tag, "service");
                if (!isNamed && (token != HidToken.Node || !HidText.Is(reader.Tag, "any-service")))
                {
                    return _refusal.Unexpected(reader, token);
                }

                Route route = new Route(new Place(reader));
                if (!TryReadRoute(reader, route))
                {
                    return false;
                }

                if (isNamed != (route.Service != null))
                {
                    return _refusal.At(route.Place, isNamed ? "the service has no name" : "'any-service' has no name");
                }

                if (last == null)
                {
                    config.Routes = route;
                }
                else
                {
                    last.Next = route;
                }

                last = route;
            }

            return true;
        }

        private bool TryReadRoute(HidReader reader, Route route)
        {
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                bool isRead = token == HidToken.Attribute ? TryReadRule(reader, route)
                    : token == HidToken.Node && route.TargetPlace == null ? TryReadTarget(reader, route)
                    : _refusal.Unexpected(reader, token);
                if (!isRead)
                {
                    return false;
                }
            }

            return route.TargetPlace != null || _refusal.At(route.Place, "this goes to no 'child' and not to the 'parent'");
        }

        private bool TryReadRule(HidReader reader, Route route)
        {
            if (HidText.Is(reader.Tag, "name"))
            {
                bool isName = AttributeReader.TryName(reader, _refusal, out string service);
                route.Service = service;
                return isName;
            }

            LabelRule rule = HidText.Is(reader.Tag, "label") ? LabelRule.Whole
                : HidText.Is(reader.Tag, "label_prefix") ? LabelRule.Prefix
                : HidText.Is(reader.Tag, "label_suffix") ? LabelRule.Suffix
                : HidText.Is(reader.Tag, "unlabelled") ? LabelRule.Unlabelled
                : LabelRule.Any;
            if (rule == LabelRule.Any)
            {
                return _refusal.Unexpected(reader, HidToken.Attribute);
            }

            if (route.Rule != LabelRule.Any)
            {
                return _refusal.At(reader, "there is a condition on the label already");
            }

            route.Rule = rule;
            if (rule == LabelRule.Unlabelled)
            {
                return HidText.Is(reader.Value, "yes") || _refusal.At(reader, "'unlabelled' is yes, or is not there");
            }

            bool isLabel = AttributeReader.TryLabel(reader, _refusal, out string label);
            route.Label = label;
            return isLabel;
        }

        private bool TryReadTarget(HidReader reader, Route route)
        {
            route.TargetPlace = new Place(reader);
            bool isChild = HidText.Is(reader.Tag, "child");
            if (!isChild && !HidText.Is(reader.Tag, "parent"))
            {
                return _refusal.Unexpected(reader, HidToken.Node);
            }

            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                bool isName = token == HidToken.Attribute && isChild && HidText.Is(reader.Tag, "name");
                bool isLabel = token == HidToken.Attribute && HidText.Is(reader.Tag, "label");
                string text = null;
                bool isRead = isName ? AttributeReader.TryName(reader, _refusal, out text)
                    : isLabel ? AttributeReader.TryLabel(reader, _refusal, out text)
                    : _refusal.Unexpected(reader, token);
                if (!isRead)
                {
                    return false;
                }

                route.TargetName = isName ? text : route.TargetName;
                route.NewLabel = isLabel ? text : route.NewLabel;
            }

            return isChild == (route.TargetName != null) || _refusal.At(route.TargetPlace, "the child has no name");
        }

        private bool TryReadChild(HidReader reader, out string name)
        {
            Place place = new Place(reader);
            return TryReadName(reader, out name) && (name != null || _refusal.At(place, "the child has no name"));
        }

        // A node that has nothing but a name; null if not even that.
        private bool TryReadName(HidReader reader, out string name)
        {
            name = null;
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                if (token != HidToken.Attribute || !HidText.Is(reader.Tag, "name"))
                {
                    return _refusal.Unexpected(reader, token);
                }

                if (!AttributeReader.TryName(reader, _refusal, out name))
                {
                    return false;
                }
            }

            return true;
        }

        private bool CanAdd(string service, Provided list, Place place)
        {
            if (service == null)
            {
                return _refusal.At(place, "the service has no name");
            }

            for (Provided provided = list; provided != null; provided = provided.Next)
            {
                if (provided.Service == service)
                {
                    return _refusal.At(place, "the service '" + service + "' stands here already");
                }
            }

            return true;
        }
    }
}
