// SPDX-License-Identifier: MIT
// How Init and a component's own thread come into the component: its code runs inside its domain from the first line, and every fault
// ends here. The rules of Portal hold. What must hold besides: Keep has what only this points to.

using System;

namespace Wardstone.Runtime
{
    internal sealed class EntryPortal : Portal
    {
        private readonly Domain _domain;
        private readonly Timers _timers;
        private Component _component;

        /// <param name="timers">null if the component has no thread.</param>
        public EntryPortal(Domain domain, Timers timers)
        {
            _domain = domain;
            _timers = timers;
        }

        protected override void Attach(object session) => _component = (Component)session;

        /// <summary>Makes the component of a new instance, and has it brought up.</summary>
        /// <returns>false: the instance has ended.</returns>
        public bool Construct(Binary binary, ComponentEnv env)
        {
            if (_domain.Enter(_domain.Generation) != PortalStatus.Entered)
            {
                return false;
            }

            try
            {
                if (_timers != null)
                {
                    _timers.Clear();
                }

                env.Begin();
                Component component = binary.Create();
                _domain.Keep(component);
                _component = component;
                component.Construct(env);
                env.End();
            }
            catch (Exception exception)
            {
                _domain.Fail(exception);
                return false;
            }

            _domain.Leave();
            return true;
        }

        /// <summary>Opens a session of the component.</summary>
        /// <returns>null if it refuses, or the instance has ended.</returns>
        public object Open(string service, string label)
        {
            if (_domain.Enter(_domain.Generation) != PortalStatus.Entered)
            {
                return null;
            }

            object session;
            try
            {
                session = _component == null ? null : _component.Open(service, label);
                if (session != null)
                {
                    _domain.Keep(session);
                }
            }
            catch (Exception exception)
            {
                _domain.Fail(exception);
                return null;
            }

            _domain.Leave();
            return session;
        }

        /// <summary>Hands signals to the component, with those whose timers are due.</summary>
        /// <param name="timeoutMs">Until its next timer; <see cref="Timers.Never"/> without one.</param>
        public PortalStatus Dispatch(int signals, out int timeoutMs)
        {
            timeoutMs = Timers.Never;
            PortalStatus status = _domain.Enter(_domain.Generation);
            if (status != PortalStatus.Entered)
            {
                timeoutMs = Timers.Never;
                return status;
            }

            try
            {
                signals |= _timers.Take();
                if (signals != 0 && _component != null)
                {
                    _component.Dispatch(signals);
                }

                timeoutMs = _timers.Next();
            }
            catch (Exception exception)
            {
                timeoutMs = Timers.Never;
                _domain.Fail(exception);
                return PortalStatus.Faulted;
            }

            _domain.Leave();
            return PortalStatus.Entered;
        }
    }
}
