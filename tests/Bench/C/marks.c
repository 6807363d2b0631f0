// SPDX-License-Identifier: MIT
// For qemu-arm: writes to standard output how many instructions were executed, before each write of the program itself to it. As much of
// QEMU's plugin interface as that takes, version 1 (QEMU 7.2's; docs/devel/tcg-plugins).

#include <inttypes.h>
#include <stdio.h>
#include <stddef.h>
#include <unistd.h>

struct qemu_plugin_tb;
enum { InlineAddU64 = 0 };
enum { WriteSyscall = 4, WriteVectorSyscall = 146 }; // of Linux on ARM
typedef void (*TranslationCallback)(uint64_t id, struct qemu_plugin_tb *block);
typedef void (*SyscallCallback)(uint64_t id, unsigned cpu, int64_t number, uint64_t a1, uint64_t a2, uint64_t a3, uint64_t a4,
                                uint64_t a5, uint64_t a6, uint64_t a7, uint64_t a8);

void qemu_plugin_register_vcpu_tb_trans_cb(uint64_t id, TranslationCallback callback);
void qemu_plugin_register_vcpu_syscall_cb(uint64_t id, SyscallCallback callback);
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *block, int operation, void *counter, uint64_t value);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);

__attribute__((visibility("default"))) int qemu_plugin_version = 1;
static uint64_t instructions;

static void Translated(uint64_t id, struct qemu_plugin_tb *block)
{
    (void)id;
    qemu_plugin_register_vcpu_tb_exec_inline(block, InlineAddU64, &instructions, qemu_plugin_tb_n_insns(block));
}

static void Called(uint64_t id, unsigned cpu, int64_t number, uint64_t file, uint64_t a2, uint64_t a3, uint64_t a4, uint64_t a5,
                   uint64_t a6, uint64_t a7, uint64_t a8)
{
    (void)id, (void)cpu, (void)a2, (void)a3, (void)a4, (void)a5, (void)a6, (void)a7, (void)a8;
    if ((number == WriteSyscall || number == WriteVectorSyscall) && file == STDOUT_FILENO)
    {
        char text[40];
        int length = snprintf(text, sizeof text, "#%" PRIu64 "#", instructions);
        if (write(STDOUT_FILENO, text, (size_t)length) != length)
        {
            _exit(1);
        }
    }
}

__attribute__((visibility("default"))) int qemu_plugin_install(uint64_t id, const void *info, int count, char **arguments)
{
    (void)info, (void)count, (void)arguments;
    qemu_plugin_register_vcpu_tb_trans_cb(id, Translated);
    qemu_plugin_register_vcpu_syscall_cb(id, Called);
    return 0;
}
