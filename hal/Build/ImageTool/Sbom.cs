// SPDX-License-Identifier: MIT
// sbom.json: what an image is made of, as a bill of materials in CycloneDX 1.6 (ECMA-424). Its subject is firmware.bin by its digests; its
// components are the assemblies, as they went into the image, and what the linker took from archives; its tools are the compilers.
// What lies below Wardstone's own folder has Wardstone's version and licence. The image and its own assembly have what the project says of
// itself; of another assembly only a package's version is known. What is not known is left out.
// No time and no path goes in: the same image has the same bytes here.
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Wardstone.ImageTool;

internal sealed class Sbom(ILookup<string, string> arguments)
{
    private const string OwnLicence = "MIT";
    private const string GccLicence = "GPL-3.0-or-later WITH GCC-exception-3.1";

    // What may be taken from, by the archive's file name. Another one fails the build until it is known here.
    private static readonly Dictionary<string, (string Name, string Version, string Licence)> Archives = new()
    {
        ["libgcc.a"] = ("libgcc", "gcc", GccLicence),
        ["libc.a"] = ("newlib", "newlib", "BSD-3-Clause"),
    };

    /// <summary>The bill of an image whose bytes these are.</summary>
    public JsonObject Of(byte[] image, byte[] config)
    {
        var subject = $"image:{One("image")}";
        var assemblies = arguments["assembly"].OrderBy(Path.GetFileName, StringComparer.Ordinal).ToArray();
        var archives = ArchivesIn(File.ReadLines(One("link"))).ToArray();
        var components = new JsonArray([.. assemblies.Select(Assembly), .. archives.Select(Archive), Configuration(config)]);
        var references = components.Select(component => (string)component!["bom-ref"]!).ToArray();
        return new JsonObject
        {
            ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["serialNumber"] = $"urn:uuid:{Identifier([.. image, .. config])}",
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["tools"] = new JsonObject
                {
                    ["components"] = new JsonArray(
                        Component("application", "tool", "ILCompiler", One("ilc"), OwnLicence),
                        Component("application", "tool", "arm-none-eabi-gcc", Version("gcc"), "GPL-3.0-or-later"),
                        Component("application", "tool", "dotnet-sdk", One("sdk"), OwnLicence)),
                },
                ["component"] = Subject(subject, image),
            },
            ["components"] = components,
            ["dependencies"] = new JsonArray([Dependency(subject, references), .. assemblies.Select(path => References(path, assemblies))]),
        };
    }

    /// <summary>The archives that the linker took something from, by its map: a line for each file, `archive(member)`, up to the first
    /// empty line behind the heading.</summary>
    /// <exception cref="InvalidDataException">One of them is not known here.</exception>
    internal static IEnumerable<string> ArchivesIn(IEnumerable<string> map)
    {
        var names = map.SkipWhile(line => !line.StartsWith("Archive member included", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.Length > 0).Where(line => !char.IsWhiteSpace(line[0]))
            .Select(line => Path.GetFileName(line.Split('(')[0])).Distinct().Order(StringComparer.Ordinal).ToArray();
        var unknown = names.FirstOrDefault(name => !Archives.ContainsKey(name));
        return unknown == null
            ? names
            : throw new InvalidDataException($"the image takes code from {unknown}, whose name and licence Sbom.cs does not know");
    }

    private static JsonObject Component(string type, string kind, string name, string version, string licence, byte[]? content = null)
    {
        var component = new JsonObject { ["type"] = type, ["bom-ref"] = $"{kind}:{name}", ["name"] = name };
        if (version.Length > 0)
        {
            component["version"] = version;
        }

        if (licence.Length > 0)
        {
            component["licenses"] = new JsonArray(licence.Contains(' ', StringComparison.Ordinal)
                ? new JsonObject { ["expression"] = licence }
                : new JsonObject { ["license"] = new JsonObject { ["id"] = licence } });
        }

        if (content != null)
        {
            component["hashes"] = new JsonArray(Hash("SHA-256", SHA256.HashData(content)));
        }

        return component;
    }

    private static JsonObject Hash(string algorithm, byte[] digest) =>
        new() { ["alg"] = algorithm, ["content"] = Convert.ToHexStringLower(digest) };

    private static JsonObject Dependency(string reference, IEnumerable<string> on) =>
        new() { ["ref"] = reference, ["dependsOn"] = new JsonArray([.. on.Select(name => (JsonNode)name)]) };

    // Which of the image's other assemblies one refers to.
    private static JsonObject References(string path, string[] assemblies)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        var names = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Intersect(assemblies.Select(Path.GetFileNameWithoutExtension)).Order(StringComparer.Ordinal);
        return Dependency($"assembly:{Path.GetFileNameWithoutExtension(path)}", names.Select(name => $"assembly:{name}"));
    }

    // An identifier of its own for other content (RFC 9562, version 8).
    private static Guid Identifier(byte[] content)
    {
        var bytes = SHA256.HashData(content)[..16];
        bytes[6] = (byte)((bytes[6] & 15) | 0x80);
        bytes[8] = (byte)((bytes[8] & 63) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private string One(string name) => arguments[name].Single();

    // gcc says its name before it.
    private string Version(string name) => One(name).Split(' ', 2)[^1];

    private JsonObject Subject(string reference, byte[] image)
    {
        var subject = Component("firmware", "image", One("image"), One("version"), One("licence"), image);
        subject["bom-ref"] = reference;
        subject["hashes"]!.AsArray().Add(Hash("SHA-384", SHA384.HashData(image)));
        return subject;
    }

    private JsonObject Assembly(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var package = arguments["package"].FirstOrDefault(line => line.StartsWith($"{name} ", StringComparison.Ordinal));
        var (version, licence) = path.StartsWith(One("root"), StringComparison.Ordinal) ? (One("wardstone"), OwnLicence)
            : path == arguments["assembly"].First() ? (One("version"), One("licence"))
            : (package?[(name.Length + 1)..] ?? "", "");
        return Component("library", "assembly", name, version, licence, File.ReadAllBytes(path));
    }

    private JsonObject Archive(string file)
    {
        var (name, version, licence) = Archives[file];
        return Component("library", "archive", name, Version(version), licence);
    }

    private JsonObject Configuration(byte[] config) => Component("data", "module", "config.bin", One("version"), One("licence"), config);
}
