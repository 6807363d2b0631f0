// SPDX-License-Identifier: MIT
using System.Threading;

namespace Wardstone.Runtime
{
    /// <summary>A thread of the plain kernel, and the domains that it is inside of.</summary>
    internal sealed class PlainThread
    {
        private const int MaxDepth = 80;

        private readonly PlainKernel _kernel;
        private readonly IThreadBody _body;
        private readonly string _name;
        private readonly int _priority;
        private readonly int _stack;
        private readonly PlainDomain[] _inside = new PlainDomain[MaxDepth];
        private int _depth;

        public PlainThread(PlainKernel kernel, IThreadBody body, string name, int priority, int stack)
        {
            _kernel = kernel;
            _body = body;
            _name = name;
            _priority = priority;
            _stack = stack;
        }

        /// <summary>What System.Threading knows it by; null before it runs. Kept here, because nanoFramework makes a new one if nobody
        /// keeps it, whose number is 0 as the main thread's is.</summary>
        public Thread Own { get; set; }

        public void Run()
        {
            Own = Thread.CurrentThread;
            try
            {
                _kernel.CheckStopped();
                _body.Run();
            }
            catch (KernelStoppedException)
            {
                // This is how it is to end.
            }
        }

        /// <param name="domain">null for the system domain, which never ends.</param>
        public void Push(PlainDomain domain)
        {
            _inside[_depth] = domain;
            _depth++;
        }

        public void Pop()
        {
            _depth--;
            _inside[_depth] = null;
        }

        /// <summary>Goes no further in a domain that was ended meanwhile.</summary>
        public void Check()
        {
            _kernel.CheckStopped();
            if (_depth > 0 && _inside[_depth - 1] != null && _inside[_depth - 1].IsToEnd)
            {
                throw new DomainEndedException();
            }
        }

        public void Read(ThreadFigures figures)
        {
            figures.Name = _name;
            figures.Priority = _priority;
            figures.Stack = _stack;
            figures.StackPeak = 0;
        }
    }
}
