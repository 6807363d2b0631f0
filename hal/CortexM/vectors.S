// SPDX-License-Identifier: MIT
// The vector table, and the way from reset into managed code.
// An interrupt handler is a C# method exported as IRQ<n>_Handler. An interrupt without one goes to Device_Interrupt, which finds drivers
// by number (hal/Controllers); in an image without drivers that is a fault report that names the vector.
// Nothing here writes to the image: what is measured later is what was loaded.

        .include "macros.inc"
        .include "layout.inc"

        .equ    IRQ_COUNT, 256

        .section .vectors, "a", %progbits
        .balign 2048                            // VTOR wants the table at a multiple of its size, rounded up
        .global __vectors
__vectors:
        .word   __handler_stack_top
        .word   Reset_Handler
        .word   NMI_Handler
        .word   HardFault_Handler
        .word   MemManage_Handler
        .word   BusFault_Handler
        .word   UsageFault_Handler
        .word   0, 0, 0, 0
        .word   SVC_Handler
        .word   DebugMon_Handler
        .word   0
        .word   PendSV_Handler
        .word   SysTick_Handler
        .altmacro
        .macro  irq n
        .weak   IRQ\n\()_Handler
        .thumb_set IRQ\n\()_Handler, Unclaimed_Interrupt
        .word   IRQ\n\()_Handler
        .endm
        .set    i, 0
        .rept   IRQ_COUNT
        irq     %i
        .set    i, i + 1
        .endr
        .noaltmacro

        leaf    Unclaimed_Interrupt
        b       Device_Interrupt
        endleaf
        .weak   Device_Interrupt
        leaf    Device_Interrupt_Default
        .thumb_set Device_Interrupt, Device_Interrupt_Default
        b       Unexpected_Handler
        endleaf

        // A weak name must stand for something in this file: one that stands for an undefined symbol is that symbol for good.
        leaf    Unclaimed_Vector
        b       Unexpected_Handler
        endleaf
        .irp    name, NMI, SVC, DebugMon, PendSV, SysTick
        .weak   \name\()_Handler
        .thumb_set \name\()_Handler, Unclaimed_Vector
        .endr

// Interrupts and faults have a stack of their own (MSP); managed code runs on the thread's (PSP), so that its overflow can be reported.
        .section .handler_stack, "aw", %nobits
        .balign 8
__handler_stack_bottom:
        .space  LOOK_AHEAD
        .space  2048
        .balign 8
__handler_stack_top:

        .section .reset, "ax", %progbits
        .balign 4
        .global Reset_Handler
        .type   Reset_Handler, %function
        .thumb_func
        .fnstart
Reset_Handler:
        cpsid   i
        ldr     r0, =0xE000ED08                 // VTOR: a boot ROM may have left it elsewhere
        ldr     r1, =__vectors
        str     r1, [r0]
        // The FPU: CPACR, full access to CP10 and CP11 (ARMv7-M B3.2.20).
        ldr     r0, =0xE000ED88
        ldr     r1, [r0]
        orr     r1, r1, #0xF00000
        str     r1, [r0]
        dsb
        isb

        // .data from its load image, .bss to zero, the stack to a pattern that tells how deep it was ever used.
        ldr     r0, =__data_start
        ldr     r1, =__data_end
        ldr     r2, =__data_load
1:      cmp     r0, r1
        itt     lo
        ldrlo   r3, [r2], #4
        strlo   r3, [r0], #4
        blo     1b

        ldr     r0, =__bss_start
        ldr     r1, =__bss_end
        movs    r3, #0
2:      cmp     r0, r1
        it      lo
        strlo   r3, [r0], #4
        blo     2b

        ldr     r0, =__stack_bottom
        ldr     r1, =__stack_top
        ldr     r3, =0xCDCDCDCD
3:      cmp     r0, r1
        it      lo
        strlo   r3, [r0], #4
        blo     3b

        // Thread mode onto the thread's stack: CONTROL.SPSEL.
        msr     psp, r1
        movs    r0, #2
        msr     control, r0
        isb
        ldr     r0, =__memory_map
        ldr     lr, =Kernel_Exit_Returned
        ldr     pc, =Kernel_Start
        .pool
        .cantunwind
        .fnend

// Where things are, for Kernel/MemoryMap.cs: the same order.
        .section .rodata.memory_map, "a", %progbits
        .balign 4
__memory_map:
        .word   __ro_start, __ro_end
        .word   __data_start, __data_end
        .word   __bss_start, __bss_end
        .word   __heap_start, __heap_end
        .word   __stack_bottom, __stack_top
        .word   __modules_start, __modules_end
        .word   __exidx_start, __exidx_end
        .word   __null_guard_size
        .word   __ro_limit
        .word   __ram_start, __ram_end
        .word   __variables_start, __variables_end
        .word   __uncached_start
        .word   __handler_stack_bottom, __handler_stack_top
