// SPDX-License-Identifier: MIT
// What a reset leaves alone. The first boot writes and resets the board; the second one looks.

using System;
using Wardstone.CortexM;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal static class KeptCases
    {
        public static void Run()
        {
            if (BootRecord.Number == 1)
            {
                Line("power-on", BootRecord.LastReset == ResetReason.PowerOn);
                Line("nothing is kept yet", LogRing.Length == 0 && FaultStore.Count == 0);
                LogRing.Write(new byte[] { (byte)'k', (byte)'e', (byte)'p', (byte)'t' });
                FaultStore.Begin("tpm", 7, 1234);
                FaultStore.Set(FaultStore.Registers + 16, 0x11223344);
                FaultStore.AddFrame(0x1000);
                FaultStore.AddFrame(0x2000);
                FaultStore.Commit();
                FaultStore.Begin("torn", 7, 1235); // and never ended
                Processor.Reset(ResetReason.Requested);
            }

            byte[] text = new byte[8];
            uint[] words = new uint[FaultStore.Words];
            Line("second boot", BootRecord.Number == 2 && BootRecord.LastReset == ResetReason.Requested);
            Line("log", LogRing.Length == 4 && LogRing.Read(0, text) == 4 && text[0] == 'k' && text[3] == 't');
            Line("one fault", FaultStore.Count == 1 && FaultStore.TryRead(0, words) && !FaultStore.TryRead(1, new uint[FaultStore.Words]));
            Line("of the boot before", words[FaultStore.Number] == 1 && words[FaultStore.Boot] == 1 && words[FaultStore.Cause] == 7);
            Line("component", words[FaultStore.Component] == 0x006D7074 && words[FaultStore.UptimeMs] == 1234);
            Line("registers", words[FaultStore.Registers + 16] == 0x11223344);
            Line("frames", words[FaultStore.FrameCount] == 2 && words[FaultStore.Frames + 1] == 0x2000);
            Line("build id", words[FaultStore.BuildId] == KeptMemory.BuildId(0) && words[FaultStore.BuildId + 7] == KeptMemory.BuildId(7));
        }

        private static void Line(string what, bool holds) => Console.WriteLine(what + (holds ? ": yes" : ": NO"));
    }
}
