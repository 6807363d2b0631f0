// SPDX-License-Identifier: MIT
// Finds the code behind an interface call that CortexM/dispatch.S did not find in its cache.

using System.Runtime;
using Internal.Runtime;
using Wardstone.CortexM;

namespace Wardstone.Kernel
{
    internal static unsafe class InterfaceDispatch
    {
        /// <param name="type">The receiver's type.</param>
        /// <param name="cell">The call site's.</param>
        /// <param name="entry">The place in the cache: its own forever, if it is free.</param>
        [RuntimeExport("InterfaceDispatch_Resolve")]
        private static void* Resolve(MethodTable* type, DispatchCell* cell, CacheEntry* entry)
        {
            void* code = Find(type, cell->Interface, cell->Slot);
            uint mask = Interrupts.Disable();
            if (entry->Type == null)
            {
                entry->Cell = cell;
                entry->Code = code;
                entry->Type = type;
            }

            Interrupts.Restore(mask);
            return code;
        }

        /// <summary>The code that a call of <paramref name="cell"/> on an object runs.</summary>
        public static void* Resolve(object target, void* cell)
            => Find(target._methodTable, ((DispatchCell*)cell)->Interface, ((DispatchCell*)cell)->Slot);

        private static void* Find(MethodTable* type, MethodTable* interfaceType, int slot)
        {
            for (MethodTable* candidate = type; candidate != null; candidate = candidate->Base)
            {
                void* code = candidate->ImplementationOf(interfaceType, slot, type);
                if (code != null)
                {
                    return code;
                }
            }

            Fault.Stop("interface not implemented", (uint)type);
            return null;
        }

        // {stub, self-relative pointer to the interface with flags in its low bits}; a run of cells for one slot ends with {0, slot}.
        private struct DispatchCell
        {
            private readonly uint _stub;
            private readonly int _target;

            public MethodTable* Interface
            {
                get
                {
                    fixed (int* target = &_target)
                    {
                        return (MethodTable*)((uint)((byte*)target + *target) & ~3u);
                    }
                }
            }

            public int Slot
            {
                get
                {
                    fixed (DispatchCell* self = &this)
                    {
                        DispatchCell* last = self;
                        while (last->_stub != 0)
                        {
                            last++;
                        }

                        return last->_target;
                    }
                }
            }
        }

        private struct CacheEntry
        {
            public MethodTable* Type;
            public DispatchCell* Cell;
            public void* Code;
        }
    }
}
