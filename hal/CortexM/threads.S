// SPDX-License-Identifier: MIT
// The switch from thread to thread. It is asked for by pending PendSV, which has the lowest priority: so it finds every thread, the one
// that it interrupts too, between two instructions of its own, and never within a section with interrupts held off.

        .include "macros.inc"
        .include "layout.inc"

        .equ    FPCCR, 0xE000EF34
        .equ    LAZY_ACTIVE, 1                  // FPCCR.LSPACT
        .equ    HAS_NO_FLOATS, 1 << 4           // EXC_RETURN
        .equ    SAVED_SIZE, 100                 // s16-s31, r4-r11, lr
        .equ    MPU_RBAR, 0xE000ED9C            // and RASR, and the pair once more for another region
        .equ    TO_THREAD, 0xFFFFFFFD           // EXC_RETURN: to thread mode, on PSP, no floats

        leaf    PendSV_Handler
        mrs     r0, psp
        load_address r2, CURRENT_THREAD
        ldr     r2, [r2]
        ldr     r1, [r2, #THREAD_IS_LOST]
        cbnz    r1, .Llost
        ldr     r1, [r2, #THREAD_STACK_BOTTOM]
        add     r1, r1, #SAVED_SIZE
        cmp     r0, r1
        blo     .Lno_room
        tst     lr, #HAS_NO_FLOATS
        it      eq
        vstmdbeq r0!, {s16-s31}
        stmdb   r0!, {r4-r11, lr}
        b       .Lswitch

.Lno_room:
        bl      Scheduler_StackOverflow
        // The thread's registers are not needed any more. Floats that the processor has yet to save must not follow it.
.Llost: ldr     r1, =FPCCR
        ldr     r2, [r1]
        bic     r2, r2, #LAZY_ACTIVE
        str     r2, [r1]
        mrs     r0, psp

.Lswitch:
        bl      Scheduler_Switch
        add     r2, r0, #THREAD_GUARD
        ldr     r1, =MPU_RBAR
        ldm     r2, {r4-r7}
        cpsid   i                               // half a guard would be one of something else
        stm     r1, {r4-r7}
        cpsie   i
        dsb                                     // the stack that is read now may have been out of bounds
        ldr     r0, [r0, #THREAD_STACK_POINTER]
        ldm     r0!, {r4-r11, lr}
        tst     lr, #HAS_NO_FLOATS
        it      eq
        vldmiaeq r0!, {s16-s31}
        msr     psp, r0
        isb
        bx      lr
        .pool
        endleaf

// void Mpu_SetGuard(uint* guard): the same for the thread that runs.
        leaf    Mpu_SetGuard
        push    {r4-r7}
        ldm     r0, {r4-r7}
        ldr     r1, =MPU_RBAR
        mrs     r2, primask
        cpsid   i
        stm     r1, {r4-r7}
        msr     primask, r2
        dsb
        isb
        pop     {r4-r7}
        bx      lr
        .pool
        endleaf

// void Scheduler_SwitchNow(): pends the switch, and comes back when this thread runs again.
        leaf    Scheduler_SwitchNow
        ldr     r0, =ICSR
        mov     r1, #PEND_SWITCH
        str     r1, [r0]
        dsb
        isb
        bx      lr
        .pool
        endleaf

// uint* Threads_Prepare(uint* top, void (*code)(void*), void* argument): what the switch finds on the stack of a new thread.
        leaf    Threads_Prepare
        bic     r0, r0, #7
        mov     r3, #0x01000000                 // xPSR: Thumb
        bic     r1, r1, #1
        ldr     r12, =Threads_Returned_Here
        stmdb   r0!, {r1, r3}                   // pc, xpsr
        mov     r3, #0
        stmdb   r0!, {r3, r12}                  // r12, lr
        stmdb   r0!, {r3}
        stmdb   r0!, {r3}
        stmdb   r0!, {r3}                       // r1 to r3
        stmdb   r0!, {r2}                       // r0
        mvn     r12, #~TO_THREAD
        stmdb   r0!, {r12}                      // lr of the switch
        sub     r0, r0, #32                     // r4 to r11: anything
        bx      lr
        .pool
        endleaf

// No thread's code returns. To gdb, which looks at what lies before a return address, this has made the call.
        leaf    Threads_Returned
        .cfi_startproc
        .cfi_undefined lr
        nop
        .thumb_func
Threads_Returned_Here:
        b       Threads_Returned
        .cfi_endproc
        endleaf
