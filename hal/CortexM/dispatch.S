// SPDX-License-Identifier: MIT
// Interface calls: r12 = the call site's cell, r0 = the object. A cache finds the code by type and cell; entries are written once
// (Kernel/InterfaceDispatch.cs), so that an interrupt between two of these loads cannot tear one.

        .include "macros.inc"

        .equ    CACHE_BITS, 6           // entries of 16 bytes: type, cell, code, unused

        .section .bss.dispatch_cache, "aw", %nobits
        .balign 16
dispatch_cache:
        .space  16 << CACHE_BITS

        leaf    RhpInitialDynamicInterfaceDispatch
        cbz     r0, .Lnull
        push    {r1-r3}
        ldr     r1, [r0]
        movw    r3, #:lower16:dispatch_cache
        movt    r3, #:upper16:dispatch_cache
        add     r2, r1, r12
        ubfx    r2, r2, #3, #CACHE_BITS
        add     r3, r3, r2, lsl #4
        ldr     r2, [r3]
        cmp     r2, r1
        bne     .Lmiss
        ldr     r2, [r3, #4]
        cmp     r2, r12
        bne     .Lmiss
        ldr     r12, [r3, #8]
        pop     {r1-r3}
        bx      r12

.Lmiss: mov     r2, r3
        push    {r0, lr}
        sub     sp, #4
        ldr     r0, [r0]
        mov     r1, r12
        bl      InterfaceDispatch_Resolve
        mov     r12, r0
        add     sp, #4
        pop     {r0, lr}
        pop     {r1-r3}
        bx      r12

// A null receiver fails at the call: as if this leaf had touched it.
.Lnull: mov     r0, pc
        b       Exceptions_NullReference
        endleaf
