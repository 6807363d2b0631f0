// SPDX-License-Identifier: MIT
// Entry of every fault and of every vector that nobody handles.

        .include "macros.inc"

        leaf    Unexpected_Handler
        .global HardFault_Handler, MemManage_Handler, BusFault_Handler, UsageFault_Handler
        .thumb_set HardFault_Handler, Unexpected_Handler
        .thumb_set MemManage_Handler, Unexpected_Handler
        .thumb_set BusFault_Handler, Unexpected_Handler
        .thumb_set UsageFault_Handler, Unexpected_Handler
        movs    r0, #1
        b       Board_Halt
        endleaf

// Main returned: its result is the exit code.
        leaf    Kernel_Exit
        b       Board_Halt
        endleaf
