// SPDX-License-Identifier: MIT
// What a genuine boot looks like: the events that it logs, in order, and the PCRs that they make. Events and PCRs follow
// from six inputs by the PCR plan that the firmware is built with; the board has no say in it.

using System.Buffers.Binary;
using System.Text;
using Wardstone.Log;
using Wardstone.MeasuredBoot;
using Wardstone.Tpm;
using Wardstone.Verification;

namespace Wardstone.Reference;

/// <summary>One event of a genuine boot.</summary>
/// <param name="Check">Which check of a verdict it is for, by <see cref="CheckNames"/>.</param>
public sealed record ReferenceEvent(string Check, int Pcr, TcgEventType Type, byte[] Data, IReadOnlyDictionary<TpmAlgId, byte[]> Digests);

/// <summary>The reference values of one build for one board.</summary>
public sealed class ReferenceManifest
{
    /// <summary>The banks that a board measures into, if its TPM has them.</summary>
    public static readonly IReadOnlyList<TpmAlgId> Banks = [TpmAlgId.Sha256, TpmAlgId.Sha384];

    /// <summary>Computes events and PCRs.</summary>
    /// <param name="board">Name of the board.</param>
    /// <param name="version">Version of the firmware.</param>
    /// <param name="buildId">Build id, 32 bytes.</param>
    /// <param name="image">Digests of firmware.bin, by bank.</param>
    /// <param name="config">Digests of the configuration's text, by bank.</param>
    /// <param name="components">The components that the configuration starts, in its order.</param>
    /// <exception cref="InvalidDataException">A name does not fit, or a size is wrong.</exception>
    public ReferenceManifest(
        string board,
        string version,
        byte[] buildId,
        IReadOnlyDictionary<TpmAlgId, byte[]> image,
        IReadOnlyDictionary<TpmAlgId, byte[]> config,
        IReadOnlyList<ComponentEvent> components)
    {
        Board = board;
        Version = version;
        BuildId = Convert.ToHexStringLower(buildId);
        var versionData = Ascii(version, PcrPlan.VersionSize);
        Array.Resize(ref versionData, PcrPlan.VersionSize);
        if (buildId.Length != PcrPlan.BuildIdSize || !Banks.All(b => IsDigest(b, image) && IsDigest(b, config)))
        {
            throw new InvalidDataException("a build id or a digest has the wrong size");
        }

        if (components.FirstOrDefault(c => c.Code.Length != PcrPlan.CodeDigestSize || !IsName(c.Name)) is { } wrong)
        {
            throw new InvalidDataException($"'{wrong.Name}' is no component's name, or its digest has the wrong size");
        }

        Image = image;
        Config = config;
        Components = components;
        Events =
        [
            Said(CheckNames.Version, PcrPlan.FirmwarePcr, TcgEventType.SCrtmVersion, [.. versionData, .. buildId]),
            Named(CheckNames.Firmware, PcrPlan.FirmwarePcr, TcgEventType.NonHostCode, PcrPlan.ImageName, image),
            Said(CheckNames.Board, PcrPlan.PlatformPcr, TcgEventType.NonHostInfo, Ascii(board, PcrPlan.MaxBoardName)),
            Named(CheckNames.Configuration, PcrPlan.PlatformPcr, TcgEventType.NonHostConfig, PcrPlan.ConfigName, config),
            .. components.Select(c =>
                Said(CheckNames.Component + c.Name, PcrPlan.ComponentsPcr, TcgEventType.EventTag, c.ToData())),
            .. PcrValues.Numbers(PcrPlan.Pcrs).Select(pcr => Said(CheckNames.Separators, pcr, TcgEventType.Separator, SeparatorData())),
        ];
        Pcrs = PcrValues.After(Banks, Events.Select(e => (e.Pcr, e.Digests)));
    }

    /// <summary>Name of the board.</summary>
    public string Board { get; }

    /// <summary>Version of the firmware.</summary>
    public string Version { get; }

    /// <summary>Build id in hexadecimal.</summary>
    public string BuildId { get; }

    /// <summary>Digests of firmware.bin, by bank.</summary>
    public IReadOnlyDictionary<TpmAlgId, byte[]> Image { get; }

    /// <summary>Digests of the configuration's text, by bank.</summary>
    public IReadOnlyDictionary<TpmAlgId, byte[]> Config { get; }

    /// <summary>The components that the configuration starts, in its order.</summary>
    public IReadOnlyList<ComponentEvent> Components { get; }

    /// <summary>The events after the log's header, in order.</summary>
    public IReadOnlyList<ReferenceEvent> Events { get; }

    /// <summary>The PCRs of the plan after these events, in every bank that a board may have.</summary>
    public PcrValues Pcrs { get; }

    /// <summary>Computes the reference from a build output, artifacts/boards/BOARD, or reads one that was saved.</summary>
    /// <param name="path">The directory of a build output, or a file that <see cref="Save"/> wrote.</param>
    /// <exception cref="InvalidDataException">What is there does not fit together; the message says what.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ReferenceManifest Load(string path) => Directory.Exists(path) ? BuildOutput.Read(path) : ReferenceFile.Read(path);

    /// <summary>Writes it as a JSON file.</summary>
    public void Save(string path) => File.WriteAllText(path, ToJson());

    /// <summary>What <see cref="Save"/> writes.</summary>
    public string ToJson() => ReferenceFile.Text(this);

    // An event whose digest is that of its data.
    private static ReferenceEvent Said(string check, int pcr, TcgEventType type, byte[] data) =>
        new(check, pcr, type, data, Banks.ToDictionary(b => b, b => Hash.Of(b, data)));

    // An event whose digest is that of a module, and whose data only names it.
    private static ReferenceEvent Named(
        string check, int pcr, TcgEventType type, string name, IReadOnlyDictionary<TpmAlgId, byte[]> digests) =>
        new(check, pcr, type, Encoding.ASCII.GetBytes(name), digests);

    private static byte[] SeparatorData()
    {
        var data = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(data, PcrPlan.SeparatorOk);
        return data;
    }

    private static byte[] Ascii(string text, int room) =>
        text.Length < room && text.All(c => c is > ' ' and <= '~')
            ? Encoding.ASCII.GetBytes(text)
            : throw new InvalidDataException($"'{text}' is not ASCII without spaces of at most {room - 1} characters");

    private static bool IsName(string name) =>
        name.Length is > 0 and <= PcrPlan.MaxComponentName && name.All(c => c is > ' ' and <= '~');

    private static bool IsDigest(TpmAlgId bank, IReadOnlyDictionary<TpmAlgId, byte[]> digests) =>
        digests.TryGetValue(bank, out var digest) && digest.Length == TpmHash.DigestSize(bank);
}
