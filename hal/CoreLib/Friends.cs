// SPDX-License-Identifier: MIT
// Who else touches hardware: drivers, the boards that wire them, and the tests of the runtime itself. Nothing in firmware/ is here.

using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Wardstone.Controllers")]
[assembly: InternalsVisibleTo("Wardstone.Devices")]
[assembly: InternalsVisibleTo("Wardstone.Aspeed")]
[assembly: InternalsVisibleTo("Wardstone.Stm32")]
[assembly: InternalsVisibleTo("Wardstone.Common")]
[assembly: InternalsVisibleTo("Wardstone.Ast1030Evb")]
[assembly: InternalsVisibleTo("Wardstone.NucleoF767zi")]
[assembly: InternalsVisibleTo("Wardstone.Stm32f4Discovery")]
[assembly: InternalsVisibleTo("Wardstone.Plain.Ast1030Evb")]
[assembly: InternalsVisibleTo("Wardstone.Plain.NucleoF767zi")]
[assembly: InternalsVisibleTo("Wardstone.Plain.Stm32f4Discovery")]
[assembly: InternalsVisibleTo("Wardstone.Tests.LanguageImage")]
[assembly: InternalsVisibleTo("Wardstone.Tests.RuntimeImage")]
