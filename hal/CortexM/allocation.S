// SPDX-License-Identifier: MIT
// `new`: the next bytes of the current heap's window become an object, as a whole as far as threads and their ends can tell. Where the
// window is too small, Kernel/Allocator.cs takes over.

        .include "macros.inc"
        .include "layout.inc"

        .equ    TYPE_FLAGS, 0
        .equ    TYPE_SIZE, 4                    // of an instance, and a word more that our objects do not have

// r1 = type, r2 = size in granules' bytes -> r0. Uses r3, r12; r1 stays.
        .macro  allocate slow
        load_address r3, CURRENT_THREAD
        ldr     r3, [r3]
        ldr     r3, [r3, #THREAD_HEAP]
        cpsid   i
        ldrd    r0, r12, [r3, #HEAP_NEXT]
        sub     r12, r12, r0
        cmp     r2, r12
        bhi     \slow
        add     r2, r2, r0
        str     r2, [r3, #HEAP_NEXT]
        str     r1, [r0]
        ldr     r2, [r3, #HEAP_START]
        ldr     r3, [r3, #HEAP_STARTS]
        sub     r2, r0, r2
        lsr     r2, r2, #3                      // the granule's number
        lsr     r12, r2, #5
        add     r3, r3, r12, lsl #2
        mov     r12, #1
        and     r2, r2, #31
        lsl     r12, r12, r2
        ldr     r2, [r3]
        orr     r2, r2, r12
        str     r2, [r3]
        .endm

// object RhpNewFast(MethodTable*). Finalizers are never run. Objects start at multiples of 8; those whose fields ask for 8, at 4 behind the
// start, are aligned to 4: enough for LDRD and VLDR.
        leaf    RhpNewFast
        .irp    name, RhpNewFinalizable, RhpNewFastAlign8, RhpNewFastMisalign
        .global \name
        .thumb_set \name, RhpNewFast
        .endr
        ldr     r2, [r0, #TYPE_SIZE]
        mov     r1, r0
        add     r2, r2, #3
        bic     r2, r2, #7
        allocate .Lslow_new
        cpsie   i
        bx      lr
.Lslow_new:
        cpsie   i
        mov     r0, r1
        b       Allocator_New
        endleaf

// object RhpNewArrayFast(MethodTable*, int length)
        leaf    RhpNewArrayFast
        .irp    name, RhpNewPtrArrayFast, RhpNewArrayFastAlign8, RhNewString
        .global \name
        .thumb_set \name, RhpNewArrayFast
        .endr
        ldrh    r2, [r0, #TYPE_FLAGS]           // bytes of an element
        cmp     r1, #0x8000
        bhs     .Llong
        mul     r2, r1, r2
        ldr     r3, [r0, #TYPE_SIZE]
        push    {r1}
        add     r2, r2, r3
        mov     r1, r0
        add     r2, r2, #3
        bic     r2, r2, #7
        allocate .Lslow_array
        pop     {r2}
        str     r2, [r0, #4]
        cpsie   i
        bx      lr
.Lslow_array:
        cpsie   i
        mov     r0, r1
        pop     {r1}
.Llong: b       Allocator_NewArray
        endleaf
