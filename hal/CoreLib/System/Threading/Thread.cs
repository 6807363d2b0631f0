// SPDX-License-Identifier: MIT
// Threads as programs make them, outside of components: those get theirs from Init.

using Wardstone.Kernel;

namespace System.Threading
{
    public delegate void ThreadStart();

    public enum ThreadPriority
    {
        Lowest = 0,
        BelowNormal = 1,
        Normal = 2,
        AboveNormal = 3,
        Highest = 4,
    }

    public static class Timeout
    {
        public const int Infinite = -1;
    }

    /// <summary>A thread, on the system heap, with a stack of 4 KiB.</summary>
    public sealed unsafe class Thread : IThreadEntry
    {
        private const int StackSize = 4096;
        private const int Depth = 4;
        private const int PriorityOfLowest = 1; // of the kernel's 0 to 7

        private readonly ThreadStart _start;
        private readonly ManualResetEvent _ended = new ManualResetEvent(false);
        private ThreadBlock* _block;
        private ThreadPriority _priority = ThreadPriority.Normal;

        /// <exception cref="ArgumentNullException"><paramref name="start"/> is null.</exception>
        public Thread(ThreadStart start) => _start = start ?? throw new ArgumentNullException();

        private Thread(ThreadBlock* block)
        {
            _block = block;
            _priority = (ThreadPriority)(block->Priority - PriorityOfLowest);
        }

        public static Thread CurrentThread
            => Threads.CurrentEntry as Thread ?? new Thread(ThreadBlock.Current);

        /// <summary>Whether it was started and has not ended.</summary>
        public bool IsAlive => _block != null && !_ended.WaitOne(0, false);

        public int ManagedThreadId => _block == null ? 0 : Threads.IndexOf(_block) + 1;

        public ThreadPriority Priority
        {
            get => _priority;
            set
            {
                _priority = value;
                if (_block != null)
                {
                    _block->Priority = (int)value + PriorityOfLowest;
                    Scheduler.Poke();
                }
            }
        }

        /// <exception cref="InvalidOperationException">It was started before.</exception>
        /// <exception cref="NotSupportedException">The caller is inside a component.</exception>
        /// <exception cref="OutOfMemoryException">There is no room for another stack.</exception>
        public void Start()
        {
            if (_block != null)
            {
                throw new InvalidOperationException();
            }

            if (ThreadBlock.Current->IsInDomain)
            {
                throw new NotSupportedException();
            }

            _block = Threads.Start(this, (int)_priority + PriorityOfLowest, StackSize, Depth);
            if (_block == null)
            {
                throw new OutOfMemoryException();
            }
        }

        /// <summary>Waits until it has ended.</summary>
        public void Join() => _ended.WaitOne();

        /// <inheritdoc cref="Join()"/>
        /// <returns>false when the time was up.</returns>
        public bool Join(int millisecondsTimeout) => _ended.WaitOne(millisecondsTimeout, false);

        /// <inheritdoc cref="Join(int)"/>
        public bool Join(TimeSpan timeout) => Join((int)(timeout.Ticks / TimeSpan.TicksPerMillisecond));

        /// <summary>Sleeps at least <paramref name="millisecondsTimeout"/> milliseconds; 0 lets others of its priority go first.</summary>
        public static void Sleep(int millisecondsTimeout)
        {
            if (millisecondsTimeout < Timeout.Infinite)
            {
                throw new ArgumentOutOfRangeException();
            }

            if (millisecondsTimeout == 0)
            {
                Scheduler.Yield();
                return;
            }

            Clock.Sleep(millisecondsTimeout);
        }

        public static void Sleep(TimeSpan timeout) => Sleep((int)(timeout.Ticks / TimeSpan.TicksPerMillisecond));

        void IThreadEntry.Run()
        {
            _start();
            _ = _ended.Set();
        }
    }
}
