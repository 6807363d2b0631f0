// SPDX-License-Identifier: MIT
// Where exceptions enter the kernel, and how it runs handlers (funclets) of compiled code on the registers of their method.
// Kernel/Exceptions/Registers.cs describes what is laid out here on the stack: r4-r11, sp, pc, d8-d15.

        .include "macros.inc"

        .equ    REGISTERS_SP, 32
        .equ    REGISTERS_D8, 40

// throw: r0 = the exception.
        leaf    RhpThrowEx
        mov     r1, sp
        vpush   {d8-d15}
        push    {r1, lr}
        push    {r4-r11}
        mov     r1, sp
        bl      Exceptions_Throw
        endleaf

// throw; in a catch block.
        leaf    RhpRethrow
        mov     r1, sp
        vpush   {d8-d15}
        push    {r1, lr}
        push    {r4-r11}
        mov     r0, sp
        bl      Exceptions_Rethrow
        endleaf

// The fault handler returns here instead of to the access that failed: r0 = its address, everything else as it was there.
        leaf    Exceptions_NullReference
        mov     r1, sp
        mov     r12, r0
        vpush   {d8-d15}
        push    {r1, r12}
        push    {r4-r11}
        mov     r0, sp
        mov     r1, lr
        bl      Exceptions_ThrowNullReference
        endleaf

// void Exceptions_CallFinally(void* handler, Registers* frame): the handler may change the method's registers.
        leaf    Exceptions_CallFinally
        push    {r1, r4-r11, lr}
        vpush   {d8-d15}
        mov     r12, r0
        ldm     r1!, {r4-r11}
        adds    r1, #REGISTERS_D8 - REGISTERS_SP
        vldm    r1, {d8-d15}
        blx     r12
        ldr     r1, [sp, #64]
        stm     r1!, {r4-r11}
        adds    r1, #REGISTERS_D8 - REGISTERS_SP
        vstm    r1, {d8-d15}
        vpop    {d8-d15}
        pop     {r1, r4-r11, pc}
        .global Exceptions_CallFinally_End
        .thumb_func
Exceptions_CallFinally_End:
        endleaf

// void Exceptions_CallCatch(object exception, void* handler, Registers* frame): does not return. The handler tells where its method goes on.
        leaf    Exceptions_CallCatch
        ldr     r3, [r2, #REGISTERS_SP]
        push    {r2, r3}
        mov     r12, r1
        ldm     r2!, {r4-r11}
        adds    r2, #REGISTERS_D8 - REGISTERS_SP
        vldm    r2, {d8-d15}
        blx     r12
        pop     {r2, r3}
        push    {r0, r3}
        mov     r0, r3
        bl      Exceptions_LeaveCatch
        pop     {r0, r3}
        mov     sp, r3
        orr     r0, r0, #1
        bx      r0
        .global Exceptions_CallCatch_End
        .thumb_func
Exceptions_CallCatch_End:
        endleaf

// bool Exceptions_CallFilter(object exception, void* filter, Registers* frame). Can be unwound: a filter's own exception is caught by the caller.
        .section .text.Exceptions_CallFilter, "ax", %progbits
        .balign 4
        .global Exceptions_CallFilter
        .type   Exceptions_CallFilter, %function
        .thumb_func
        .fnstart
Exceptions_CallFilter:
        .save   {r4-r11, lr}
        push    {r4-r11, lr}
        .pad    #4
        sub     sp, #4
        .vsave  {d8-d15}
        vpush   {d8-d15}
        mov     r12, r1
        ldm     r2!, {r4-r11}
        adds    r2, #REGISTERS_D8 - REGISTERS_SP
        vldm    r2, {d8-d15}
        blx     r12
        vpop    {d8-d15}
        add     sp, #4
        pop     {r4-r11, pc}
        .fnend

// Where the kernel learns the addresses of what stands above: UnwindLandmarks in Kernel/Exceptions/StackWalk.cs.
        .section .rodata.landmarks, "a", %progbits
        .balign 4
        .global Exceptions_Landmarks_Table
Exceptions_Landmarks_Table:
        .word   Exceptions_CallFinally, Exceptions_CallFinally_End
        .word   Exceptions_CallCatch, Exceptions_CallCatch_End
        .word   Exceptions_NullReference

        leaf    Exceptions_Landmarks
        ldr     r0, =Exceptions_Landmarks_Table
        bx      lr
        .pool
        endleaf
