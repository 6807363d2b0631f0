// SPDX-License-Identifier: MIT
// Facts of the packages that the nanoFramework projects are built from, as their own specifications have them: which assemblies each has,
// and which others it needs, in which version. They are not in the package registries that every machine reaches, so they stand here.

namespace Wardstone.Tests.Host.NanoFramework;

/// <summary>A package.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">The one that is used.</param>
/// <param name="Assemblies">File names, below lib.</param>
/// <param name="Needs">The packages that its assemblies were compiled against.</param>
internal sealed record NanoPackage(string Id, string Version, string[] Assemblies, params (string Id, string Version)[] Needs)
{
    private const string Core = "nanoFramework.CoreLibrary";
    private const string CoreVersion = "1.17.11";

    private static readonly (string, string) OnCore = (Core, CoreVersion);
    private static readonly (string, string) OnEvents = ("nanoFramework.Runtime.Events", "1.11.32");

    /// <summary>Those that a project of this repository may use.</summary>
    public static IReadOnlyDictionary<string, NanoPackage> All { get; } = new NanoPackage[]
    {
        new(Core, CoreVersion, ["mscorlib.dll"]),
        new("nanoFramework.Runtime.Events", "1.11.32", ["nanoFramework.Runtime.Events.dll"], OnCore),
        new("nanoFramework.System.Text", "1.3.42", ["nanoFramework.System.Text.dll"], OnCore),
        new("nanoFramework.System.Device.Gpio", "1.1.57", ["System.Device.Gpio.dll"], OnCore, OnEvents),
        new("nanoFramework.System.Device.I2c", "1.1.29", ["System.Device.I2c.dll"], OnCore),
        new("nanoFramework.System.Device.Spi", "1.3.82", ["System.Device.Spi.dll"], OnCore, OnEvents,
            ("nanoFramework.System.Device.Gpio", "1.1.57")),
        new("nanoFramework.System.IO.Streams", "1.1.96", ["System.IO.Streams.dll"], OnCore, ("nanoFramework.System.Text", "1.3.42")),
        new("nanoFramework.System.IO.Ports", "1.1.132", ["System.IO.Ports.dll"], OnCore, OnEvents,
            ("nanoFramework.System.IO.Streams", "1.1.96")),
        new("nanoFramework.TestFramework", "3.0.80", ["nanoFramework.TestFramework.dll", "nanoFramework.UnitTestLauncher.exe"], OnCore),
    }.ToDictionary(package => package.Id);
}
