// SPDX-License-Identifier: MIT
// The death of a driver's owner: an exception out of any one access to a register, or out of a wait at any time.

using Wardstone.Controllers;

namespace Wardstone.Tests.Host.Aspeed;

internal sealed class CutOffException : Exception;

/// <summary>When the owner dies.</summary>
internal sealed class CutOff
{
    private int _steps = -1;
    private int _planned;
    private Action? _atStep;

    /// <summary>Registers of a model that can be cut off.</summary>
    public Registers Of(IRegisterModel model) => new(new Model(this, model));

    /// <summary>Does something whose owner dies before an access, if <paramref name="step"/> is twice its number, or right after it, if
    /// that is one more.</summary>
    /// <returns>Whether it came to that.</returns>
    public bool AtAccess(int step, Action act)
    {
        _steps = step;
        return Run(act);
    }

    /// <summary>Does something whose owner dies in a wait, so many microseconds from now.</summary>
    /// <returns>Whether it was waiting then.</returns>
    public bool AtTime(long us, Action act)
    {
        var number = ++_planned;
        VirtualTime.After(us, () => _ = number == _planned ? throw new CutOffException() : 0);
        return Run(act);
    }

    /// <summary>Does something, and something else before or after one of its accesses; nobody dies.</summary>
    /// <returns>Whether it came to that.</returns>
    public bool ArriveAtAccess(int step, Action arrive, Action act)
    {
        (_steps, _atStep) = (step, arrive);
        act();
        var hasArrived = _steps < 0;
        (_steps, _atStep) = (-1, null);
        return hasArrived;
    }

    private bool Run(Action act)
    {
        try
        {
            act();
            return false;
        }
        catch (CutOffException)
        {
            return true;
        }
        finally
        {
            _steps = -1;
            _planned++;
        }
    }

    private void Step()
    {
        if (_steps-- == 0)
        {
            (_atStep ?? throw new CutOffException())();
        }
    }

    private sealed class Model(CutOff cutOff, IRegisterModel model) : IRegisterModel
    {
        public uint Read(int offset)
        {
            cutOff.Step();
            var value = model.Read(offset);
            cutOff.Step();
            return value;
        }

        public void WritePair(int offset, uint first, uint second)
        {
            cutOff.Step();
            model.WritePair(offset, first, second);
            cutOff.Step();
        }

        public void Write(int offset, uint value)
        {
            cutOff.Step();
            model.Write(offset, value);
            cutOff.Step();
        }

        public byte ReadByte(int offset)
        {
            cutOff.Step();
            var value = model.ReadByte(offset);
            cutOff.Step();
            return value;
        }

        public void WriteByte(int offset, byte value)
        {
            cutOff.Step();
            model.WriteByte(offset, value);
            cutOff.Step();
        }
    }
}
