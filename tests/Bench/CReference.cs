// SPDX-License-Identifier: MIT
// The same hash in C, compiled here by gcc -O2 for the board's core, over the same bytes.

using Wardstone.Emulation;

namespace Wardstone.Tests.Bench;

/// <summary>Counts what C/sha256.c executes.</summary>
internal static class CReference
{
    private const string InputAddress = "0x20000"; // C/sha256.ld
    private const string SizeAddress = "0x1fffc";
    private static readonly TimeSpan CompileBound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RunBound = TimeSpan.FromMinutes(2);

    /// <summary>Instructions from the call of sha256 to its return.</summary>
    /// <param name="data">What to hash.</param>
    /// <param name="directory">Absolute path of a directory for files.</param>
    public static long Count(byte[] data, string directory)
    {
        var source = Path.Combine(AppContext.BaseDirectory, "C");
        string[] flags = ["-mcpu=cortex-m4", "-mthumb", "-O2", "-ffreestanding", "-nostdlib", "-Wl,--build-id=none"];
        string[] files = ["-T", Path.Combine(source, "sha256.ld"), Path.Combine(source, "sha256.c"), "-o", "sha256.elf"];
        using (var gcc = ChildProcess.Start(Path.Combine(directory, "gcc.out"), directory, ["arm-none-eabi-gcc", .. flags, .. files]))
        {
            gcc.WaitForSuccess(CompileBound);
        }

        File.WriteAllBytes(Path.Combine(directory, "input.bin"), data);
        var functions = new Functions(Path.Combine(directory, "sha256.elf"));
        var profile = new CallProfile(functions, name => name == "sha256" ? Role.Span : Role.None);
        var done = new EndSignal(profile, functions, "done");
        var trace = new ExecutionTrace(directory, null, done);
        using (var qemu = ChildProcess.Start(Path.Combine(directory, "qemu.out"), directory,
        [
            "qemu-system-arm", "-M", EmulatedBoard.Name, "-m", "1M", "-display", "none", "-monitor", "none", "-nic", "none",
            "-serial", "none",
            "-kernel", "sha256.elf", "-device", $"loader,file=input.bin,addr={InputAddress},force-raw=on",
            "-device", $"loader,addr={SizeAddress},data={data.Length},data-len=4", .. trace.QemuArguments,
        ]))
        {
            qemu.WaitUntil(() => done.IsSet, RunBound, "the C program");
        }

        trace.Finish();
        return profile.Spans.Single().Own;
    }

    // Passes a trace on, and notes when a function is reached.
    private sealed class EndSignal(CallProfile profile, Functions functions, string end) : ITraceSink
    {
        private volatile bool _set;

        public bool IsSet => _set;

        public void OnInstruction(uint address)
        {
            profile.OnInstruction(address);
            _set |= functions.Name(functions.At(address)) == end;
        }

        public void OnInterrupt() => profile.OnInterrupt();

        public void OnInterruptReturn() => profile.OnInterruptReturn();

        public void OnEvent(string name, string text) => profile.OnEvent(name, text);
    }
}
