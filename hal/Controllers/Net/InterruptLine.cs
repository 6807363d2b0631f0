// SPDX-License-Identifier: MIT
namespace Wardstone.Controllers
{
    /// <summary>A peripheral's line to the interrupt controller.</summary>
    public sealed class InterruptLine
    {
        private IInterruptHandler _handler;
        private bool _isEnabled;
        private int _unserved;

        /// <summary>The most interrupts that there were without a thread taking or giving something: on the board too many are a
        /// storm.</summary>
        public int MostUnserved { get; private set; }

        /// <summary>Routes the line to <paramref name="handler"/> and enables it.</summary>
        public void Connect(IInterruptHandler handler)
        {
            _handler = handler;
            _unserved = 0;
            _isEnabled = true;
        }

        /// <summary>Disables the line.</summary>
        public void Disconnect() => _isEnabled = false;

        /// <summary>Makes the handler run as if the device had asked.</summary>
        public void Pend()
        {
            if (_isEnabled)
            {
                _unserved++;
                MostUnserved = _unserved > MostUnserved ? _unserved : MostUnserved;
                _handler.HandleInterrupt();
            }
        }

        /// <summary>A thread has taken what interrupts brought, or given them something to do.</summary>
        public void Served() => _unserved = 0;
    }
}
