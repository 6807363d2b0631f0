// SPDX-License-Identifier: MIT
using Wardstone.Emulation;
using Wardstone.Runtime;

namespace Wardstone.Tests.Host;

public class SwtpmTests
{
    [Fact]
    public void AnswersStartupOncePerPowerCycle()
    {
        using var directory = new ScratchDirectory();
        using var tpm = Swtpm.StartDirect(directory.FullPath);
        byte[] startup = [0x80, 0x01, 0, 0, 0, 12, 0, 0, 1, 0x44, 0, 0];
        using (var session = tpm.Open())
        {
            Assert.Equal(0u, Send(session, startup));
            Assert.Equal(0x100u, Send(session, startup));
        }

        tpm.PowerCycle();
        using (var session = tpm.Open())
        {
            Assert.Equal(0u, Send(session, startup));
        }
    }

    private static uint Send(SwtpmSession session, byte[] command)
    {
        var response = new byte[64];
        Assert.Equal(IoStatus.Ok, session.Transfer(command, response, 2000, out var length));
        Assert.Equal(10, length);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(response.AsSpan(6));
    }
}
