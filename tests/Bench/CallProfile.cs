// SPDX-License-Identifier: MIT
// Attributes executed instructions to calls. The call stack is rebuilt from addresses alone: landing on a function's entry
// is a call, landing inside a function that is on the stack is a return to it. Interrupts begin and end where QEMU says; what
// runs in them is counted apart from what they interrupt.

namespace Wardstone.Tests.Bench;

/// <summary>What a function is to a profile.</summary>
[Flags]
internal enum Role
{
    None = 0,

    /// <summary>A span of interest: its calls are counted one by one.</summary>
    Span = 1,

    /// <summary>Part of the bus driver, with all that it calls.</summary>
    Driver = 2,

    /// <summary>Waits for something outside, with all that it calls: not counted.</summary>
    Idle = 4,

    /// <summary>An interrupt: not counted unless it is the driver's too.</summary>
    Interrupt = 8,
}

/// <summary>One call of a function with <see cref="Role.Span"/>.</summary>
internal sealed class Span
{
    public required string Name { get; init; }

    /// <summary>The span that it was called in, if any.</summary>
    public Span? Parent { get; init; }

    /// <summary>Instructions in it and what it calls, without the driver's.</summary>
    public long Own { get; set; }

    /// <summary>Instructions in the bus driver, its interrupts included.</summary>
    public long Driver { get; set; }

    /// <summary>I2C messages: one for each START.</summary>
    public int Messages { get; set; }

    /// <summary>Bytes to the TPM, without the address bytes.</summary>
    public int Written { get; set; }

    /// <summary>Bytes from the TPM.</summary>
    public int Read { get; set; }
}

/// <summary>Counts instructions and I2C traffic of each span. Spans within spans count for the outer one too.</summary>
internal sealed class CallProfile(Functions functions, Func<string, Role> roleOf) : ITraceSink
{
    private readonly Role[] _roles = [.. Enumerable.Range(0, functions.Count).Select(function => roleOf(functions.Name(function)))];
    private readonly List<(int Function, Role Inherited, Span? Span)> _stack = [(0, Role.None, null)];
    private readonly Stack<int> _interrupted = new(); // depths of the stack
    private bool _entersInterrupt;
    private readonly List<Span> _open = [];

    /// <summary>All spans, in the order in which they began.</summary>
    public List<Span> Spans { get; } = [];

    /// <summary>Instructions in all.</summary>
    public long Instructions { get; private set; }

    public void OnInstruction(uint address)
    {
        Instructions++;
        var function = functions.At(address);
        if (_entersInterrupt || function != _stack[^1].Function)
        {
            Move(function, _entersInterrupt || functions.IsEntry(function, address));
            _entersInterrupt = false;
        }

        var role = _stack[^1].Inherited;
        if ((role & Role.Idle) != 0 || (role & (Role.Interrupt | Role.Driver)) == Role.Interrupt)
        {
            return;
        }

        foreach (var span in _open)
        {
            if ((role & Role.Driver) != 0)
            {
                span.Driver++;
            }
            else
            {
                span.Own++;
            }
        }
    }

    public void OnInterrupt()
    {
        _interrupted.Push(_stack.Count);
        _entersInterrupt = true;
    }

    public void OnInterruptReturn()
    {
        if (_interrupted.TryPop(out var depth))
        {
            Pop(depth);
        }
    }

    public void OnEvent(string name, string text)
    {
        foreach (var span in _open)
        {
            span.Messages += name == "i2c_event" && text.Contains("start", StringComparison.Ordinal) ? 1 : 0;
            span.Written += name is "i2c_send" or "i2c_send_async" ? 1 : 0;
            span.Read += name == "i2c_recv" ? 1 : 0;
        }
    }

    private void Move(int function, bool entry)
    {
        if (entry)
        {
            var role = _roles[function];
            var span = (role & Role.Span) != 0 ? new Span { Name = functions.Name(function), Parent = _open.LastOrDefault() } : null;
            if (span is not null)
            {
                Spans.Add(span);
                _open.Add(span);
            }

            // An interrupt does not inherit from what it interrupts. Nor does a span, which no driver calls: what is below it may be
            // the stack of another thread, that waits in one.
            var inherited = _entersInterrupt ? Role.Interrupt
                : span is not null ? Role.None
                : _stack[^1].Inherited & (Role.Driver | Role.Idle | Role.Interrupt);
            _stack.Add((function, inherited | role, span));
            return;
        }

        var depth = _stack.FindLastIndex(frame => frame.Function == function);
        if (depth < 0)
        {
            _stack[^1] = (function, _stack[^1].Inherited, _stack[^1].Span); // a jump
            return;
        }

        Pop(depth + 1);
    }

    private void Pop(int depth)
    {
        for (var i = _stack.Count - 1; i >= depth; i--)
        {
            if (_stack[i].Span is { } span)
            {
                _ = _open.Remove(span);
            }

            _stack.RemoveAt(i);
        }
    }
}
