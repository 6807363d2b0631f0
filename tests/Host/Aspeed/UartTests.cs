// SPDX-License-Identifier: MIT
using Wardstone.Aspeed;
using Wardstone.Controllers;
using Wardstone.Tests.Host.Uarts;

namespace Wardstone.Tests.Host.Aspeed;

public class UartTests : UartContract
{
    public UartTests()
        : this(new UartModel())
    {
    }

    private UartTests(UartModel model)
        : base(model, Create(new Registers(model), model))
    {
    }

    internal static Uart Create(Registers registers, UartModel model) =>
        new(registers, model.Interrupt, UartModel.ClockHz, 115_200, RingSize, RingSize);

    /// <summary>The whole suite once more, for the second owner of a UART.</summary>
    public class SecondOwner : UartContract
    {
        public SecondOwner()
            : this(new UartModel(), new CutOff())
        {
        }

        private SecondOwner(UartModel model, CutOff cutOff)
            : base(model, CutOffInTheMiddle(model, cutOff, Create(cutOff.Of(model), model)))
        {
        }
    }
}

public class UartOwnerTests : UartOwnerContract
{
    private protected override (IUartModel Model, UartController Uart) New(CutOff cutOff)
    {
        var model = new UartModel();
        return (model, UartTests.Create(cutOff.Of(model), model));
    }
}
