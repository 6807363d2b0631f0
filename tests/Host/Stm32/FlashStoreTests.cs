// SPDX-License-Identifier: MIT
// The store in the internal flash: whatever access its writer dies at, and whatever operation power is lost in, the value is the old one or
// the new one.

using Wardstone.Controllers;
using Wardstone.Stm32;
using Wardstone.Tests.Host.Aspeed;

namespace Wardstone.Tests.Host.Stm32;

public class FlashStoreTests
{
    private readonly FlashModel _model = new();
    private readonly CutOff _cutOff = new();

    [Fact]
    public void EmptyFlashHasNoRecord()
    {
        Assert.Null(Read(Open(2)));
        Array.Fill(_model.Sectors[0].Words, 0x12345678u); // another program's
        Assert.Null(Read(Open(2)));
        Append(Open(2), 1, 5);
        Assert.Equal(Record(1, 5), Read(Open(2)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void NewestRecordIsReadAlsoAfterAReset(int sectors)
    {
        var store = Open(sectors);
        for (var i = 0; i < 100; i++)
        {
            Append(store, i, i % 41);
            Assert.Equal(Record(i, i % 41), Read(store));
            Assert.Equal(Record(i, i % 41), Read(Open(sectors)));
            Assert.True(_model.IsLocked);
        }

        Assert.InRange(_model.Erases, 10, 30);
    }

    [Fact]
    public void RecordOfEveryLengthFitsUpToTheMost()
    {
        var store = Open(2);
        for (var length = 0; length <= store.MostBytes; length++)
        {
            Append(store, length, length);
            Assert.Equal(Record(length, length), Read(Open(2)));
        }

        Assert.Equal(FlashModel.SectorSize - 16, store.MostBytes);
        Assert.Equal(FlashOutcome.TooLong, store.Append(new byte[store.MostBytes + 1]));
        Assert.False(store.TryRead(new byte[store.MostBytes - 1], out var there));
        Assert.Equal(store.MostBytes, there);
    }

    // 40 records of 20 bytes are several rounds of both sectors.
    [Fact]
    public void WriterMayDieAtEveryAccess()
    {
        var last = 0;
        for (var step = 0; step < 2000; step += 3)
        {
            var next = last + 1;
            var store = Open(2);
            var died = _cutOff.AtAccess(step % 160, () => Append(store, next, 20));
            last = AssertOneOf(last, next, died ? store : Open(2));
        }

        Assert.InRange(_model.Erases, 20, 400);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void PowerMayBeLostInEveryOperation(int sectors)
    {
        var last = 0;
        var lost = 0;
        for (var round = 0; round < 600; round++)
        {
            var store = Open(sectors);
            _model.TearAt = round % 13;
            try
            {
                _ = store.Append(Record(last + 1, 20));
            }
            catch (CutOffException)
            {
            }

            _model.Reset();
            if (sectors == 1 && Read(Open(1)) is null)
            {
                lost++;
                last = 0;
                Append(Open(1), 0, 20);
            }
            else
            {
                last = AssertOneOf(last, last + 1, Open(sectors));
            }
        }

        Assert.InRange(_model.Erases, 20, 500);
        Assert.InRange(lost, sectors == 1 ? 1 : 0, sectors == 1 ? 200 : 0);
    }

    [Fact]
    public void RecordThatChangedIsNone()
    {
        var store = Open(2);
        Append(store, 1, 20);
        Append(store, 2, 20);
        foreach (var word in Enumerable.Range(9, 8))
        {
            _model.Sectors[0].Words[word] ^= 0x100;
            Assert.Equal(Record(1, 20), Read(Open(2)));
            _model.Sectors[0].Words[word] ^= 0x100;
        }

        Assert.Equal(Record(2, 20), Read(Open(2)));
    }

    [Fact]
    public void ProtectedFlashIsNamedAndTheValueStays()
    {
        var store = Open(2);
        Append(store, 1, 20);
        _model.IsProtected = true;
        Assert.Equal(FlashOutcome.Protected, store.Append(Record(2, 20)));
        Assert.Equal(FlashOutcome.Protected, store.Append(Record(2, 200)));
        Assert.Equal(Record(1, 20), Read(store));
        _model.IsProtected = false;
        Append(store, 3, 20);
        Assert.Equal(Record(3, 20), Read(store));
    }

    [Fact]
    public void SectorThatIsNotBlankAfterItsEraseIsNotUsed()
    {
        var store = Open(2);
        Append(store, 1, 20);
        Array.Fill(_model.Sectors[1].Words, 7u);
        _model.ErasesElsewhere = true;
        Assert.Equal(FlashOutcome.Failed, store.Append(Record(2, 220)));
        Assert.Equal(Record(1, 20), Read(Open(2)));
    }

    [Fact]
    public void InterfaceThatDoesNotEndIsGivenUp()
    {
        var store = Open(2);
        Append(store, 1, 20);
        _model.IsStuck = true;
        Assert.Equal(FlashOutcome.Timeout, store.Append(Record(2, 20)));
        _model.IsStuck = false;
        Assert.Equal(Record(1, 20), Read(store));
    }

    private FlashStore Open(int sectors)
    {
        _model.Reset();
        var flash = new Flash(_cutOff.Of(_model), hasDataCache: true) { EraseBound = 10_000 };
        return new FlashStore(flash, [.. Enumerable.Range(0, sectors).Select(i =>
            new FlashArea(_cutOff.Of(_model.Sectors[i]), FlashModel.FirstSector + i, FlashModel.SectorSize))]);
    }

    // The next one works, whatever the one before left.
    private static int AssertOneOf(int last, int next, FlashStore store)
    {
        var found = Read(store);
        var number = found is null ? 0 : found[0];
        Assert.Contains(number, new[] { last & 0xFF, next & 0xFF });
        if (found is not null)
        {
            Assert.Equal(Record(number, 20), found);
        }

        Append(store, next + 1, 20);
        Assert.Equal(Record(next + 1, 20), Read(store));
        return next + 1;
    }

    private static void Append(FlashStore store, int number, int length) =>
        Assert.Equal(FlashOutcome.Done, store.Append(Record(number, length)));

    private static byte[] Record(int number, int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(number + (i * 7)))];

    private static byte[]? Read(FlashStore store)
    {
        var buffer = new byte[FlashModel.SectorSize];
        return store.TryRead(buffer, out var length) ? buffer[..length] : null;
    }
}
