// SPDX-License-Identifier: MIT
// The portable code, as it is compiled for the board, keeps to what nanoFramework 1.x runs; and the gate finds each thing that is not.
namespace Wardstone.Tests.Host.Gates;

public class IlGateTests
{
    public static TheoryData<string> FirmwareProjects => [.. Repository.Projects("firmware")];

    [Theory]
    [MemberData(nameof(FirmwareProjects))]
    public void FirmwareIsPortable(string project)
    {
        // As firmware/Appliance/Components/Directory.Build.props names them.
        var name = Path.GetFileNameWithoutExtension(project);
        name = project.StartsWith("firmware/Appliance/Components/", StringComparison.Ordinal) ? "Components." + name : name;
        using var gate = new IlGate(Repository.BoardAssembly(name, "Wardstone." + name));
        Repository.AssertNone("not portable", gate.Check(_ => true));
    }

    public static TheoryData<string> Samples => ["Tmp105", "At24c", "SpiFlash"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void SamplesArePortable(string project)
    {
        using var gate = new IlGate(Repository.BoardAssembly(project, "Wardstone.Samples." + project));
        Repository.AssertNone("not portable", gate.Check(_ => true));
    }

    [Fact]
    public void PortableTestsArePortable()
    {
        // Tests run without components, so a static field is no hole between them: their own, and those in which the compiler keeps
        // lambdas.
        using var gate = new IlGate(Repository.BoardAssembly("Portable", "Wardstone.Tests.Portable"));
        Repository.AssertNone(
            "not portable",
            gate.Check(_ => true).Where(violation => !violation.EndsWith(": static field that changes", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(nameof(Forbidden.GenericType<int>), "generic type")]
    [InlineData(nameof(Forbidden.GenericMethod), "generic method")]
    [InlineData(nameof(Forbidden.UsesGenerics), "generic type System.Collections.Generic.List`1")]
    [InlineData(nameof(Forbidden.CallsGeneric), "generic method called")]
    [InlineData(nameof(Forbidden.UsesNullable), "generic type System.Nullable`1")]
    [InlineData(nameof(Forbidden.UsesTuple), "generic type System.ValueTuple`2")]
    [InlineData(nameof(Forbidden.IsRecord), "record")]
    [InlineData(nameof(Forbidden.Iterates), "iterator or async method")]
    [InlineData(nameof(Forbidden.Awaits), "iterator or async method")]
    [InlineData(nameof(Forbidden.UsesTable), "multidimensional array")]
    [InlineData(nameof(Forbidden.IHasCode), "code in an interface")]
    [InlineData(nameof(Forbidden.UsesStackalloc), "stackalloc")]
    [InlineData(nameof(Forbidden.UsesDouble), "double")]
    [InlineData(nameof(Forbidden.ComputesDouble), "double (ldc.r8)")]
    [InlineData(nameof(Forbidden.Checks), "checked arithmetic (add.ovf)")]
    [InlineData(nameof(Forbidden.ChangesStatic), "static field that changes")]
    [InlineData(nameof(Forbidden.CachesLambda), "static field that changes")]
    [InlineData(nameof(Forbidden.HasThreadStatic), "thread-static field")]
    [InlineData(nameof(Forbidden.TestsWithState), "field of a test class")]
    [InlineData(nameof(Forbidden.RowWithNull), "null in an attribute")]
    [InlineData(nameof(Forbidden.RowWithEnum), "argument that is no number, flag or string")]
    [InlineData(nameof(Forbidden.RowWithCharacter), "argument that is no number, flag or string")]
    [InlineData(nameof(Forbidden.RowWithZero), "zero character in a string")]
    [InlineData(nameof(Forbidden.EmptyRow), "empty row of arguments")]
    [InlineData(nameof(Forbidden.WritesZero), "zero character in a string")]
    [InlineData(nameof(Forbidden.NumbersThreads), "number of a thread")]
    public void Finds(string type, string violation)
    {
        using var gate = new IlGate(typeof(Forbidden).Assembly.Location);
        var prefix = $"{typeof(Forbidden).FullName}+{type}";
        var found = gate.Check(name => name == prefix || name.StartsWith(prefix + "+", StringComparison.Ordinal) || name == prefix + "`1");
        Assert.Contains(found, text => text.EndsWith(": " + violation, StringComparison.Ordinal));
    }

    // What takes unsafe code cannot be written here; the system library uses it all.
    [Theory]
    [InlineData("pointer")]
    [InlineData("stackalloc")]
    [InlineData("static field that changes")]
    public void FindsInTheSystemLibrary(string violation)
    {
        using var gate = new IlGate(Repository.BoardAssembly("CoreLib", "Wardstone.CoreLib"));
        Assert.Contains(gate.Check(_ => true), text => text.EndsWith(": " + violation, StringComparison.Ordinal));
    }

    [Fact]
    public void AllowsWhatRuns()
    {
        using var gate = new IlGate(typeof(Forbidden).Assembly.Location);
        Assert.Empty(gate.Check(name => name == typeof(Forbidden).FullName + "+Portable"));
    }
}
