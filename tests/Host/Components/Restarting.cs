// SPDX-License-Identifier: MIT
using Wardstone.Runtime;
using Wardstone.Tests.Portable.Runtime;

namespace Wardstone.Tests.Host.Components;

/// <summary>The death of a component, and its return.</summary>
internal static class Restarting
{
    /// <summary>Kills the component, and has Init start it anew.</summary>
    public static void Restart(this Init init, RecordingKernel kernel, string name)
    {
        var child = init.FirstChild;
        while (child.Name != name)
        {
            child = child.Next;
        }

        var restarts = child.Restarts;
        kernel.Domain(name).Kill(FaultCause.Killed);
        for (var i = 0; i < 1000 && (child.Restarts == restarts || child.State != ChildState.Running); i++)
        {
            init.Serve(10);
        }

        Assert.Equal(ChildState.Running, child.State);
    }
}
