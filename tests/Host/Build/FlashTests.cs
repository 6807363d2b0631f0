// SPDX-License-Identifier: MIT
// ./flash with tools that only pretend: each keeps a line for every call, and has files for a flash. That these are the right commands for
// real tools and boards is not shown here.
using System.Security.Cryptography;
using Wardstone.Emulation;
using Wardstone.Tests.Host.Gates;

namespace Wardstone.Tests.Host.Build;

public sealed class FlashTests : IDisposable
{
    // Calls are openocd's: `flash write_image erase {file} address bin` and `dump_image {file} address size`; st-flash's: write and read;
    // dfu-util's: -s address -D file, and -s address:size -U file. `fault` says what goes wrong.
    private const string Tool = """
        #!/bin/bash
        cd "$(dirname "$0")"; here=$PWD; fault=$(cat fault 2>/dev/null); cd "$OLDPWD"
        echo "${0##*/} $*" >>"$here/calls"
        put() { [ "$fault" = lost-write ] || cp "$1" "$here/at-$2"; }
        get() {
          [ "$fault" = no-read ] || head -c "$3" "$here/at-$2" >"$1"
          [ "$fault" != bit ] || printf x | dd of="$1" conv=notrunc status=none
        }
        [ "$fault" != fails ] || { echo "no device found"; exit 9; }
        words=$(printf '%s\n' "$*" | tr -d '{}')
        set -- $words
        while [ $# -gt 0 ]; do
          case $1 in
            write_image) put "$3" "$4" ;;
            dump_image) get "$2" "$3" "$4" ;;
            write) put "$2" "$3" ;;
            read) get "$2" "$3" "$4" ;;
            -D) put "$2" "$address" ;;
            -U) get "$2" "${address%:*}" "${address#*:}" ;;
            -s) address=$2 ;;
          esac
          shift
        done
        """;

    private readonly ScratchDirectory _scratch = new();
    private readonly string _tools;
    private readonly string _built;

    public FlashTests()
    {
        // A repository of one board, and a PATH of the shell's own programs.
        _tools = _scratch.Subdirectory("tools");
        _built = _scratch.Subdirectory("artifacts/boards/some-board");
        _ = _scratch.Subdirectory("boards/some-board");
        _ = _scratch.Subdirectory("boards/other-board");
        File.WriteAllText(At("boards/some-board/openocd.cfg"), "");
        File.Copy(Path.Combine(Repository.Root, "flash"), At("flash"));
        byte[] image = [.. Enumerable.Range(0, 300).Select(i => (byte)i)];
        File.WriteAllBytes(Path.Combine(_built, "firmware.bin"), image);
        File.WriteAllBytes(Path.Combine(_built, "config.bin"), [4, 0, 0, 0, 65, 66, 67, 10]);
        File.WriteAllText(Path.Combine(_built, "manifest.json"), $$"""
            {
              "board": "some-board",
              "image": {
                "file": "firmware.bin",
                "address": "0x08000000",
                "sha256": "{{Convert.ToHexStringLower(SHA256.HashData(image))}}"
              },
              "config": {
                "file": "config.bin",
                "address": "0x08080000"
              }
            }
            """);
        string[] programs = ["bash", "sed", "dirname", "sha256sum", "cut", "stat", "mktemp", "rm", "cat", "cp", "head", "tr", "dd"];
        foreach (var program in programs)
        {
            File.CreateSymbolicLink(Path.Combine(_tools, program), $"/usr/bin/{program}");
        }
    }

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("openocd", "openocd -f boards/some-board/openocd.cfg -c init -c reset halt"
        + " -c flash write_image erase {BUILT/firmware.bin} 0x08000000 bin -c flash write_image erase {BUILT/config.bin} 0x08080000 bin"
        + " -c dump_image {BACK/0} 0x08000000 300 -c dump_image {BACK/1} 0x08080000 8 -c reset run -c shutdown\n")]
    [InlineData("st-flash", """
        st-flash --connect-under-reset write BUILT/firmware.bin 0x08000000
        st-flash --connect-under-reset write BUILT/config.bin 0x08080000
        st-flash --connect-under-reset read BACK/0 0x08000000 300
        st-flash --connect-under-reset read BACK/1 0x08080000 8
        st-flash reset

        """)]
    [InlineData("dfu-util", """
        dfu-util -d 0483:df11 -a 0 -s 0x08000000 -D BUILT/firmware.bin
        dfu-util -d 0483:df11 -a 0 -s 0x08080000 -D BUILT/config.bin
        dfu-util -d 0483:df11 -a 0 -s 0x08000000:300 -U BACK/0
        dfu-util -d 0483:df11 -a 0 -s 0x08080000:8 -U BACK/1

        """)]
    public void WritesReadsBackAndCompares(string tool, string calls)
    {
        Install(tool);
        var (status, output) = Flash("some-board", "--tool", tool);
        Assert.True(status == 0, output);
        Assert.Contains("verified 300 bytes at 0x08000000", output, StringComparison.Ordinal);
        Assert.Contains("verified 8 bytes at 0x08080000", output, StringComparison.Ordinal);
        Assert.Equal(calls, Calls());

        // And without writing, the same without what writes.
        File.Delete(Path.Combine(_tools, "calls"));
        (status, output) = Flash("some-board", "--verify-only", "--tool", tool);
        Assert.True(status == 0, output);
        Assert.DoesNotMatch("write| -D ", Calls());
    }

    [Fact]
    public void TheSelfTestIsAnImageOfItsOwn()
    {
        Install("openocd");
        var (status, output) = Flash("some-board", "--self-test");
        Assert.Equal(3, status);
        Assert.Contains("'dotnet build boards/SelfTest/some-board'", output, StringComparison.Ordinal);
        Directory.Move(_built, _built + "-selftest");
        (status, output) = Flash("--self-test", "some-board");
        Assert.True(status == 0, output);
        Assert.Contains("{BUILT-selftest/firmware.bin} 0x08000000", Calls(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openocd")]
    [InlineData("st-flash")]
    [InlineData("dfu-util")]
    public void EachFailureHasItsStatus(string tool)
    {
        var (status, output) = Flash("some-board", "--tool", tool);
        Assert.Equal(5, status);
        Assert.Contains($"apt-get install {(tool == "st-flash" ? "stlink-tools" : tool)}", output, StringComparison.Ordinal);

        Install(tool);
        (status, output) = Flash("some-board", "--tool", tool, Fault("fails"));
        Assert.Equal(1, status);
        Assert.Contains("no device found", output, StringComparison.Ordinal);
        Assert.Contains("exit status 9", output, StringComparison.Ordinal);
        Assert.Single(Calls().Split('\n', StringSplitOptions.RemoveEmptyEntries)); // nothing more was tried

        Assert.Equal(0, Flash("some-board", "--tool", tool, Fault("")).Status);
        (status, output) = Flash("some-board", "--tool", tool, Fault("bit"));
        Assert.Equal(6, status);
        Assert.Contains("firmware.bin is not what is at 0x08000000", output, StringComparison.Ordinal);
        (status, output) = Flash("some-board", "--tool", tool, Fault("no-read"));
        Assert.Equal(1, status);
        Assert.Contains("read nothing back", output, StringComparison.Ordinal);

        // The tool says that it has written, and has not.
        File.WriteAllBytes(Path.Combine(_built, "config.bin"), [5, 0, 0, 0, 65, 66, 67, 68, 10]);
        (status, output) = Flash("some-board", "--tool", tool, Fault("lost-write"));
        Assert.Equal(6, status);
        Assert.Contains("config.bin is not what is at 0x08080000", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(2, "no-board")]
    [InlineData(2, "some-board", "other-board")]
    [InlineData(2, "some-board", "--tool", "hammer")]
    [InlineData(2, "some-board", "--tool")]
    [InlineData(2, "--help")]
    [InlineData(2, "../boards/some-board")]
    [InlineData(4, "other-board")]
    public void WhatIsAskedForWronglyTouchesNothing(int expected, params string[] arguments)
    {
        Install("openocd");
        var (status, output) = Flash(arguments);
        Assert.True(status == expected, output);
        Assert.False(File.Exists(Path.Combine(_tools, "calls")), output);
    }

    [Theory]
    [InlineData("manifest.json", null)]
    [InlineData("firmware.bin", null)]
    [InlineData("config.bin", "")]
    [InlineData("firmware.bin", "of another build")]
    [InlineData("manifest.json", "{}")]
    public void WhatIsNotWholeIsNotWritten(string file, string? content)
    {
        Install("openocd");
        File.Delete(Path.Combine(_built, file));
        if (content != null)
        {
            File.WriteAllText(Path.Combine(_built, file), content);
        }

        var (status, output) = Flash("some-board");
        Assert.True(status == 3, output);
        Assert.Contains("build", output, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_tools, "calls")), output);
    }

    private string At(string path) => Path.Combine(_scratch.FullPath, path);

    private void Install(string tool)
    {
        var path = Path.Combine(_tools, tool);
        File.WriteAllText(path, Tool);
        _ = Repository.Run(_tools, "chmod", "+x", path);
    }

    // Of the next run; no argument of it.
    private string Fault(string fault)
    {
        File.Delete(Path.Combine(_tools, "calls"));
        File.WriteAllText(Path.Combine(_tools, "fault"), fault);
        return "";
    }

    private (int Status, string Output) Flash(params string[] arguments) => Repository.Run(
        Path.GetTempPath(), "/usr/bin/env", [$"PATH={_tools}", "bash", At("flash"), .. arguments.Where(argument => argument.Length > 0)]);

    private string Calls() => string.Join('\n', File.ReadAllText(Path.Combine(_tools, "calls")).Split('\n')
        .Select(line => System.Text.RegularExpressions.Regex.Replace(line, @"[^ {]*/(?=[01]\b)", "BACK/")))
        .Replace("artifacts/boards/some-board", "BUILT", StringComparison.Ordinal);
}
