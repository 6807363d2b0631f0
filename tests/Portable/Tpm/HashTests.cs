// SPDX-License-Identifier: MIT
// NIST's vectors: the examples of FIPS 180-4, some of the CAVP's short messages, the million times 'a', and a pass of the CAVP's
// Monte Carlo test. Every length around the block sizes is compared with .NET's hashes in tests/Host.

using System;
using nanoFramework.TestFramework;
using Wardstone.Tpm.Hashes;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class HashTests
    {
        private const string Bits448 = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        private const string Bits896 =
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu";

        [TestMethod]
        [DataRow("", "e3b0c442 98fc1c14 9afbf4c8 996fb924 27ae41e4 649b934c a495991b 7852b855")]
        [DataRow("abc", "ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad")]
        [DataRow(Bits448, "248d6a61 d20638b8 e5c02693 0c3e6039 a33ce459 64ff2167 f6ecedd4 19db06c1")]
        [DataRow(Bits896, "cf5b16a7 78af8380 036ce59e 7b049237 0b249b11 e8f07a51 afac4503 7afee9d1")]
        public void Sha256OfText(string message, string digest) => Sha256Gives(Ascii(message), digest);

        [TestMethod]
        [DataRow("d3", "28969cdf a74a12c8 2f3bad96 0b0b000a ca2ac329 deea5c23 28ebc6f2 ba9802c1")]
        [DataRow("11af", "5ca7133f a7353260 81558ac3 12c620ee ca9970d1 e70a4b95 533d956f 072d1f98")]
        [DataRow("b4190e", "dff2e730 91f6c05e 528896c4 c831b944 8653dc2f f043528f 6769437b c7b975c2")]
        [DataRow("74ba2521", "b16aa56b e3880d18 cd41e683 84cf1ec8 c17680c4 5a02b157 5dc15189 23ae8b0e")]
        public void Sha256OfShortMessages(string message, string digest) => Sha256Gives(Hex.Bytes(message), digest);

        [TestMethod]
        [DataRow("", "38b060a7 51ac9638 4cd9327e b1b1e36a 21fdb711 14be0743 4c0cc7bf 63f6e1da 274edebf e76f65fb d51ad2f1 4898b95b")]
        [DataRow("abc", "cb00753f 45a35e8b b5a03d69 9ac65007 272c32ab 0eded163 1a8b605a 43ff5bed 8086072b a1e7cc23 58baeca1 34c825a7")]
        [DataRow(
            Bits896, "09330c33 f71147e8 3d192fc7 82cd1b47 53111b17 3b3b05d2 2fa08086 e3b0f712 fcc7c71a 557e2db9 66c3e9fa 91746039")]
        public void Sha384OfText(string message, string digest)
        {
            byte[] actual = new byte[Sha384.DigestSize];
            Sha384 sha384 = new Sha384();
            sha384.Append(Ascii(message));
            sha384.Finish(actual);
            Assert.AreEqual(Hex.Text(Hex.Bytes(digest)), Hex.Text(actual));
        }

        [TestMethod]
        public void AMillionTimesA()
        {
            const int Parts = 1000;
            byte[] part = new byte[1000];
            for (int i = 0; i < part.Length; i++)
            {
                part[i] = (byte)'a';
            }

            Sha256 sha256 = new Sha256();
            Sha384 sha384 = new Sha384();
            for (int i = 0; i < Parts; i++)
            {
                sha256.Append(part);
                sha384.Append(part);
            }

            byte[] digest = new byte[Sha256.DigestSize];
            sha256.Finish(digest);
            Assert.AreEqual(
                Hex.Text(Hex.Bytes("cdc76e5c 9914fb92 81a1c7e2 84d73e67 f1809a48 a497200e 046d39cc c7112cd0")), Hex.Text(digest));
            digest = new byte[Sha384.DigestSize];
            sha384.Finish(digest);
            Assert.AreEqual(
                Hex.Text(Hex.Bytes(
                    "9d0e1809 716474cb 086e834e 310a4a1c ed149e9c 00f24852 7972cec5 704c2a5b 07b8b3dc 38ecc4eb ae97ddd8 7f3d8985")),
                Hex.Text(digest));
        }

        [TestMethod]
        public void MonteCarlo()
        {
            const int Rounds = 1000;
            byte[] message = new byte[3 * Sha256.DigestSize];
            byte[] seed = Hex.Bytes("6d1e72ad 03ddeb5d e891e572 e2396f8d a015d899 ef0e7950 3152d601 0a3fe691");
            for (int i = 0; i < message.Length; i++)
            {
                message[i] = seed[i % seed.Length];
            }

            Sha256 sha256 = new Sha256();
            byte[] digest = new byte[Sha256.DigestSize];
            for (int i = 0; i < Rounds; i++)
            {
                sha256.Append(message);
                sha256.Finish(digest);
                Array.Copy(message, Sha256.DigestSize, message, 0, 2 * Sha256.DigestSize);
                Array.Copy(digest, 0, message, 2 * Sha256.DigestSize, Sha256.DigestSize);
            }

            Assert.AreEqual(
                Hex.Text(Hex.Bytes("e93c330a e5447738 c8aa85d7 1a6c80f2 a58381d0 5872d26b dd39f1fc d4f2b788")), Hex.Text(digest));
        }

        [TestMethod]
        public void ClearLeavesTheFirstState()
        {
            Sha256 sha256 = new Sha256();
            sha256.Append(new byte[100]);
            sha256.Clear();
            byte[] digest = new byte[Sha256.DigestSize];
            sha256.Finish(digest);
            Assert.AreEqual("e3 b0 c4 42", Hex.Text(new SpanByte(digest, 0, 4)));
        }

        private static void Sha256Gives(byte[] message, string digest)
        {
            byte[] actual = new byte[Sha256.DigestSize];
            Sha256 sha256 = new Sha256();
            sha256.Append(message);
            sha256.Finish(actual);
            Assert.AreEqual(Hex.Text(Hex.Bytes(digest)), Hex.Text(actual));
        }

        private static byte[] Ascii(string text)
        {
            byte[] bytes = new byte[text.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)text[i];
            }

            return bytes;
        }
    }
}
