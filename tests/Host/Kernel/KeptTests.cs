// SPDX-License-Identifier: MIT
// What is kept over a reset, reset at every single store, and found in memory that holds noise.

using System.Text;
using Wardstone.Kernel;
using Wardstone.Runtime;

namespace Wardstone.Tests.Host.Kernel;

public class KeptTests
{
    private readonly Random _random = new(3);

    public KeptTests()
    {
        _random.NextBytes(KeptMemory.Bytes);
        KeptMemory.StoresUntilReset = -1;
        BootRecord.Open();
    }

    [Fact]
    public void NoiseIsNothing()
    {
        for (var round = 0; round < 100; round++)
        {
            _random.NextBytes(KeptMemory.Bytes);
            BootRecord.Open();
            Assert.Equal(ResetReason.PowerOn, BootRecord.LastReset);
            Assert.Equal(1u, BootRecord.Number);
            Assert.Equal(0, LogRing.Length);
            Assert.Equal(0, FaultStore.Count);
        }
    }

    [Fact]
    public void BootsAreCountedAndTheirEndsAreNamed()
    {
        foreach (var reason in new[] { ResetReason.Requested, ResetReason.Watchdog, ResetReason.Fault, ResetReason.External })
        {
            var number = BootRecord.Number;
            BootRecord.Expect(reason);
            BootRecord.Open();
            Assert.Equal(number + 1, BootRecord.Number);
            Assert.Equal(reason, BootRecord.LastReset);
        }

        BootRecord.Open();
        Assert.Equal(ResetReason.External, BootRecord.LastReset);
    }

    // What was expected; whether the chip knows of a reset, and whether of the watchdog's; what it was.
    [Theory]
    [InlineData(ResetReason.Watchdog, false, false, ResetReason.Watchdog)]
    [InlineData(ResetReason.Watchdog, true, true, ResetReason.Watchdog)]
    [InlineData(ResetReason.Watchdog, true, false, ResetReason.External)]
    [InlineData(ResetReason.External, true, true, ResetReason.Watchdog)]
    [InlineData(ResetReason.Requested, true, false, ResetReason.Requested)]
    [InlineData(ResetReason.Requested, false, false, ResetReason.Requested)]
    internal void ChipKnowsBestAboutItsWatchdog(ResetReason expected, bool isKnown, bool isWatchdog, ResetReason reason)
    {
        BootRecord.Open();
        BootRecord.Expect(expected);
        BootRecord.Open();
        BootRecord.Learn(isKnown, isWatchdog);
        Assert.Equal(reason, BootRecord.LastReset);
        var words = new uint[FaultStore.Words];
        Assert.Equal(reason == ResetReason.Watchdog, FaultStore.TryRead(0, words));
        if (reason == ResetReason.Watchdog)
        {
            Assert.Equal((uint)FaultCause.Watchdog, words[FaultStore.Cause]);
            Assert.Equal(2u, words[FaultStore.Boot]);
        }
    }

    [Fact]
    public void PowerOnIsNobodysFault()
    {
        BootRecord.Learn(isKnown: true, isWatchdog: false);
        Assert.Equal(ResetReason.PowerOn, BootRecord.LastReset);
        Assert.Equal(0, FaultStore.Count);
    }

    [Fact]
    public void FirstBootMayBeResetAtEveryStore()
    {
        for (var stores = 0; IsCutOff(stores, BootRecord.Open); stores++)
        {
            BootRecord.Open();
            Assert.Equal(0, LogRing.Length);
            Assert.Equal(0, FaultStore.Count);
            _random.NextBytes(KeptMemory.Bytes);
        }

        Assert.Equal(1u, BootRecord.Number);
    }

    [Fact]
    public void LaterBootMayBeResetAtEveryStoreAndNothingIsLost()
    {
        Write("kept");
        Record("i2c", 1);
        var stores = 0;
        for (; IsCutOff(stores, BootRecord.Open); stores++)
        {
            var number = BootRecord.Number;
            BootRecord.Open();
            Assert.Equal(number + 1, BootRecord.Number);
            Assert.Equal("kept", Log());
            Assert.Equal(["i2c 1"], Faults());
        }

        Assert.InRange(stores, 3, 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(LogRing.Capacity - 2)]
    [InlineData(LogRing.Capacity)]
    [InlineData((2 * KeptLayout.LogSize) - 2)]
    public void LogMayBeResetAtEveryStore(int before)
    {
        var text = new string([.. Enumerable.Range(0, before).Select(i => (char)('a' + (i % 23)))]);
        const string Line = "12345";
        for (var stores = 0; ; stores++)
        {
            LogRing.Clear();
            Write(text);
            var wasCutOff = IsCutOff(stores, () => Write(Line));
            BootRecord.Open();
            Assert.Contains(Log(), Enumerable.Range(0, Line.Length + 1).Select(i => Newest(text + Line[..i])));
            Write("next");
            Assert.EndsWith("next", Log(), StringComparison.Ordinal);
            if (!wasCutOff)
            {
                Assert.Equal(Newest(text + Line + "next"), Log());
                return;
            }
        }
    }

    [Fact]
    public void LogKeepsTheNewest()
    {
        var all = "";
        for (var i = 0; i < 2000; i++)
        {
            var line = new string((char)('A' + (i % 26)), _random.Next(30));
            all += line;
            Write(line);
            Assert.Equal(Newest(all), Log());
        }

        var part = new byte[10];
        Assert.Equal(0, LogRing.Read(LogRing.Capacity, part));
        Assert.Equal(0, LogRing.Read(-1, part));
        Assert.Equal(3, LogRing.Read(LogRing.Capacity - 3, part));
        Assert.Equal(all[^3..], Encoding.ASCII.GetString(part, 0, 3));
    }

    [Fact]
    public void WriterThatIsKilledAtEveryStoreLeavesALogThatGoesOn()
    {
        for (var stores = 0; IsCutOff(stores, () => Write("abc")); stores++)
        {
            // No reset: the next writer finds it as it is, and is reset itself.
            for (var more = 0; IsCutOff(more, () => Write("d")); more++)
            {
            }

            var log = Log();
            BootRecord.Open();
            Assert.Equal(log, Log());
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(20)]
    public void FaultMayBeResetAtEveryStore(int before)
    {
        for (var stores = 0; ; stores++)
        {
            FaultStore.Clear();
            Enumerable.Range(1, before).ToList().ForEach(i => Record("old", i));
            var wasCutOff = IsCutOff(stores, () => Record("new", 99));
            BootRecord.Open();
            var kept = Enumerable.Range(1, before).Select(i => $"old {i}").ToList();
            var least = kept.TakeLast(7).ToList();
            var faults = Faults();
            var possible = new[] { kept.TakeLast(8), least, least.Append("new 99") };
            Assert.Contains(string.Join(',', faults), possible.Select(list => string.Join(',', list)));
            Record("next", 1);
            Assert.Equal("next 1", Faults()[^1]);
            if (!wasCutOff)
            {
                Assert.Equal("new 99", faults[^1]);
                return;
            }
        }
    }

    [Fact]
    public void AnyChangedBitOfARecordMakesItNone()
    {
        Record("tpm", 5);
        for (var bit = 0; bit < KeptLayout.FaultSize * 8; bit++)
        {
            KeptMemory.Bytes[KeptLayout.Faults + KeptLayout.FaultSize + (bit / 8)] ^= (byte)(1 << (bit % 8));
            Assert.Equal(0, FaultStore.Count);
            Assert.False(FaultStore.TryRead(0, new uint[FaultStore.Words]));
            KeptMemory.Bytes[KeptLayout.Faults + KeptLayout.FaultSize + (bit / 8)] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(1, FaultStore.Count);
    }

    [Fact]
    public void RecordHoldsWhatItWasGiven()
    {
        BootRecord.Open();
        FaultStore.Begin("a name of more than twenty-four characters", 6, 12345);
        FaultStore.Set(FaultStore.Status, 0x82);
        FaultStore.Set(FaultStore.Registers + 15, 0xABCD);
        Enumerable.Range(0, 20).ToList().ForEach(i => FaultStore.AddFrame(0x1000u + (uint)i));
        FaultStore.Commit();
        var words = new uint[FaultStore.Words];
        Assert.True(FaultStore.TryRead(0, words));
        Assert.Equal("a name of more than twen", Name(words));
        Assert.Equal([1, 2, 6, 12345, 0x82], words[1..6]);
        Assert.Equal(0xABCDu, words[FaultStore.Registers + 15]);
        Assert.Equal(16u, words[FaultStore.FrameCount]);
        Assert.Equal(0x100Fu, words[FaultStore.Frames + 15]);
        Assert.Equal(0xB1D00007, words[FaultStore.BuildId + 7]);
    }

    // Whether there was such a store.
    private static bool IsCutOff(int stores, Action act)
    {
        KeptMemory.StoresUntilReset = stores;
        try
        {
            act();
            return false;
        }
        catch (ResetException)
        {
            return true;
        }
        finally
        {
            KeptMemory.StoresUntilReset = -1;
        }
    }

    private static void Write(string text) => LogRing.Write(Encoding.ASCII.GetBytes(text));

    private static string Log()
    {
        var text = new byte[LogRing.Length];
        Assert.Equal(text.Length, LogRing.Read(0, text));
        return Encoding.ASCII.GetString(text);
    }

    private static string Newest(string text) => text.Length > LogRing.Capacity ? text[^LogRing.Capacity..] : text;

    private static void Record(string component, int uptimeMs)
    {
        FaultStore.Begin(component, 6, (uint)uptimeMs);
        FaultStore.AddFrame(0x1000);
        FaultStore.Commit();
    }

    private static List<string> Faults()
    {
        var faults = new List<string>();
        var words = new uint[FaultStore.Words];
        while (FaultStore.TryRead(faults.Count, words))
        {
            faults.Add($"{Name(words)} {words[FaultStore.UptimeMs]}");
        }

        Assert.Equal(faults.Count, FaultStore.Count);
        return faults;
    }

    private static string Name(uint[] words)
    {
        var bytes = words.Skip(FaultStore.Component).Take(FaultStore.ComponentSize / 4).SelectMany(BitConverter.GetBytes).ToArray();
        return Encoding.ASCII.GetString(bytes).TrimEnd('\0');
    }
}
