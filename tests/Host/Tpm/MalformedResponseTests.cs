// SPDX-License-Identifier: MIT
// What a TPM, or somebody on the wire to it, can do to a response: every real response cut at every place, every byte of it
// changed, and noise. Whatever comes, a command ends with a status; and what lies behind the response in the buffer has no
// influence on it, which is how a read past the end would show.
using Wardstone.Runtime;
using Wardstone.Tpm;
using Wardstone.Tpm.Commands;

namespace Wardstone.Tests.Host.Tpm;

public sealed class MalformedResponseTests(TpmFixture tpm) : IClassFixture<TpmFixture>
{
    private const int NoiseRounds = 1000;

    private delegate TpmRc Command(TpmClient client, List<byte> results);

    private static readonly Dictionary<string, Command> Commands = new()
    {
        ["Startup"] = (client, _) => TpmStartup.Run(client, out TpmStartupState _),
        ["SelfTest"] = (client, _) => SelfTest.Execute(client, false),
        ["GetTestResult"] = (client, results) =>
        {
            var rc = GetTestResult.Execute(client, out var data, out var result);
            results.AddRange([.. data.ToArray(), .. BitConverter.GetBytes((uint)result)]);
            return rc;
        },
        ["GetRandom"] = (client, results) =>
        {
            var bytes = new byte[60];
            var rc = GetRandom.Execute(client, bytes);
            results.AddRange(bytes);
            return rc;
        },
        ["Property"] = (client, results) =>
        {
            var rc = GetCapability.Property(client, TpmPt.Manufacturer, out var value);
            results.AddRange(BitConverter.GetBytes(value));
            return rc;
        },
        ["Pcrs"] = (client, results) =>
        {
            var banks = new TpmlPcrSelection(8);
            var rc = GetCapability.Pcrs(client, banks);
            results.Add((byte)banks.Count);
            return rc;
        },
        ["PcrExtend"] = (client, _) =>
        {
            var digests = new TpmlDigestValues(1);
            digests.Add(TpmAlgId.Sha256)[0] = 1;
            return PcrExtend.Execute(client, 23, digests);
        },
        ["PcrRead"] = (client, results) =>
        {
            var selection = TpmFixture.Select((TpmAlgId.Sha256, 0xFFFFu), (TpmAlgId.Sha384, 7u));
            var values = new byte[selection.ValuesSize()];
            var rc = PcrRead.Execute(client, selection, values, out var counter);
            results.AddRange([.. values, .. BitConverter.GetBytes(counter)]);
            return rc;
        },
        ["CreatePrimary"] = (client, results) =>
        {
            var rc = CreatePrimary.Execute(client, AttestationKey.Hierarchy, AttestationKey.Template(), out var key);
            results.AddRange([.. BitConverter.GetBytes(key.Handle), .. key.PublicArea.ToArray(), .. key.CreationData.ToArray()]);
            results.AddRange([.. key.CreationHash.ToArray(), .. key.CreationTicket.ToArray(), .. key.Name.ToArray()]);
            TpmtPublic.Read(key.PublicArea, out var area);
            results.AddRange([.. area.X.ToArray(), .. area.Y.ToArray()]);
            return rc;
        },
        ["ReadPublic"] = (client, results) =>
        {
            var rc = ReadPublic.Execute(client, FirstObject, out var area, out var name, out var qualifiedName);
            results.AddRange([.. area.ToArray(), .. name.ToArray(), .. qualifiedName.ToArray()]);
            return rc;
        },
        ["Quote"] = (client, results) =>
        {
            var selection = TpmFixture.Select((TpmAlgId.Sha256, 7u));
            var rc = Quote.Execute(client, FirstObject, new byte[32], selection, out var attest, out var signature);
            results.AddRange([.. attest.ToArray(), .. signature.ToArray()]);
            TpmsAttest.Read(attest, selection, out var quote);
            results.AddRange([.. quote.ExtraData.ToArray(), .. quote.PcrDigest.ToArray()]);
            return rc;
        },
        ["FlushContext"] = (client, _) => FlushContext.Execute(client, FirstObject),
        ["Shutdown"] = (client, _) => Shutdown.Execute(client, TpmSu.Clear),
    };

    private const uint FirstObject = 0x80000000;

    [Fact]
    public void ACutOrChangedResponseEndsInAStatus()
    {
        var recorder = new Recorder(tpm.Session);
        foreach (var (name, command) in Commands)
        {
            recorder.Responses.Clear();
            Assert.Equal(TpmRc.Success, command(new TpmClient(recorder), []));
            var good = recorder.Responses.ToArray();
            for (var i = 0; i < good.Length; i++)
            {
                foreach (var (response, cut) in Spoil(good[i]))
                {
                    var rc = Run(command, [.. good[..i], response, .. good[(i + 1)..]]);
                    Assert.False(cut && rc == TpmRc.Success, $"{name}: {response.Length} of {good[i].Length} bytes taken for all");
                }
            }
        }
    }

    [Fact]
    public void NoiseEndsInAStatus()
    {
        var random = new Random(2);
        foreach (var command in Commands.Values)
        {
            for (var round = 0; round < NoiseRounds; round++)
            {
                Run(command, [Noise(random), Noise(random), Noise(random)]);
            }
        }
    }

    // Every length short of the whole, and one byte more, each with the header's size as it was and as it would be right; and
    // every byte changed.
    private static IEnumerable<(byte[] Response, bool Cut)> Spoil(byte[] good)
    {
        for (var length = 0; length <= good.Length + 1; length++)
        {
            var part = new byte[length];
            good.AsSpan(0, Math.Min(length, good.Length)).CopyTo(part);
            yield return (part, length != good.Length);
            if (length >= 10)
            {
                yield return (WithSize([.. part]), length != good.Length);
            }
        }

        for (var i = 0; i < good.Length; i++)
        {
            foreach (var bits in new byte[] { 0x01, 0x80, 0xFF })
            {
                byte[] changed = [.. good];
                changed[i] ^= bits;
                yield return (changed, false);
            }
        }
    }

    private static byte[] Noise(Random random)
    {
        var noise = new byte[random.Next(80)];
        random.NextBytes(noise);
        if (noise.Length >= 10 && random.Next(8) != 0)
        {
            noise[0] = 0x80;
            noise[1] = (byte)random.Next(1, 3);
            noise.AsSpan(6, 4).Clear();
            for (var i = 10; i < noise.Length; i++)
            {
                noise[i] = random.Next(3) == 0 ? noise[i] : (byte)0;
            }

            WithSize(noise);
        }

        return noise;
    }

    private static byte[] WithSize(byte[] response)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(response.AsSpan(2), response.Length);
        return response;
    }

    private static TpmRc Run(Command command, byte[][] responses)
    {
        List<byte> zeros = [], ones = [];
        var rc = command(new TpmClient(new Replay(responses, 0x00)), zeros);
        Assert.Equal(rc, command(new TpmClient(new Replay(responses, 0xFF)), ones));
        Assert.Equal(zeros, ones);
        Assert.NotEmpty(TpmRcText.Of(rc));
        return rc;
    }

    private sealed class Recorder(ICharDevice session) : CharDevice
    {
        public List<byte[]> Responses { get; } = [];

        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            var status = session.Transfer(write, read, timeoutMs, out count);
            Responses.Add(read.Slice(0, count).ToArray());
            return status;
        }
    }

    /// <summary>Gives the responses one after the other, with <paramref name="behind"/> in the buffer behind each, then nothing.</summary>
    private sealed class Replay(byte[][] responses, byte behind) : CharDevice
    {
        private int _next;

        public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            if (_next == responses.Length)
            {
                return IoStatus.NotPresent;
            }

            for (var i = 0; i < read.Length; i++)
            {
                read[i] = behind;
            }

            var next = responses[_next++];
            new SpanByte(next).CopyTo(read);
            count = next.Length;
            return IoStatus.Ok;
        }
    }
}
