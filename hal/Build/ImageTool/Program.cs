// SPDX-License-Identifier: MIT
// The build tool behind Board.targets. Two commands, run before and after the linker, and one behind ./release:
//   prepare   splits ilc's object and writes the assembly source of image header and component table
//   finish    turns firmware.elf into the files of artifacts/boards/<image>/ and checks them
//   release   copies what goes out of a folder of build output, its second argument, to one of releases, its third
// For the first two, the second argument is a file of name=value lines; some names repeat. A failure is one line in MSBuild's format, and
// exit code 1.
using System.Xml.Linq;
using Wardstone.ImageTool;

if (args is not (["prepare" or "finish", _] or ["release", _, _]))
{
    Console.Error.WriteLine("usage: prepare|finish ARGUMENTS-FILE, or release BUILD-OUTPUT RELEASES");
    return 2;
}

var lines = args[0] == "release" ? [] : File.ReadAllLines(args[1]);
var arguments = lines.Select(line => line.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[1]);

try
{
    if (args[0] == "prepare")
    {
        Prepare();
    }
    else if (args[0] == "release")
    {
        Console.WriteLine(Release.Write(args[1], args[2]));
    }
    else
    {
        Outputs.Write(arguments);
    }

    return 0;
}
catch (Exception e) when (e is InvalidDataException or IOException)
{
    Console.Error.WriteLine($"ImageTool : error WS0002: {e.Message}");
    return 1;
}

void Prepare()
{
    var elf = new Elf(File.ReadAllBytes(One("object")));
    new DataSplit(elf, XDocument.Load(One("map"))).Run();
    new DirectCalls(elf).Run();
    new DebugAddresses(elf).Run();
    new UnwindTables(elf).Run();
    new CallFrames(elf).Run();
    File.WriteAllBytes(One("split"), elf.Write());

    var id = BuildId.Compute(arguments["input"], One("board"), One("version"), One("tools"));
    var components = ComponentTable.Of(arguments["assembly"]);
    File.WriteAllText(One("header"), ImageHeader.Source(id, One("board"), One("version")) + ComponentTable.Source(components));
}

string One(string name) => arguments[name].Single();
