// SPDX-License-Identifier: MIT
// Kills components of a board that runs the product's image, which has no way to be asked for it: through QEMU's debugger stub it
// sets the kernel's own mark for a domain that is to end. So a kill comes at whatever instruction the board has got to.

using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Wardstone.Emulation;

namespace Wardstone.Tests.SystemTests.Runtime;

/// <summary>One domain as the kernel has it (hal/Kernel/Domains/Domain.cs).</summary>
internal sealed record KernelDomain(uint Address, string Name, uint Generation, uint Generations);

internal sealed class Killer(BoardFiles files, string gdbPath)
{
    private const string Statics = "__NONGCSTATICSWardstone_CoreLib_Wardstone_Kernel_";
    private const uint Killed = 10; // FaultCause
    private const int GenerationAt = 8, DoomAt = 28, GenerationsAt = 36, NextAt = 44, NameAt = 48, Size = 52;
    private const int PeriodAt = 0, MillisecondsAt = 8; // SysTick
    private const uint TickCounter = 0xE000E018, InterruptControl = 0xE000ED04, TickPending = 1 << 26;
    private readonly uint _firstDomain = Symbol(files, Statics + "Domain");
    private readonly uint _areDue = Symbol(files, Statics + "Deaths");
    private readonly uint _time = Symbol(files, "__NONGCSTATICSWardstone_CoreLib_Wardstone_CortexM_SysTick");

    /// <summary>More of QEMU's arguments, for the stub.</summary>
    public static string[] Arguments(string gdbPath) => ["-gdb", $"unix:path={gdbPath},server=on,wait=off"];

    /// <summary>The components' domains.</summary>
    public IReadOnlyList<KernelDomain> Domains()
    {
        using var stub = new Stub(gdbPath);
        return Domains(stub);
    }

    /// <summary>Has the current instance of a component end.</summary>
    /// <returns>false if none runs.</returns>
    public bool Kill(string name)
    {
        using var stub = new Stub(gdbPath);
        var domain = Domains(stub).Single(d => d.Name == name);
        if (domain.Generation == 0)
        {
            return false;
        }

        End(stub, domain);
        return true;
    }

    /// <summary>Has the component that comes to a method next go on at an address where no code is.</summary>
    /// <param name="method">As firmware.sym has it.</param>
    /// <param name="nowhere">The address.</param>
    /// <param name="meanwhile">What has it come there.</param>
    /// <returns>The end of that.</returns>
    public Task Crash(string method, uint nowhere, Action meanwhile)
    {
        var address = Method(method);
        using var stub = new Stub(gdbPath);
        var work = Task.Run(meanwhile);
        stub.RunTo(address);
        stub.SetProgramCounter(nowhere);
        return work;
    }

    /// <summary>Has the current instance of a component end, and lets the board go on until it is up again: its Construct, which is
    /// the first call of it, has returned.</summary>
    /// <returns>Board time from its end until it is started, and from there until it is up.</returns>
    public (TimeSpan Away, TimeSpan Starting) TimeRestart(string name)
    {
        using var stub = new Stub(gdbPath);
        End(stub, Domains(stub).Single(d => d.Name == name));
        stub.RunTo(Method("Wardstone.Kernel.Deaths.End"));
        var end = Time(stub);
        stub.RunTo(Method("Wardstone.Runtime.Supervisor.Start"));
        var start = Time(stub);
        stub.RunTo(Method("Wardstone.Runtime.Supervisor.IsUp"));
        return (start - end, Time(stub) - start);
    }

    /// <summary>Resets the board, and with it the TPM; memory stays as it is but for what is loaded.</summary>
    public void ResetBoard()
    {
        using var stub = new Stub(gdbPath);
        stub.Monitor("system_reset");
    }

    private void End(Stub stub, KernelDomain domain)
    {
        stub.Write(domain.Address + DoomAt, BitConverter.GetBytes(Killed));
        stub.Write(_areDue, [1]);
    }

    // As hal/CortexM/SysTick.cs has it.
    private TimeSpan Time(Stub stub)
    {
        var milliseconds = stub.Word(_time + MillisecondsAt) + (stub.Word(InterruptControl) & TickPending) / TickPending;
        var period = stub.Word(_time + PeriodAt);
        var elapsed = (period - stub.Word(TickCounter)) % period;
        return TimeSpan.FromMilliseconds(milliseconds + ((double)elapsed / period));
    }

    private uint Method(string name)
    {
        var line = File.ReadLines(Path.Combine(files.Directory, "firmware.sym"))
            .Single(l => l.StartsWith('M') && l.EndsWith(" " + name, StringComparison.Ordinal));
        return uint.Parse(line.Split(' ')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private List<KernelDomain> Domains(Stub stub)
    {
        List<KernelDomain> domains = [];
        for (var address = stub.Word(_firstDomain); address != 0; address = stub.Word(address + NextAt))
        {
            var bytes = stub.Read(address, Size);
            var name = BitConverter.ToUInt32(bytes, NameAt);
            var text = stub.Read(name + 8, 2 * (int)stub.Word(name + 4)); // MethodTable, length, UTF-16
            domains.Add(new KernelDomain(
                address,
                Encoding.Unicode.GetString(text),
                BitConverter.ToUInt32(bytes, GenerationAt),
                BitConverter.ToUInt32(bytes, GenerationsAt)));
        }

        return domains;
    }

    private static uint Symbol(BoardFiles files, string name)
    {
        using var nm = Process.Start(new ProcessStartInfo("arm-none-eabi-nm", [files.ElfPath]) { RedirectStandardOutput = true })!;
        var lines = nm.StandardOutput.ReadToEnd().Split('\n');
        var line = lines.Single(l => l.EndsWith(" " + name, StringComparison.Ordinal));
        return uint.Parse(line[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    /// <summary>A connection to the stub. The board stands still as long as it lasts.</summary>
    private sealed class Stub : IDisposable
    {
        private readonly NetworkStream _stream;

        public Stub(string path)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
            socket.Connect(new UnixDomainSocketEndPoint(path));
            _stream = new NetworkStream(socket, ownsSocket: true);
            _ = Ask("?");
        }

        public byte[] Read(uint address, int count) =>
            count == 0 ? [] : Convert.FromHexString(Ask(FormattableString.Invariant($"m{address:x},{count:x}")));

        public uint Word(uint address) => BitConverter.ToUInt32(Read(address, 4));

        public void Write(uint address, byte[] bytes) =>
            Do(FormattableString.Invariant($"M{address:x},{bytes.Length:x}:{Convert.ToHexStringLower(bytes)}"));

        /// <summary>Lets the board run up to an address.</summary>
        public void RunTo(uint address)
        {
            var place = FormattableString.Invariant($"0,{address:x},2");
            Do("Z" + place);
            var stop = Ask("c");
            if (!stop.StartsWith("T05", StringComparison.Ordinal))
            {
                throw new IOException($"the stub stopped with '{stop}'");
            }

            Do("z" + place);
        }

        public void SetProgramCounter(uint address) =>
            Do($"Pf={Convert.ToHexStringLower(BitConverter.GetBytes(address))}");

        public void Monitor(string command) =>
            Do("qRcmd," + Convert.ToHexStringLower(Encoding.ASCII.GetBytes(command)));

        // Detaching lets the board go on.
        public void Dispose()
        {
            _ = Ask("D");
            _stream.Dispose();
        }

        private void Do(string request)
        {
            if (Ask(request) is not "OK" and var answer)
            {
                throw new IOException($"the stub answered '{answer}' to '{request}'");
            }
        }

        // $text#checksum, each side acknowledging with '+'.
        private string Ask(string request)
        {
            var sum = request.Aggregate(0, (total, character) => (total + character) & 0xFF);
            _stream.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"${request}#{sum:x2}")));
            var answer = new StringBuilder();
            while (Next() != '$')
            {
            }

            for (var next = Next(); next != '#'; next = Next())
            {
                answer.Append(next);
            }

            _stream.ReadExactly(new byte[2]);
            _stream.WriteByte((byte)'+');
            return answer.ToString();
        }

        private char Next() => _stream.ReadByte() is >= 0 and var next ? (char)next : throw new EndOfStreamException();
    }
}
