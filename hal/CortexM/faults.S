// SPDX-License-Identifier: MIT
// Entry of every fault and of every vector that nobody handles. Kernel/Fault.cs decides what comes of it.

        .include "macros.inc"

        leaf    Unexpected_Handler
        .irp    name, HardFault, MemManage, BusFault, UsageFault
        .global \name\()_Handler
        .thumb_set \name\()_Handler, Unexpected_Handler
        .endr
        .cfi_startproc
        // EXC_RETURN bit 2: which stack the processor put the frame on (ARMv7-M B1.5.8).
        tst     lr, #4
        ite     eq
        mrseq   r0, msp
        mrsne   r0, psp
        push    {r4-r11}
        .cfi_def_cfa_offset 32
        .cfi_offset r4, -32
        .cfi_offset r5, -28
        .cfi_offset r6, -24
        .cfi_offset r7, -20
        .cfi_offset r8, -16
        .cfi_offset r9, -12
        .cfi_offset r10, -8
        .cfi_offset r11, -4
        mov     r1, sp
        mov     r2, lr
        push    {r2, lr}
        .cfi_def_cfa_offset 40
        .cfi_offset lr, -36
        bl      Fault_Handle
        pop     {r2, lr}
        add     sp, #32
        bx      lr
        .cfi_endproc
        endleaf

// Main returned: its result is the exit code. To gdb, which looks at what lies before a return address, it has made the call.
        leaf    Kernel_Exit
        .cfi_startproc
        .cfi_undefined lr
        nop
        .global Kernel_Exit_Returned
        .thumb_func
Kernel_Exit_Returned:
        bl      Board_Halt
        cpsid   i
1:      wfi
        b       1b
        .cfi_endproc
        endleaf

// A stack guard of the compiler's found an overwritten frame.
        leaf    RhpFallbackFailFast
        b       Fault_StackSmashed
        endleaf

// The compiler's cookie against that. It reads the instruction at its own jump to here: constant is enough, nothing here is secret.
        leaf    __security_cookie
        bx      lr
        endleaf
