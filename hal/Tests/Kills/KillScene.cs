// SPDX-License-Identifier: MIT
// Three domains, outer, server and inner, each calling the next; this thread and a second one as clients; and the state that must hold
// whenever a call has come back.

using System;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Threading;
using Wardstone.Kernel;

namespace Wardstone.Tests.RuntimeImage
{
    internal sealed unsafe class KillScene
    {
        private const int Ram = 1792; // each call collects it
        private const int Argument = 5;

        private static KillScene s_scene;

        private readonly object _mutex = new object();
        private readonly TestDomain[] _domains = new TestDomain[3];
        private readonly TestPortal[] _portals = new TestPortal[3];
        private readonly TestPortal[] _othersPortals = new TestPortal[2];
        private readonly int _expected;
        private readonly Contender _contender;
        private readonly ThreadBlock* _other;
        private int _failures;

        private readonly int _special;

        /// <param name="hasContender">Whether there is a second client.</param>
        /// <param name="special">What the server does beside its usual calls (Special); 0 for nothing.</param>
        public KillScene(bool hasContender, int special)
        {
            _special = special;
            Special.Prepare();
            s_scene = this;
            _ = Threads.AddRecords(ThreadBlock.Current, 4);
            string[] names = { "inner", "server", "outer" };
            for (int i = 0; i < 3; i++)
            {
                _domains[i] = new TestDomain(names[i], Ram, 0, 1024);
                _portals[i] = new TestPortal(_domains[i], null);
                Open(i, false);
            }

            _expected = _portals[2].Call(Argument);
            for (int i = 0; i < 3; i++)
            {
                int count = (int)_domains[i].Block->Heap->Collections;
                Collections = count < Collections ? count : Collections;
            }

            for (int i = 0; i < 2; i++)
            {
                _othersPortals[i] = new TestPortal(_domains[i], _portals[i].Server);
            }

            _contender = new Contender(_othersPortals[1], _portals[1].Call(7));
            if (hasContender)
            {
                _other = Threads.Start(_contender, Threads.DefaultPriority, 3072, 4);
            }
        }

        public TestDomain Inner => _domains[0];

        public TestDomain Server => _domains[1];

        public TestDomain Outer => _domains[2];

        public Contender Contender => _contender;

        /// <summary>One call of the whole chain, in which <paramref name="victim"/> is to end after <paramref name="steps"/>.</summary>
        /// <returns>false if the call was over before that.</returns>
        public bool CallAndKill(TestDomain victim, int cause, int steps)
        {
            int generation = Outer.Generation;
            KillTimer.Arm(victim.Block, cause, steps);
            Special.IsOn = true;
            int result = Call(Outer, generation, &Serve, Argument);
            Special.IsOn = false;
            bool hasFired = KillTimer.Disarm();
            bool isExpected = result == _expected || (result < 0 && result >= TestPortal.Failed - 3);
            if (!isExpected || !IsSettled())
            {
                _failures++;
                Console.WriteLine("after " + steps + ": result " + result + " settled " + IsSettled() + ": NO");
            }

            for (int i = 0; i < 3; i++)
            {
                if (_domains[i].Generation == 0)
                {
                    Open(i, true);
                }
            }

            return hasFired;
        }

        /// <summary>A call that nobody disturbs.</summary>
        public bool Works() => _portals[2].Call(Argument) == _expected && IsSettled();

        /// <summary>How often a call of the chain collects each heap, at least.</summary>
        public int Collections { get; } = int.MaxValue;

        public bool IsFine => _failures == 0;

        /// <summary>Whether this thread is as it was before any call.</summary>
        private bool IsSettled()
        {
            ThreadBlock* thread = ThreadBlock.Current;
            bool isOutside = thread->Heap == Heap.System && thread->Portal == thread->FirstRecord - 1 && thread->Exceptions == null;
            bool isFree = thread->Holds == 0 && thread->IsLost == 0;
            isFree &= thread->WaitLock == null && thread->WaitFlag == null && !thread->IsTimed;
            bool isEmpty = true;
            for (int i = 0; i < 3; i++)
            {
                Lock* held = &_domains[i].Block->Lock;
                int waiters = (_other != null && _other->WaitLock == held ? 1 : 0) + (HeapVerifier.IsOn ? 1 : 0);
                isEmpty &= held->Owner != thread && (_other != null || held->Owner == null) && held->Waiters == waiters;
            }

            return isOutside && isFree && isEmpty && Scheduler.Alone == null;
        }

        private void Open(int index, bool rebindsOther)
        {
            TestDomain block = _domains[index];
            if (rebindsOther)
            {
                Domain.Start(block.Block);
            }

            DomainBase domain = TestPortal.Of(block);

            if (domain.Enter(block.Generation) != 0)
            {
                Console.WriteLine("not entered: NO");
                return;
            }

            IServer next = index == 0 ? null : _portals[index - 1];
            next = index == 1 && _special != 0 ? new Special(_special, _mutex, next) : next;
            IServer worker = new Worker(next, _mutex);
            Domains.Keep((nint)block.Block, worker);
            _portals[index].Rebind(worker);
            if (rebindsOther && index < 2)
            {
                _othersPortals[index].Rebind(worker);
            }

            domain.Leave();
        }

        private static int Serve(int argument) => s_scene._portals[2].Server.Call(argument);

        [RuntimeImport("*", "KillScene_Call")]
        [MethodImpl(MethodImplOptions.InternalCall)]
        private static extern int Call(TestDomain domain, int generation, delegate*<int, int> code, int argument);
    }
}
