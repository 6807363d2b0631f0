// SPDX-License-Identifier: MIT
// For the thread cases: a loop that holds a value of its own in every register it can, and looks whether they stay.

        .include "macros.inc"

// uint ThreadCases_HoldRegisters(uint seed, int rounds): how many registers had changed.
        leaf    ThreadCases_HoldRegisters
        push    {r4-r11, lr}
        vpush   {s16-s31}
        mov     r2, #0
        .irp    n, 4, 5, 6, 7, 8, 9, 10, 11
        add     r\n, r0, #\n
        .endr
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
        add     r12, r0, #(\n + 16)
        vmov    s\n, r12
        .endr
1:
        .irp    n, 4, 5, 6, 7, 8, 9, 10, 11
        sub     r12, r\n, r0
        cmp     r12, #\n
        it      ne
        addne   r2, #1
        .endr
        .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
        vmov    r12, s\n
        sub     r12, r12, r0
        cmp     r12, #(\n + 16)
        it      ne
        addne   r2, #1
        .endr
        subs    r1, #1
        bne     1b
        mov     r0, r2
        vpop    {s16-s31}
        pop     {r4-r11, pc}
        endleaf
