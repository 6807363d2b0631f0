// SPDX-License-Identifier: MIT
// What the models use of Renode, declared anew with just enough behind it for a test without Renode. It says nothing about how Renode does
// it.

using System;
using System.Collections.Generic;
using Antmicro.Renode.Core.Structure;
using Antmicro.Renode.Peripherals;
using Antmicro.Renode.Peripherals.Bus;
using Antmicro.Renode.Peripherals.CPU;
using Antmicro.Renode.Time;

namespace Antmicro.Renode.Core
{
    public interface IMachine
    {
        IBusController SystemBus { get; }

        TimeStamp ElapsedVirtualTime { get; }

        void ScheduleAction(TimeInterval delay, Action<TimeInterval> action, string name = null);
    }

    public interface IGPIOReceiver : IPeripheral
    {
        void OnGPIO(int number, bool value);
    }

    public sealed class GPIO
    {
        private readonly List<(IGPIOReceiver Receiver, int Number)> _targets = new();

        public bool IsSet { get; private set; }

        public void Set(bool value)
        {
            if (IsSet != value)
            {
                IsSet = value;
                _targets.ForEach(target => target.Receiver.OnGPIO(target.Number, value));
            }
        }

        // Tells the level at once, whether anybody drives it or not.
        public void Connect(IGPIOReceiver destination, int destinationNumber)
        {
            _targets.Add((destination, destinationNumber));
            destination.OnGPIO(destinationNumber, IsSet);
        }
    }
}

namespace Antmicro.Renode.Core.Structure
{
    public sealed class NullRegistrationPoint
    {
        public static NullRegistrationPoint Instance { get; } = new();
    }

    public abstract class NullRegistrationPointPeripheralContainer<TPeripheral> : IPeripheral
        where TPeripheral : class, IPeripheral
    {
        protected NullRegistrationPointPeripheralContainer(IMachine machine) => Machine = machine;

        protected IMachine Machine { get; }

        protected TPeripheral RegisteredPeripheral { get; private set; }

        public virtual void Register(TPeripheral peripheral, NullRegistrationPoint registrationPoint) => RegisteredPeripheral = peripheral;

        public abstract void Reset();
    }
}

namespace Antmicro.Renode.Exceptions
{
    public class RecoverableException : Exception
    {
        public RecoverableException(string message)
            : base(message)
        {
        }
    }
}

namespace Antmicro.Renode.Time
{
    public readonly struct TimeInterval
    {
        private TimeInterval(ulong microseconds) => TotalMicroseconds = microseconds;

        public double TotalMicroseconds { get; }

        public static TimeInterval FromMicroseconds(ulong v) => new(v);

        public static TimeInterval FromMilliseconds(ulong v) => new(v * 1000);
    }

    public readonly struct TimeStamp
    {
        public TimeStamp(TimeInterval timeElapsed) => TimeElapsed = timeElapsed;

        public TimeInterval TimeElapsed { get; }
    }
}

namespace Antmicro.Renode.Peripherals
{
    public interface IPeripheral
    {
        void Reset();
    }
}

namespace Antmicro.Renode.Peripherals.Bus
{
    public interface IBusController
    {
        bool TryGetCurrentCPU(out ICPU cpu);
    }
}

namespace Antmicro.Renode.Peripherals.CPU
{
    public interface ICPU
    {
        void SyncTime();
    }
}

namespace Antmicro.Renode.Peripherals.SPI
{
    public interface ISPIPeripheral : IPeripheral
    {
        byte Transmit(byte data);

        void FinishTransmission();
    }
}

namespace Antmicro.Renode.Peripherals.I2C
{
    public interface II2CPeripheral : IPeripheral
    {
        void Write(byte[] data);

        byte[] Read(int count = 1);

        void FinishTransmission();
    }
}
