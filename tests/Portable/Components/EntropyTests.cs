// SPDX-License-Identifier: MIT
// The health tests at their cutoffs, and that no byte of a source that failed one is given away.

using System;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    [TestClass]
    public class EntropyTests
    {
        private const string TwoTests = "the TPM's random bytes failed the ";

        [TestMethod]
        [DataRow(5, 0)]
        [DataRow(6, (int)HealthFailure.RepetitionCount)]
        public void RepetitionCount(int repetitions, int failure)
        {
            HealthTests tests = new HealthTests();
            byte[] bytes = Counting(40);
            for (int i = 0; i < repetitions; i++)
            {
                bytes[20 + i] = 77;
            }

            // In two parts, as the source gives them.
            bool passed = tests.Pass(new SpanByte(bytes, 0, 23)) & tests.Pass(new SpanByte(bytes, 23, 17));
            Assert.AreEqual(failure == 0, passed);
            Assert.AreEqual(failure, (int)tests.Failure);
        }

        [TestMethod]
        [DataRow(0, 18, 0)]
        [DataRow(0, 19, (int)HealthFailure.AdaptiveProportion)]
        [DataRow(1, 19, (int)HealthFailure.AdaptiveProportion)]
        public void AdaptiveProportion(int windowsBefore, int same, int failure)
        {
            HealthTests tests = new HealthTests();
            for (int i = 0; i < windowsBefore; i++)
            {
                Assert.IsTrue(tests.Pass(Counting(HealthTests.Window)));
            }

            // The first of the window comes again at every other place, so never twice in a row.
            byte[] bytes = new byte[HealthTests.Window];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)(i % 2 == 0 && i / 2 < same ? 200 : i % 199);
            }

            Assert.AreEqual(failure == 0, tests.Pass(bytes));
            Assert.AreEqual(failure, (int)tests.Failure);
        }

        [TestMethod]
        public void AFailureIsForGood()
        {
            HealthTests tests = new HealthTests();
            Assert.IsFalse(tests.Pass(new byte[6]));
            Assert.IsFalse(tests.Pass(Counting(40)));
        }

        [TestMethod]
        public void GivesTestedBytes()
        {
            Source source = new Source();
            IEntropySession session = Session(source, out _);
            byte[] bytes = new byte[50];
            Assert.AreEqual((int)IoStatus.Ok, (int)session.Fill(bytes));

            // Those of the start-up test were drawn before, and are not among them.
            for (int i = 0; i < bytes.Length; i++)
            {
                Assert.AreEqual(Source.ByteAt(1024 + i), bytes[i]);
            }
        }

        [TestMethod]
        [DataRow(500, "repetition count test")]
        [DataRow(1030, "repetition count test")]
        public void ASourceThatIsStuckIsOutOfService(int stuckFrom, string test)
        {
            Source source = new Source { StuckFrom = stuckFrom };
            IEntropySession session = Session(source, out TestEnv env);
            byte[] bytes = Counting(50);
            Assert.AreEqual((int)IoStatus.Unhealthy, (int)session.Fill(bytes));
            Assert.AreEqual(Hex.Text(new byte[50]), Hex.Text(bytes));
            Assert.AreEqual(TwoTests + test, env.LastLine);

            // It stays so when the source comes to itself, which is not even asked.
            source.StuckFrom = int.MaxValue;
            int drawn = source.Drawn;
            Assert.AreEqual((int)IoStatus.Unhealthy, (int)session.Fill(bytes));
            Assert.AreEqual(drawn, source.Drawn);
        }

        [TestMethod]
        public void ATpmThatIsAwayForAMomentIsNoFailedTest()
        {
            Source source = new Source { Status = IoStatus.ServerFaulted };
            IEntropySession session = Session(source, out TestEnv env);
            byte[] bytes = Counting(10);
            Assert.AreEqual((int)IoStatus.ServerFaulted, (int)session.Fill(bytes));
            Assert.AreEqual(Hex.Text(new byte[10]), Hex.Text(bytes));
            source.Status = IoStatus.Ok;
            Assert.AreEqual((int)IoStatus.Ok, (int)session.Fill(bytes));
            Assert.IsNull(env.LastLine);
        }

        private static IEntropySession Session(Source source, out TestEnv env)
        {
            env = new TestEnv().With("Tpm", "", source);
            EntropyComponent component = new EntropyComponent();
            component.Construct(env);
            return (IEntropySession)component.Open("Entropy", "client -> ");
        }

        private static byte[] Counting(int count)
        {
            byte[] bytes = new byte[count];
            for (int i = 0; i < count; i++)
            {
                bytes[i] = (byte)(i + 1);
            }

            return bytes;
        }

        // TPM2_GetRandom, of a generator whose bytes are known.
        private sealed class Source : CharDevice
        {
            public int StuckFrom { get; set; } = int.MaxValue;

            public IoStatus Status { get; set; }

            public int Drawn { get; private set; }

            public static byte ByteAt(int position) => (byte)((position * 167) + (position >> 8));

            public override IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
            {
                count = 0;
                if (Status != IoStatus.Ok)
                {
                    return Status;
                }

                int length = write[11];
                new SpanByte(Hex.Bytes("8001 00000000 00000000 0000")).CopyTo(read);
                read[5] = (byte)(12 + length);
                read[11] = (byte)length;
                for (int i = 0; i < length; i++)
                {
                    read[12 + i] = Drawn < StuckFrom ? ByteAt(Drawn) : (byte)0;
                    Drawn++;
                }

                count = 12 + length;
                return IoStatus.Ok;
            }
        }
    }
}
