// SPDX-License-Identifier: MIT
// The USARTs of both families against the suites of every UART, and what only a UART with DMA can get wrong.

using Wardstone.Controllers;
using Wardstone.Stm32;
using Wardstone.Tests.Host.Aspeed;
using Wardstone.Tests.Host.Uarts;

namespace Wardstone.Tests.Host.Stm32;

public abstract class UsartContract : UartContract
{
    private readonly bool _isF7;
    private UsartModel _model;
    private Usart _usart;

    private protected UsartContract(bool isF7, UsartModel model, Usart usart)
        : base(model, usart) => (_isF7, _model, _usart) = (isF7, model, usart);

    // A byte arrives at any access of the handler, which runs because a part is full or because the line fell silent: the stream is not
    // there for some of these, and a damaged one is between two looks at the status.
    [Theory]
    [InlineData(16, false)]
    [InlineData(16, true)]
    [InlineData(10, false)]
    [InlineData(10, true)]
    public void ByteMayArriveAtEveryAccess(int before, bool isDamaged)
    {
        for (var step = 0; ; step++)
        {
            var cutOff = new CutOff();
            _model = new UsartModel(_isF7) { AsksOnce = _model.AsksOnce };
            _usart = Create(_isF7, _model, cutOff);
            Pass(1000);
            ((IUartModel)_model).Plan(0, Bytes(before));
            var received = new List<byte>();
            var arrived = cutOff.ArriveAtAccess(step, () => _model.Arrive((byte)before, isDamaged), () => Pass(2000));
            Take(received);
            Pass(1000);
            _model.Arrive((byte)(before + 1));
            Take(received);
            if (!arrived)
            {
                Assert.InRange(step, 8, 200);
                return;
            }

            Assert.Equal(isDamaged ? 1 : 0, _usart.Losses);
            Assert.Equal(before + 1, received[^1]);
            Assert.Equal(Bytes(received.Count - 1), received.Take(received.Count - 1));
            Assert.True(isDamaged ? received.Count <= before + 1 : received.Count == before + 2, $"{received.Count} bytes");
        }
    }

    // The worst that the receiver takes without a loss: the next byte is complete 87 us after the last one of a part.
    [Fact]
    public void HandlerMayBeLateByAByte()
    {
        _model.LatencyUs = 85;
        ((IUartModel)_model).Plan(0, Bytes(250));
        Assert.Equal(Bytes(250), ReadAll(30));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public void HandlerThatIsLaterLosesNothingInSilence(int latencyUs)
    {
        _model.LatencyUs = latencyUs;
        NoByteIsLostInSilence();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(600)]
    public void DamagedByteIsNeverRead(int latencyUs)
    {
        _model.LatencyUs = latencyUs;
        for (byte i = 0; i < 10; i++)
        {
            _model.Arrive(i, isDamaged: i == 5);
            Pass(IUartModel.ByteUs);
        }

        var received = new List<byte>();
        Take(received);
        Assert.Equal(1, _usart.Losses);
        Assert.Equal(Bytes(received.Count), received);
        Assert.InRange(received.Count, _isF7 ? 5 : 0, 5);
        Pass(1000);
        ((IUartModel)_model).Plan(0, Bytes(3));
        Assert.Equal(Bytes(3), ReadAll(10));
    }

    [Fact]
    public void BrokenTransferIsALoss()
    {
        _model.Dma.FailAfter[UsartModel.ReceiveStream] = 5;
        ((IUartModel)_model).Plan(0, Bytes(6));
        var received = new List<byte>();
        Take(received);
        Assert.Equal(Bytes(received.Count), received);
        Assert.Equal(1, _usart.Losses);
        ((IUartModel)_model).Plan(0, Bytes(40));
        Assert.Equal(Bytes(40), ReadAll(10));
    }

    [Fact]
    public void BrokenSendingGoesOnWithTheRest()
    {
        _model.Dma.FailAfter[UsartModel.SendStream] = 5;
        SendsEveryByteInOrder(30);
    }

    // Until the line is silent, over losses.
    private void Take(List<byte> received)
    {
        var buffer = new byte[20];
        while (_usart.Read(buffer, 5, out var count) != UartOutcome.Timeout)
        {
            received.AddRange(buffer.AsSpan(0, count));
        }
    }

    internal static Usart Create(bool isF7, UsartModel model, CutOff? cutOff = null)
    {
        var registers = cutOff?.Of(model) ?? new Registers(model);
        var controller = cutOff?.Of(model.Dma) ?? new Registers(model.Dma);
        var receive = Stream(UsartModel.ReceiveStream);
        var send = Stream(UsartModel.SendStream);
        return isF7
            ? new UsartF7(registers, UsartModel.Block, model.Interrupt, receive, send, UsartModel.ClockHz, 115_200, RingSize, RingSize)
            : new UsartF4(registers, UsartModel.Block, model.Interrupt, receive, send, UsartModel.ClockHz, 115_200, RingSize, RingSize);

        DmaStream Stream(int number) => new(controller, number, UsartModel.Channel, model.Dma.Interrupt[number]);
    }

    private protected static UsartModel Model(bool isF7, bool asksOnce) => new(isF7) { AsksOnce = asksOnce };
}

public class UsartF4Tests : UsartContract
{
    public UsartF4Tests()
        : this(Model(isF7: false, asksOnce: false))
    {
    }

    private UsartF4Tests(UsartModel model)
        : base(isF7: false, model, Create(isF7: false, model))
    {
    }
}

public class UsartF7Tests : UsartContract
{
    public UsartF7Tests()
        : this(Model(isF7: true, asksOnce: false))
    {
    }

    private UsartF7Tests(UsartModel model)
        : base(isF7: true, model, Create(isF7: true, model))
    {
    }
}

/// <summary>With requests as those of Renode's models.</summary>
public class UsartF4RenodeTests : UsartContract
{
    public UsartF4RenodeTests()
        : this(Model(isF7: false, asksOnce: true))
    {
    }

    private UsartF4RenodeTests(UsartModel model)
        : base(isF7: false, model, Create(isF7: false, model))
    {
    }
}

/// <inheritdoc/>
public class UsartF7RenodeTests : UsartContract
{
    public UsartF7RenodeTests()
        : this(Model(isF7: true, asksOnce: true))
    {
    }

    private UsartF7RenodeTests(UsartModel model)
        : base(isF7: true, model, Create(isF7: true, model))
    {
    }
}

public class UsartF4SecondOwnerTests : UartContract
{
    public UsartF4SecondOwnerTests()
        : this(new UsartModel(isF7: false), new CutOff())
    {
    }

    private UsartF4SecondOwnerTests(UsartModel model, CutOff cutOff)
        : base(model, CutOffInTheMiddle(model, cutOff, UsartContract.Create(isF7: false, model, cutOff)))
    {
    }
}

public class UsartF7SecondOwnerTests : UartContract
{
    public UsartF7SecondOwnerTests()
        : this(new UsartModel(isF7: true), new CutOff())
    {
    }

    private UsartF7SecondOwnerTests(UsartModel model, CutOff cutOff)
        : base(model, CutOffInTheMiddle(model, cutOff, UsartContract.Create(isF7: true, model, cutOff)))
    {
    }
}

public class UsartF4OwnerTests : UartOwnerContract
{
    private protected override (IUartModel Model, UartController Uart) New(CutOff cutOff)
    {
        var model = new UsartModel(isF7: false);
        return (model, UsartContract.Create(isF7: false, model, cutOff));
    }
}

public class UsartF7OwnerTests : UartOwnerContract
{
    private protected override (IUartModel Model, UartController Uart) New(CutOff cutOff)
    {
        var model = new UsartModel(isF7: true);
        return (model, UsartContract.Create(isF7: true, model, cutOff));
    }
}
