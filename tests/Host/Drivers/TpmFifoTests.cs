// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Drivers;

public class TpmFifoTests(SwtpmFixture swtpm) : IClassFixture<SwtpmFixture>
{
    [Fact]
    public void GetRandomGivesBytesThatDiffer()
    {
        using var tpm = TpmBench.OnI2c(swtpm.Execute);
        var first = Transmit(tpm, Commands.GetRandom);
        var second = Transmit(tpm, Commands.GetRandom);
        Assert.Equal(44, first.Length);
        Assert.NotEqual(first, second);
        Assert.Empty(tpm.Model.Violations);
    }

    private static byte[] Transmit(TpmBench tpm, byte[] command)
    {
        var response = new byte[4096];
        Assert.Equal(IoStatus.Ok, tpm.Driver.Transmit(command, response, 1000, out var length));
        return response[..length];
    }
}
