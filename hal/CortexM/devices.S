// SPDX-License-Identifier: MIT
// What the kernel asks of drivers, in an image that has none.

        .include "macros.inc"

// void Devices_QuietAllOf(int owner)
        .weak   Devices_QuietAllOf
        leaf    Devices_QuietAllOf_Default
        .thumb_set Devices_QuietAllOf, Devices_QuietAllOf_Default
        bx      lr
        endleaf
