// SPDX-License-Identifier: MIT
// The memory that start-up leaves as it is: what is in it outlives every reset that keeps the power on. Kernel/Kept says what that is.

        .include "macros.inc"

        .section .noinit, "aw", %nobits
        .balign 8
__noinit:
        .space  6144

        // byte* NoInit_Start()
        leaf    NoInit_Start
        ldr     r0, =__noinit
        bx      lr
        .pool
        endleaf
