# SPDX-License-Identifier: MIT
# What gdb has to know of an image. From the repository's folder:
#   gdb-multiarch -x hal/Build/wardstone.gdb -ex 'target remote :3333' artifacts/boards/<board>/firmware.elf
# hal/Build/DEBUGGING.md says the rest.

# Under gdb's Linux ABI an address below 0x8000 is the outermost frame.
set osabi none

# Names of files in the debug information begin with /wardstone/, wherever the tree lies.
set substitute-path /wardstone .

# A stack is a few dozen calls at most; one that was overwritten could go on for ever.
set backtrace limit 100
