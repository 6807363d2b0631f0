// SPDX-License-Identifier: MIT
// Entry of every fault and of every vector that nobody handles. Kernel/Fault.cs decides what comes of it.

        .include "macros.inc"

        leaf    Unexpected_Handler
        .irp    name, HardFault, MemManage, BusFault, UsageFault
        .global \name\()_Handler
        .thumb_set \name\()_Handler, Unexpected_Handler
        .endr
        // EXC_RETURN bit 2: which stack the processor put the frame on (ARMv7-M B1.5.8).
        tst     lr, #4
        ite     eq
        mrseq   r0, msp
        mrsne   r0, psp
        push    {r4-r11}
        mov     r1, sp
        mov     r2, lr
        push    {r2, lr}
        bl      Fault_Handle
        pop     {r2, lr}
        add     sp, #32
        bx      lr
        endleaf

// Main returned: its result is the exit code.
        leaf    Kernel_Exit
        bl      Board_Halt
        cpsid   i
1:      wfi
        b       1b
        endleaf

// A stack guard of the compiler's found an overwritten frame.
        leaf    RhpFallbackFailFast
        b       Fault_StackSmashed
        endleaf

// The compiler's cookie against that. It reads the instruction at its own jump to here: constant is enough, nothing here is secret.
        leaf    __security_cookie
        bx      lr
        endleaf
