// SPDX-License-Identifier: MIT
// For test images only: the end of the program ends the emulator, with its exit code. Without a debugger the breakpoint is a fault.

        .include "macros.inc"

        leaf    Board_Halt
        // SYS_EXIT_EXTENDED with {ADP_Stopped_ApplicationExit, code}.
        push    {r0}
        ldr     r0, =0x20026
        push    {r0}
        mov     r1, sp
        movs    r0, #0x20
        bkpt    0xAB
        b       .
        .pool
        endleaf
