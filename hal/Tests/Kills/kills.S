// SPDX-License-Identifier: MIT
// What the kill cases need of the processor: where an interrupt came, and whether a call into a domain kept what a caller counts on.

        .include "macros.inc"

// uint KillTimer_InterruptedAt(): in an interrupt handler that was taken from a thread.
        leaf    KillTimer_InterruptedAt
        mrs     r0, psp
        ldr     r0, [r0, #24]
        bx      lr
        endleaf

// A vector table that a test may change.
        .section .bss.test_vectors, "aw", %nobits
        .balign 2048
        .global KillTimer_Vectors
KillTimer_Vectors:
        .space  2048

        leaf    KillTimer_GetVectors
        ldr     r0, =KillTimer_Vectors
        bx      lr
        .pool
        endleaf

        .equ    ROUND_UP, 1 << 22               // FPSCR.RMode
        .equ    OTHER_REGISTERS, -2000          // what the call gives when a register changed

        .macro  fill
        .irp    n, 4, 5, 6, 7, 8, 9, 10, 11
        movw    r\n, #\n * 0x1111
        movt    r\n, #\n * 0x0101
        .endr
        .irp    n, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
        movw    r12, #\n * 0x0707
        vmov    s\n, r12
        .endr
        mov     r12, #ROUND_UP
        vmsr    fpscr, r12
        .endm

// Counts in r3 what differs.
        .macro  check
        mov     r3, #0
        .irp    n, 4, 5, 6, 7, 8, 9, 10, 11
        movw    r12, #\n * 0x1111
        movt    r12, #\n * 0x0101
        cmp     r12, r\n
        it      ne
        addne   r3, #1
        .endr
        .irp    n, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
        movw    r12, #\n * 0x0707
        vmov    r2, s\n
        cmp     r12, r2
        it      ne
        addne   r3, #1
        .endr
        vmrs    r12, fpscr
        and     r12, r12, #3 << 22
        cmp     r12, #ROUND_UP
        it      ne
        addne   r3, #1
        .endm

// int KillScene_Call(domain, int generation, int (*code)(int), int argument): enters, calls, leaves, with every register that a call must
// keep set and looked at. What code throws it must catch.
        leaf    KillScene_Call
        push    {r4-r11, lr}
        vpush   {d8-d15}
        vmrs    r12, fpscr
        push    {r0, r2, r3, r12}
        sub     sp, #4
        fill
        bl      Domain_Enter
        check
        cmp     r3, #0
        bne     .Lother
        cmp     r0, #0
        bne     .Lfailed
        ldr     r12, [sp, #8]
        ldr     r0, [sp, #12]
        blx     r12
        str     r0, [sp]
        ldr     r0, [sp, #4]
        bl      Domain_Leave
        check
        cmp     r3, #0
        bne     .Lother
        ldr     r0, [sp]
.Lend:  add     sp, #16
        pop     {r12}
        vmsr    fpscr, r12
        vpop    {d8-d15}
        pop     {r4-r11, pc}
.Lother:
        ldr     r0, =OTHER_REGISTERS
        sub     r0, r0, r3
        b       .Lend
.Lfailed:
        ldr     r12, =-1000                     // TestPortal.Failed
        sub     r0, r12, r0
        b       .Lend
        .pool
        endleaf
