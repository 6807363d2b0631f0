// SPDX-License-Identifier: MIT
// The hashes against .NET's own, for every length around the block sizes and for messages cut into random parts.
using System.Security.Cryptography;
using Wardstone.Tpm.Hashes;

namespace Wardstone.Tests.Host.Tpm;

public class HashTests
{
    private const int Longest = 4 * Sha384.BlockSize;

    [Fact]
    public void EveryLengthGivesTheSameAsDotNet()
    {
        var sha256 = new Sha256();
        var sha384 = new Sha384();
        var random = new Random(1);
        for (var length = 0; length <= Longest; length++)
        {
            var message = new byte[length];
            random.NextBytes(message);
            for (var at = 0; at < length;)
            {
                var count = random.Next(1, length - at + 1);
                sha256.Append(new SpanByte(message, at, count));
                sha384.Append(new SpanByte(message, at, count));
                at += count;
            }

            var digest = new byte[Sha384.DigestSize];
            sha384.Finish(digest);
            Assert.Equal(SHA384.HashData(message), digest);
            sha256.Finish(digest);
            Assert.Equal(SHA256.HashData(message), digest[..Sha256.DigestSize]);
        }
    }

    [Fact]
    public void ClearForgetsWhatWasAppended()
    {
        var sha256 = new Sha256();
        sha256.Append(new byte[100]);
        sha256.Clear();
        var digest = new byte[Sha256.DigestSize];
        sha256.Finish(digest);
        Assert.Equal(SHA256.HashData([]), digest);

        var sha384 = new Sha384();
        sha384.Append(new byte[200]);
        sha384.Clear();
        digest = new byte[Sha384.DigestSize];
        sha384.Finish(digest);
        Assert.Equal(SHA384.HashData([]), digest);
    }
}
