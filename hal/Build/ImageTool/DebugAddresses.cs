// SPDX-License-Identifier: MIT
// ilc writes code addresses into its debug information with the Thumb bit, as a pointer to code has it. A debugger takes them as they
// stand: it finds no method at the address below, and no variable before the method's second byte.
namespace Wardstone.ImageTool;

internal sealed class DebugAddresses(Elf elf)
{
    // DW_AT_low_pc, and the bounds of where a variable is.
    private static readonly string[] SectionNames = [".debug_info", ".debug_loc"];

    /// <summary>Clears that bit in the object.</summary>
    public void Run()
    {
        foreach (var section in elf.Sections.Where(section => SectionNames.Contains(section.Name)))
        {
            var relocations = elf.RelocationsOf(elf.Sections.IndexOf(section));
            foreach (var relocation in relocations is null ? [] : Elf.ReadRelocations(relocations))
            {
                var symbol = elf.Symbols[relocation.Symbol];
                if (symbol.Section != 0 && (elf.Sections[symbol.Section].Flags & Elf.FlagExec) != 0)
                {
                    section.Data[relocation.Offset] &= 0xfe;
                }
            }
        }
    }
}
