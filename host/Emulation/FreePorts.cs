// SPDX-License-Identifier: MIT
// TCP ports for a child process that is told its own. Between the choice and the child's bind somebody else may take one: then the child
// ends, and others are tried.

using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Wardstone.Emulation;

/// <summary>Ports of 127.0.0.1 that nobody listens on.</summary>
internal static class FreePorts
{
    private const int Attempts = 5;

    /// <summary>Starts something on neighbouring ports, on others if it fails.</summary>
    /// <param name="count">How many.</param>
    /// <param name="start">Takes the first of them; an IOException if it fails.</param>
    public static T Try<T>(int count, Func<int, T> start)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return start(Choose(count));
            }
            catch (IOException) when (attempt < Attempts)
            {
            }
        }
    }

    /// <summary>Whether somebody listens, asked of the kernel: a connection to try it would be the listener's only client.</summary>
    public static bool IsTaken(int port) =>
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);

    private static int Choose(int count)
    {
        while (true)
        {
            var first = Free(0);
            if (first + count <= IPEndPoint.MaxPort && Enumerable.Range(first + 1, count - 1).All(port => Free(port) == port))
            {
                return first;
            }
        }
    }

    // Its number, another for 0, and 0 if it is taken.
    private static int Free(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
