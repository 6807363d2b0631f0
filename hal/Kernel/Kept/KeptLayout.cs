// SPDX-License-Identifier: MIT
namespace Wardstone.Kernel
{
    /// <summary>What lies where in <see cref="KeptMemory"/>, in bytes. It stays as it is from version to version: another image reads it
    /// after an update.</summary>
    internal static class KeptLayout
    {
        public const int Boot = 0;
        public const int LogHeader = 16;
        public const int Faults = 32;
        public const int FaultCount = 8;
        public const int FaultSize = FaultStore.Words * 4;
        public const int Log = Faults + (FaultCount * FaultSize); // 1792
        public const int LogSize = 4096;
        public const int Size = 6144; // noinit.S
    }
}
