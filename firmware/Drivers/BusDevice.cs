// SPDX-License-Identifier: MIT
// What every device on a shared bus does alike: it takes the bus, keeps it from Begin to End, and finds out when it lost it.
//
// Must hold: a segment of a transaction that lost the bus never goes out as something of its own; a device that has not the bus is
// not selected.

using System;
using System.Runtime.CompilerServices;
using Wardstone.Runtime;

namespace Wardstone.Drivers
{
    /// <summary>A device on a bus. It has one client; another one is to call <see cref="GiveUp"/> first.</summary>
    public abstract class BusDevice : CharDevice, IBusDevice
    {
        private readonly Bus _bus;
        private bool _hasBegun;

        protected BusDevice(Bus bus)
        {
            _bus = bus;
            Statistics = bus.Statistics;
        }

        /// <summary>Those of the whole bus.</summary>
        protected BusStatistics Statistics { get; }

        /// <inheritdoc/>
        /// <remarks>A Transfer one way, as is Write.</remarks>
        public override IoStatus Read(SpanByte buffer, int timeoutMs, out int count) =>
            Transfer(SpanByte.Empty, buffer, timeoutMs, out count);

        /// <inheritdoc/>
        public override IoStatus Write(SpanByte data, int timeoutMs) => Transfer(data, SpanByte.Empty, timeoutMs, out _);

        /// <inheritdoc/>
        /// <remarks>A Begin without an End ends what was begun before.</remarks>
        public virtual IoStatus Begin()
        {
            GiveUp();
            if (!_bus.IsFree())
            {
                return IoStatus.Busy;
            }

            Statistics.Transactions++;
            _bus.Take(this);
            _hasBegun = true;
            Select();
            return IoStatus.Ok;
        }

        /// <inheritdoc/>
        public virtual IoStatus Exchange(SpanByte write, SpanByte read) => IoStatus.NotSupported;

        /// <inheritdoc/>
        public IoStatus End()
        {
            bool isHeld = _hasBegun && _bus.IsHeldBy(this);
            GiveUp();
            return isHeld ? IoStatus.Ok : IoStatus.Interrupted;
        }

        /// <summary>Ends what was begun, whatever became of it, and forgets it: the client is another one now.</summary>
        public void GiveUp()
        {
            if (_bus.IsHeldBy(this))
            {
                Deselect();
                _bus.Release();
            }

            _hasBegun = false;
        }

        /// <summary>The bus goes to another device. This one's client learns it by its next call.</summary>
        internal void Lose() => Deselect();

        /// <summary>Whether calls are segments of a transaction, and not each one of its own.</summary>
        protected bool HasBegun => _hasBegun;

        /// <summary>To be asked before a segment goes out.</summary>
        /// <returns>Ok; Busy; Interrupted if the transaction that it belongs to is over.</returns>
        [MethodImpl((MethodImplOptions)256)]
        protected IoStatus Enter()
        {
            if (_hasBegun)
            {
                return _bus.IsHeldBy(this) ? IoStatus.Ok : IoStatus.Interrupted;
            }

            if (!_bus.IsFree())
            {
                return IoStatus.Busy;
            }

            Statistics.Transactions++;
            return IoStatus.Ok;
        }

        /// <summary>The device has the bus: makes it listen. Nothing to do where each message says whom it is for.</summary>
        protected virtual void Select()
        {
        }

        /// <summary>The opposite. At any time.</summary>
        protected virtual void Deselect()
        {
        }
    }
}
