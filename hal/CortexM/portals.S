// SPDX-License-Identifier: MIT
// Into a domain and out of it: firmware/Runtime/Kernel/Domain.cs says what these two promise. They are methods of an object whose first
// field is the address of the kernel's Domain. No stack is used, so that nothing here can fail half-way.

        .include "macros.inc"
        .include "layout.inc"

        // What Enter returns: PortalStatus of firmware/Runtime.
        .equ    FAULTED, 1
        .equ    NO_STACK, 4

// int Domain_Enter(this, int generation): saves what the caller counts on, to come back to it a second time should the domain die.
        leaf    Domain_Enter
        ldr     r0, [r0, #4]
        load_address r2, CURRENT_THREAD
        ldr     r2, [r2]
.Lagain:
        // A place for the record; then room on the stack.
        ldr     r12, [r2, #THREAD_PORTAL]
        ldr     r3, [r2, #THREAD_LAST_RECORD]
        cmp     r12, r3
        bhs     .Lno_room
        add     r12, r12, #RECORD_SIZE
        stm     r12, {r4-r11}
        str     sp, [r12, #RECORD_REGISTERS + 32]
        str     lr, [r12, #RECORD_LINK]         // from here on it is there, and lr for other things
        ldr     r3, [r2, #THREAD_STACK_BOTTOM]
        ldr     lr, [r0, #DOMAIN_STACK]
        sub     r3, sp, r3
        cmp     r3, lr
        blt     .Lno_stack
        add     r3, r12, #RECORD_FLOATS
        vstm    r3!, {d8-d15}
        vmrs    lr, fpscr
        str     lr, [r3]
        ldr     r3, [r2, #THREAD_HEAP]
        ldr     lr, [r2, #THREAD_EXCEPTIONS]
        strd    r3, lr, [r12, #RECORD_HEAP]
        str     r0, [r12, #RECORD_DOMAIN]

        // From here to the end it happens as a whole.
        cpsid   i
        ldr     r3, [r0, #DOMAIN_GENERATION]
        cmp     r3, r1
        bne     .Lslow
        ldr     r3, [r0, #DOMAIN_OWNER]
        cbnz    r3, .Lslow
        str     r2, [r0, #DOMAIN_OWNER]
        str     r3, [r0, #DOMAIN_ELAPSED]
        ldr     r3, [r0, #DOMAIN_HEAP]
        strd    r3, r12, [r2, #THREAD_HEAP]     // and THREAD_PORTAL
        cpsie   i
        mov     r0, #0
        ldr     pc, [r12, #RECORD_LINK]

// Of another generation, or somebody is inside: wait, and try once more, or give up.
.Lslow: cpsie   i
        ldr     lr, [r12, #RECORD_LINK]
        push    {r0, r1, r2, lr}
        bl      Domain_WaitToEnter
        mov     r3, r0
        pop     {r0, r1, r2, lr}
        cmp     r3, #0
        beq     .Lagain
        mov     r0, r3
        bx      lr

.Lno_stack:
        ldr     lr, [r12, #RECORD_LINK]
.Lno_room:
        mov     r0, #NO_STACK
        bx      lr
        endleaf

// void Domain_Leave(this): out of the domain that the thread is in.
        leaf    Domain_Leave
        load_address r2, CURRENT_THREAD
        ldr     r2, [r2]
        ldr     r12, [r2, #THREAD_PORTAL]
        ldr     r0, [r12, #RECORD_DOMAIN]
        ldr     r1, [r12, #RECORD_HEAP]
        sub     r12, r12, #RECORD_SIZE
        mov     r3, #0
        cpsid   i
        strd    r1, r12, [r2, #THREAD_HEAP]     // and THREAD_PORTAL
        str     r3, [r0, #DOMAIN_OWNER]
        cpsie   i
        ldr     r3, [r0, #DOMAIN_WAITERS]
        cbnz    r3, .Lwaiters
        bx      lr
.Lwaiters:
        b       Domain_YieldToWaiters
        endleaf

// Where a thread goes on whose domain died: r0 = the record of its portal. Everything is settled by then but the registers that an
// exception's return does not restore, so this may be interrupted, and begun again for an outer domain.
        leaf    Domain_Resume
        add     r1, r0, #RECORD_FLOATS
        vldm    r1!, {d8-d15}
        ldr     r2, [r1]
        vmsr    fpscr, r2
        ldr     lr, [r0, #RECORD_LINK]
        mov     r0, #FAULTED
        bx      lr
        endleaf

// uint* Domain_ResumeFrame(PortalRecord*): what the switch finds on the stack of such a thread.
        leaf    Domain_ResumeFrame
        push    {r4-r11, lr}
        mov     r1, r0
        ldr     r2, =Domain_Resume
        ldm     r0, {r4-r12}                    // r12: sp
        mov     r0, r12
        b       .Lframe
        .pool
.Lframe:
        bic     r2, r2, #1
        mov     r3, #0x01000000
        stmdb   r0!, {r2, r3}
        sub     r0, r0, #20
        stmdb   r0!, {r1}
        mvn     r12, #~0xFFFFFFFD
        stmdb   r0!, {r12}
        stmdb   r0!, {r4-r11}
        pop     {r4-r11, pc}
        endleaf
