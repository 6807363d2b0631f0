// SPDX-License-Identifier: MIT
// Leaves that compiled code calls by name: write barriers, division, shifts, block moves.

        .include "macros.inc"
        .include "layout.inc"

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

// uint Interrupts_Disable(): what follows shall not meet the end of the stack, since such a fault would find a kernel in the midst of
// something. So it is met here, LOOK_AHEAD bytes before.
        leaf    Interrupts_Disable
        str     r0, [sp, #-LOOK_AHEAD]
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

// Heap_CollectWithRegisters(Heap*): what only a callee-saved register holds goes onto the stack, where the collector looks.
        leaf    Heap_CollectWithRegisters
        push    {r3-r11, lr}
        mov     r1, sp
        bl      Heap_Collect
        pop     {r3-r11, pc}
        endleaf

// Block moves and fills. Single loads and stores need no alignment on ARMv7-M, and no register has to be saved.
// void memmove(byte* destination, byte* source, uint count)
        leaf    memmove
        .global memcpy
        .thumb_set memcpy, memmove
        subs    r3, r0, r1
        cmp     r3, r2
        blo     .Lmove_down             // the destination lies within the source
        subs    r2, #16
        blo     2f
1:      ldr     r3, [r1], #4
        str     r3, [r0], #4
        ldr     r3, [r1], #4
        str     r3, [r0], #4
        ldr     r3, [r1], #4
        str     r3, [r0], #4
        ldr     r3, [r1], #4
        str     r3, [r0], #4
        subs    r2, #16
        bhs     1b
2:      adds    r2, #12
        blo     4f
3:      ldr     r3, [r1], #4
        str     r3, [r0], #4
        subs    r2, #4
        bhs     3b
4:      adds    r2, #4
        beq     6f
5:      ldrb    r3, [r1], #1
        strb    r3, [r0], #1
        subs    r2, #1
        bne     5b
6:      bx      lr
.Lmove_down:
        add     r1, r2
        add     r0, r2
        subs    r2, #4
        blo     8f
7:      ldr     r3, [r1, #-4]!
        str     r3, [r0, #-4]!
        subs    r2, #4
        bhs     7b
8:      adds    r2, #4
        beq     6b
9:      ldrb    r3, [r1, #-1]!
        strb    r3, [r0, #-1]!
        subs    r2, #1
        bne     9b
        bx      lr
        endleaf

// void RhFill(byte* destination, byte value, uint count)
        leaf    RhFill
        uxtb    r1, r1
        orr     r1, r1, r1, lsl #8
        orr     r1, r1, r1, lsl #16
        subs    r2, #16
        blo     2f
1:      str     r1, [r0], #4
        str     r1, [r0], #4
        str     r1, [r0], #4
        str     r1, [r0], #4
        subs    r2, #16
        bhs     1b
2:      adds    r2, #12
        blo     4f
3:      str     r1, [r0], #4
        subs    r2, #4
        bhs     3b
4:      adds    r2, #4
        beq     6f
5:      strb    r1, [r0], #1
        subs    r2, #1
        bne     5b
6:      bx      lr
        endleaf

// Division. The caller has looked for 0 (Math.cs).
        leaf    RhDivide
        sdiv    r0, r0, r1
        bx      lr
        endleaf

        leaf    RhDivideUnsigned
        udiv    r0, r0, r1
        bx      lr
        endleaf

// libgcc's 64-bit divisions give the quotient in r0:r1, the remainder in r2:r3.
        leaf    RhDivideLong
        b       __aeabi_ldivmod
        endleaf

        leaf    RhDivideULong
        b       __aeabi_uldivmod
        endleaf

        leaf    RhRemainderLong
        push    {r4, lr}
        bl      __aeabi_ldivmod
        mov     r0, r2
        mov     r1, r3
        pop     {r4, pc}
        endleaf

        leaf    RhRemainderULong
        push    {r4, lr}
        bl      __aeabi_uldivmod
        mov     r0, r2
        mov     r1, r3
        pop     {r4, pc}
        endleaf

        leaf    __aeabi_ldiv0
        bx      lr
        endleaf

// 64-bit product, shifts (count in r2, taken modulo 64) and conversions, which have no instruction.
        leaf    RhpLMul
        b       __aeabi_lmul
        endleaf

        leaf    RhpLLsh
        and     r2, r2, #63
        b       __aeabi_llsl
        endleaf

        leaf    RhpLRsh
        and     r2, r2, #63
        b       __aeabi_lasr
        endleaf

        leaf    RhpLRsz
        and     r2, r2, #63
        b       __aeabi_llsr
        endleaf

        leaf    RhpLng2Flt
        push    {r4, lr}
        bl      __aeabi_l2f
        vmov    s0, r0
        pop     {r4, pc}
        endleaf

        leaf    RhpULng2Flt
        push    {r4, lr}
        bl      __aeabi_ul2f
        vmov    s0, r0
        pop     {r4, pc}
        endleaf

// Before a frame of more than a page: touches what lies between SP and its end (r4), so that an overflow meets the guard. Keeps all registers.
        leaf    RhpStackProbe
        push    {r0, r1}
        mov     r0, sp
1:      sub     r0, r0, #1024
        cmp     r0, r4
        blo     2f
        ldr     r1, [r0]
        b       1b
2:      ldr     r1, [r4]
        pop     {r0, r1}
        bx      lr
        endleaf

        leaf    RhpGcPoll
        bx      lr
        endleaf

// void Mpu_Synchronize()
        leaf    Mpu_Synchronize
        dsb
        isb
        bx      lr
        endleaf
