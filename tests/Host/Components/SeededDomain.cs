// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Components;

/// <summary>A domain under a <see cref="SeededKernel"/>. One thread runs at a time, so nothing here needs a lock.</summary>
internal sealed class SeededDomain(SeededKernel kernel, string name) : Domain
{
    private SeededThread? _owner;
    private FaultCause _pending;
    private FaultCause _cause;
    private int _generation;
    private bool _isAlive;

    public string Name => name;

    public bool IsToEnd => _pending != FaultCause.None;

    public override int Generation => _generation;

    public override bool IsAlive => _isAlive;

    public override FaultCause Cause => _cause;

    public override PortalStatus Enter(int generation)
    {
        kernel.Point();
        if (_isAlive && _generation == generation && _owner != null)
        {
            kernel.Require(kernel.Current != _owner, name + " is entered by a thread that is inside");
            kernel.Wait(() => _owner == null || !_isAlive || _generation != generation, long.MaxValue);
        }

        if (!_isAlive)
        {
            return PortalStatus.Dead;
        }

        if (_generation != generation)
        {
            return PortalStatus.Stale;
        }

        _owner = kernel.Current;
        _owner.Inside.Push(this);
        return PortalStatus.Entered;
    }

    public override void Leave() => Leave(_pending);

    public override void Fail(Exception exception) => Leave(
        _pending != FaultCause.None ? _pending
        : exception is NullReferenceException ? FaultCause.NullReference
        : exception is OutOfMemoryException ? FaultCause.OutOfMemory
        : FaultCause.Exception);

    public override void Start()
    {
        kernel.Require(!_isAlive && _owner == null, name + " is started while it runs");
        _generation++;
        _isAlive = true;
    }

    public override void Kill(FaultCause cause)
    {
        if (_isAlive && _owner != null)
        {
            _pending = cause;
        }
        else if (_isAlive)
        {
            End(cause);
        }
    }

    public override void Keep(object root)
    {
    }

    public override bool Own(object device) => true;

    public override void ReadFigures(DomainFigures figures)
    {
    }

    private void Leave(FaultCause cause)
    {
        kernel.Require(kernel.Current == _owner && kernel.Current.Inside.Pop() == this, name + " is left by a thread that is not inside");
        _owner = null;
        if (cause != FaultCause.None)
        {
            End(cause);
        }

        kernel.Point();
    }

    private void End(FaultCause cause)
    {
        _isAlive = false;
        _cause = cause;
        _pending = FaultCause.None;
        kernel.Died(this, cause);
    }
}

/// <summary>Init's own domain: nobody dies in it.</summary>
internal sealed class SeededSystem(SeededKernel kernel) : Domain
{
    public override int Generation => 1;

    public override bool IsAlive => true;

    public override FaultCause Cause => FaultCause.None;

    public override PortalStatus Enter(int generation)
    {
        kernel.Point();
        kernel.Current.Inside.Push(null);
        return PortalStatus.Entered;
    }

    public override void Leave()
    {
        kernel.Require(kernel.Current.Inside.Pop() == null, "the system is left by a thread that is not inside");
        kernel.Point();
    }

    public override void Fail(Exception exception) => throw new InvalidOperationException("a fault in the system domain", exception);

    public override void Start() => throw new InvalidOperationException();

    public override void Kill(FaultCause cause) => throw new InvalidOperationException();

    public override void Keep(object root)
    {
    }

    public override bool Own(object device) => false;

    public override void ReadFigures(DomainFigures figures)
    {
    }
}
