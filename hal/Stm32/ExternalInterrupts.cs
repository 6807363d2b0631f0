// SPDX-License-Identifier: MIT
// Interrupts of pins (EXTI and SYSCFG; RM0090 9.2 and 12, RM0410 7 and 11): line n is that of pin n of one port, and tells of falling
// edges. A line tells once and is masked: who serves the pin listens anew. So no pin, however noisy, causes more interrupts than a
// thread takes.

using Wardstone.Controllers;

namespace Wardstone.Stm32
{
    /// <summary>The sixteen lines that pins have.</summary>
    public sealed class ExternalInterrupts
    {
        private const int Mask = 0x00; // EXTI_IMR: 1 lets it through
        private const int Rising = 0x08; // EXTI_RTSR
        private const int Falling = 0x0C; // EXTI_FTSR
        private const int Pending = 0x14; // EXTI_PR, write 1 to clear
        private const int Selection = 0x08; // SYSCFG_EXTICR1 to 4: four bits a line, the port

        private const int Lines = 16;
        private const int None = -1;

        private readonly Registers _exti;
        private readonly Registers _system;
        private readonly int[] _pins = new int[Lines]; // whose a line is
        private readonly IInterruptHandler[] _handlers = new IInterruptHandler[Lines];
        private readonly bool[] _isRaised = new bool[Lines]; // a bit of one word would be lost when two threads raise
        private readonly Group[] _groups = new Group[Lines]; // by line; those of one interrupt are one

        /// <param name="exti">The controller.</param>
        /// <param name="system">SYSCFG, clocked.</param>
        /// <param name="interrupts">Of the lines 0, 1, 2, 3, 4, 5 to 9 and 10 to 15.</param>
        public ExternalInterrupts(Registers exti, Registers system, InterruptLine[] interrupts)
        {
            _exti = exti;
            _system = system;
            for (var line = 0; line < Lines; line++)
            {
                _pins[line] = None;
                var index = line < 5 ? line : line < 10 ? 5 : 6;
                _groups[line] = line is < 6 or 10 ? new Group(this, interrupts[index]) : _groups[line - 1];
                _groups[line].Lines |= 1u << line;
            }

            for (var line = 0; line < Lines; line++)
            {
                _groups[line].Connect();
            }
        }

        /// <summary>Has a handler called at the next falling edge.</summary>
        /// <returns>false if the line is another port's.</returns>
        public bool TryListen(int pin, IInterruptHandler handler)
        {
            var line = pin % Lines;
            if (_pins[line] != None && _pins[line] != pin)
            {
                return false;
            }

            var bit = 1u << line;
            _pins[line] = pin;
            _exti.Change(Mask, bit, 0);
            _handlers[line] = handler;
            _groups[line].Served();
            var shift = 4 * (line % 4);
            _system.Change(Selection + (line / 4 * 4), 0xFu << shift, (uint)(pin / Lines) << shift);
            _exti.Change(Rising, bit, 0);
            _exti.Change(Falling, bit, bit);
            _exti[Pending] = bit;
            _exti.Change(Mask, bit, bit);
            return true;
        }

        /// <summary>Calls the handler as an edge would.</summary>
        public void Raise(int pin)
        {
            _isRaised[pin % Lines] = true;
            _groups[pin % Lines].Pend();
        }

        /// <summary>The handler is not called any more, and another port's pin may have the line. For handlers too.</summary>
        public void Stop(int pin)
        {
            var line = pin % Lines;
            if (_pins[line] == pin)
            {
                _exti.Change(Mask, 1u << line, 0);
                _exti[Pending] = 1u << line;
                _handlers[line] = null;
                _pins[line] = None;
            }
        }

        private void Tell(uint lines)
        {
            var pending = _exti[Pending] & lines;
            _exti[Pending] = pending;
            for (var line = 0; line < Lines; line++)
            {
                var bit = 1u << line;
                if ((pending & bit) != 0 || ((lines & bit) != 0 && _isRaised[line]))
                {
                    _exti.Change(Mask, bit, 0);
                    _isRaised[line] = false;
                    var handler = _handlers[line];
                    _handlers[line] = null;
                    handler?.HandleInterrupt();
                }
            }
        }

        // The lines of one interrupt.
        private sealed class Group : IInterruptHandler
        {
            private readonly ExternalInterrupts _all;
            private readonly InterruptLine _interrupt;

            public Group(ExternalInterrupts all, InterruptLine interrupt)
            {
                _all = all;
                _interrupt = interrupt;
            }

            public uint Lines { get; set; }

            public void Connect() => _interrupt.Connect(this);

            public void Served() => _interrupt.Served();

            public void Pend() => _interrupt.Pend();

            public void HandleInterrupt() => _all.Tell(Lines);
        }
    }
}
