// SPDX-License-Identifier: MIT
// Where the image is, for managed code, which can reach functions of the linker's but not its addresses.

        .include "macros.inc"

        // byte* Image_Start()
        leaf    Image_Start
        ldr     r0, =__image_start
        bx      lr
        .pool
        endleaf

        // byte* Image_Header(): see hal/Build/ImageTool/ImageHeader.cs.
        leaf    Image_Header
        ldr     r0, =__image_header
        bx      lr
        .pool
        endleaf

// byte* Dma_Start(), Dma_End(): the memory that hal/Controllers/Board/DmaBuffer.cs gives out.
        leaf    Dma_Start
        ldr     r0, =__dma_start
        bx      lr
        .pool
        endleaf

        leaf    Dma_End
        ldr     r0, =__dma_end
        bx      lr
        .pool
        endleaf
