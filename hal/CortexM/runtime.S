// SPDX-License-Identifier: MIT
// Leaves that compiled code calls by name: write barriers, division, shifts, block moves.

        .include "macros.inc"

// A reference is stored. No collector needs to know of it: none runs beside the program, and none is generational.
        leaf    RhpAssignRef
        str     r1, [r0]
        bx      lr
        endleaf

        leaf    RhpCheckedAssignRef
        str     r1, [r0]
        bx      lr
        endleaf

        leaf    RhpByRefAssignRef
        ldr     r2, [r1], #4
        str     r2, [r0], #4
        bx      lr
        endleaf

// Transitions between managed and unmanaged code mean nothing here.
        leaf    RhpReversePInvoke
        bx      lr
        endleaf

        leaf    RhpReversePInvokeReturn
        bx      lr
        endleaf

// Only compiled unwind tables refer to these two.
        .global __aeabi_unwind_cpp_pr0, __aeabi_unwind_cpp_pr1
        .thumb_set __aeabi_unwind_cpp_pr0, RhpReversePInvoke
        .thumb_set __aeabi_unwind_cpp_pr1, RhpReversePInvoke

// uint Interrupts_Disable()
        leaf    Interrupts_Disable
        mrs     r0, primask
        cpsid   i
        bx      lr
        endleaf

// void Interrupts_Restore(uint)
        leaf    Interrupts_Restore
        msr     primask, r0
        bx      lr
        endleaf

// void Interrupts_WaitForOne()
        leaf    Interrupts_WaitForOne
        dsb
        wfi
        bx      lr
        endleaf
