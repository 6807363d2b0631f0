using Wardstone.Tests.Bench; using Wardstone.Emulation;
using var s = new ScratchDirectory();
var d = File.ReadAllBytes("/tmp/lab/in.bin");
var w = System.Diagnostics.Stopwatch.StartNew();
Console.WriteLine($"{CReference.Count(d, s.FullPath) / (double)d.Length} {w.Elapsed}");
