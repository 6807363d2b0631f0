// SPDX-License-Identifier: MIT
// What a board supplies, and what happens where it does not.

        .include "macros.inc"

// void Board_ConsoleWrite(byte): writes one byte to the console, waiting for room; callable from a fault handler. Without one, text is dropped.
        .weak   Board_ConsoleWrite
        leaf    Board_ConsoleWrite_Default
        .thumb_set Board_ConsoleWrite, Board_ConsoleWrite_Default
        bx      lr
        endleaf

// void Board_Start(): makes chip and buses ready for a program that does not do so itself (boards/Plain); before the program's Main.
        .weak   Board_Start
        leaf    Board_Start_Default
        .thumb_set Board_Start, Board_Start_Default
        bx      lr
        endleaf

// void Board_Halt(int code): before the end of everything. Test images leave the emulator here (semihosting.S).
        .weak   Board_Halt
        leaf    Board_Halt_Default
        .thumb_set Board_Halt, Board_Halt_Default
        bx      lr
        endleaf
