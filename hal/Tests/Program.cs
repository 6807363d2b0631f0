// SPDX-License-Identifier: MIT
// Runs the case that the configuration module names: u32 length, then the name and perhaps numbers. Many cases end in a fault report.

using System;
using Wardstone.Aspeed;

namespace Wardstone.Tests.RuntimeImage
{
    internal static unsafe class Program
    {
        private const uint ConfigAddress = 0x5E000; // __config_start of boards/ast1030-evb/memory.ld

        private static int Main()
        {
            Ast1030 chip = new Ast1030(); // time
            string text = string.Empty;
            for (uint i = 0; i < *(uint*)ConfigAddress; i++)
            {
                text += (char)*(byte*)(ConfigAddress + 4 + i);
            }

            Console.WriteLine("case " + text);
            string[] words = text.Split(' ');
            int[] numbers = new int[4];
            for (int i = 1; i < words.Length; i++)
            {
                numbers[i - 1] = int.Parse(words[i]);
            }

            switch (words[0])
            {
                case "heap": HeapCases.OwnRange(); break;
                case "out-of-memory": HeapCases.OutOfMemory(); break;
                case "fragmentation": HeapCases.Fragmentation(); break;
                case "null-guard": FaultCases.NullGuard(); break;
                case "null-copy": FaultCases.NullCopy(); break;
                case "bad-address": FaultCases.BadAddress(); break;
                case "write-code": FaultCases.WriteCode(); break;
                case "write-literal": FaultCases.WriteLiteral(); break;
                case "write-method-table": FaultCases.WriteMethodTable(); break;
                case "write-constant": FaultCases.WriteConstant(); break;
                case "execute-data": FaultCases.ExecuteData(); break;
                case "stack-overflow": FaultCases.OverflowStack(); break;
                case "stray-interrupt": FaultCases.StrayInterrupt(); break;
                case "unhandled": FaultCases.Unhandled(); break;
                case "unhandled-in-catch": FaultCases.UnhandledInCatch(); break;
                case "wait": WaitCases.Run(); break;
                case "kept": KeptCases.Run(); break;
                case "device-owner": DeviceCases.Owner(chip); break;
                case "spi": SpiCases.Run(chip); break;
                case "storm": DeviceCases.Storm(); break;
                case "storm-of-the-system": DeviceCases.StormOfTheSystem(); break;
                case "watchdog": WatchdogCases.Run(chip); break;
                case "writers": DeviceCases.Writers(chip); break;
                case "flood": DeviceCases.Flood(chip); break;
                case "domains": DomainCases.Run(); break;
                case "timers": TimerCases.Run(); break;
                case "preemption": PreemptionCases.Run(numbers[0], numbers[1]); break;
                case "verifier": VerifierCases.Run(); break;
                case "figures": FigureCases.Run(); break;
                case "stacks": StackCases.Run(numbers[0], numbers[1]); break;
                case "priorities": PriorityCases.Run(); break;
                case "kills": KillCases.Sweep(numbers[0], numbers[1], numbers[2], numbers[3]); break;
                default: Console.WriteLine("no such case"); break;
            }

            Console.WriteLine("done");
            return 0;
        }
    }
}
