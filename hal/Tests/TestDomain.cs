// SPDX-License-Identifier: MIT
// A domain, and a portal into it, as a board's adapter makes them (boards/Common) for the runtime of firmware/.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal abstract class DomainBase
    {
        public abstract int Enter(int generation);

        public abstract void Leave();
    }

    /// <summary>Another one, since the compiler would call the only one directly, and cannot when it has no body.</summary>
    internal sealed class NoDomain : DomainBase
    {
        public override int Enter(int generation) => 0;

        public override void Leave()
        {
        }
    }

    internal sealed unsafe class TestDomain : DomainBase
    {
        private readonly Domain* _block; // the first field: CortexM/portals.S looks here

        public TestDomain(string name, int ram, int limitMs, int stack)
        {
            _block = Domain.Create(name, ram, limitMs, stack);
            Domain.Start(_block);
        }

        public int LimitMs => (int)_block->LimitMs;

        public Domain* Block => _block;

        public int Generation => _block->Generation;

        [RuntimeImport("*", "Domain_Enter")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public override extern int Enter(int generation);

        [RuntimeImport("*", "Domain_Leave")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        public override extern void Leave();

        /// <summary>Ends the instance from inside; does not return.</summary>
        public void Fail(int cause)
        {
            Deaths.Doom(_block, cause);
            Scheduler.SwitchNow();
        }
    }

    internal interface IServer
    {
        int Call(int argument);
    }

    /// <summary>The client's end.</summary>
    internal sealed class TestPortal : IServer
    {
        public const int Failed = -1000;

        private readonly TestDomain _owner;
        private readonly DomainBase _domain;
        private IServer _server;
        private int _generation;

        public TestPortal(TestDomain domain, IServer server)
        {
            _owner = domain;
            _domain = Of(domain);
            _server = server;
            _generation = domain.Generation;
        }

        /// <summary>The domain as the compiler does not know it, see NoDomain.</summary>
        public static DomainBase Of(TestDomain domain) => domain.LimitMs < 0 ? new NoDomain() : domain;

        public IServer Server => _server;

        public void Rebind() => _generation = _owner.Generation;

        public void Rebind(IServer server)
        {
            _server = server;
            Rebind();
        }

        public int Call(int argument)
        {
            int entered = _domain.Enter(_generation);
            if (entered != 0)
            {
                return Failed - entered;
            }

            int result;
            try
            {
                result = _server.Call(argument);
            }
            catch (Exception)
            {
                _owner.Fail(1);
                return Failed;
            }

            _domain.Leave();
            return result;
        }
    }
}
