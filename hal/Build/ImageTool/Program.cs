// SPDX-License-Identifier: MIT
// The build tool behind Board.targets. Two commands, run before and after the linker:
//   prepare   splits ilc's object and writes the image header's assembly source
//   finish    turns firmware.elf into the files of artifacts/boards/<image>/ and checks them
// Arguments come as name=value, lists separated by ';'. A failure is one line in MSBuild's format and exit code 1.
using System.Xml.Linq;
using Wardstone.ImageTool;

var arguments = args.Skip(1).Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

try
{
    switch (args.FirstOrDefault())
    {
        case "prepare":
            Prepare();
            return 0;
        case "finish":
            Outputs.Write(arguments);
            return 0;
        default:
            Console.Error.WriteLine("usage: prepare|finish name=value ...");
            return 2;
    }
}
catch (Exception e) when (e is InvalidDataException or IOException)
{
    Console.Error.WriteLine($"ImageTool : error WS0002: {e.Message}");
    return 1;
}

void Prepare()
{
    var elf = new Elf(File.ReadAllBytes(arguments["object"]));
    new DataSplit(elf, XDocument.Load(arguments["map"])).Run();
    File.WriteAllBytes(arguments["split"], elf.Write());

    var id = BuildId.Compute(arguments["inputs"].Split(';', StringSplitOptions.RemoveEmptyEntries), arguments["board"], arguments["version"], arguments["tools"]);
    File.WriteAllText(arguments["header"], ImageHeader.Source(id, arguments["board"], arguments["version"]));
}
