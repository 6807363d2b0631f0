// SPDX-License-Identifier: MIT
using System;
using System.Runtime.CompilerServices;
using nanoFramework.TestFramework;
using Wardstone.Components;
using Wardstone.Drivers;
using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Tests.Portable
{
    /// <summary>A client of a VFS, with strings in place of spans. Each method says what status it expects. None is inlined: hundreds of
    /// calls of them go into one image.</summary>
    public sealed class Files
    {
        /// <summary>A tree with a directory and a ram directory, for one client that may do everything.</summary>
        public const string Plain = "+ vfs\n  + dir dev\n    + null null\n    + zero zero\n  + ram tmp | size: 256 | files: 3\n"
            + "+ policy all\n  + allow / | write: yes\n";

        public const OpenMode ReadWrite = OpenMode.Read | OpenMode.Write;
        public const OpenMode New = ReadWrite | OpenMode.Create;

        private readonly byte[] _buffer = new byte[512];

        public Files(IFileSystemSession session) => Session = session;

        public IFileSystemSession Session { get; }

        /// <summary>The component, constructed without a refusal.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static VfsComponent Component(TestEnv env, params CharDriver[] drivers)
        {
            VfsComponent component = new VfsComponent(drivers);
            component.Construct(env);
            Assert.IsNull(env.Refusal);
            return component;
        }

        /// <summary>The client `all` of a configuration.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static Files Of(string config) => Of(Component(new TestEnv(config)), "all");

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static Files Of(VfsComponent component, string client) =>
            new Files((IFileSystemSession)component.Open("FileSystem", client));

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void Expect(IoStatus expected, IoStatus status) => Assert.AreEqual((int)expected, (int)status);

        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Open(string path, OpenMode mode = OpenMode.Read, IoStatus expected = IoStatus.Ok)
        {
            Expect(expected, Session.Open(Hex.Ascii(path), mode, out int file));
            Assert.AreEqual(expected == IoStatus.Ok, file != 0);
            return file;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Close(int file) => Expect(IoStatus.Ok, Session.Close(file));

        /// <summary>What one call reads, at most <paramref name="most"/> bytes.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public string Read(int file, int most = 512, IoStatus expected = IoStatus.Ok)
        {
            Expect(expected, Session.Read(file, new SpanByte(_buffer, 0, most), out int count));
            Assert.IsTrue(expected == IoStatus.Ok || count == 0);
            return HidText.String(new SpanByte(_buffer, 0, count));
        }

        /// <summary>What one call reads, as <see cref="Hex.Text"/>: on nanoFramework a string ends at a zero byte.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public string ReadHex(int file, int most = 512)
        {
            Expect(IoStatus.Ok, Session.Read(file, new SpanByte(_buffer, 0, most), out int count));
            return Hex.Text(new SpanByte(_buffer, 0, count));
        }

        /// <returns>Bytes written.</returns>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public int Write(int file, string text, IoStatus expected = IoStatus.Ok)
        {
            Expect(expected, Session.Write(file, Hex.Ascii(text), out int count));
            Assert.IsTrue(expected == IoStatus.Ok || count == 0);
            return count;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Seek(int file, int position, IoStatus expected = IoStatus.Ok) => Expect(expected, Session.Seek(file, position));

        [MethodImpl(MethodImplOptions.NoInlining)]
        public FileStatus Stat(string path, IoStatus expected = IoStatus.Ok)
        {
            Expect(expected, Session.Stat(Hex.Ascii(path), out FileStatus status));
            return status;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Remove(string path, IoStatus expected = IoStatus.Ok) => Expect(expected, Session.Remove(Hex.Ascii(path)));

        /// <summary>The names in a directory, with a blank between them; a directory's has a slash behind it.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public string List(string path)
        {
            int directory = Open(path);
            string names = "";
            for (string name = Next(directory); name.Length != 0; name = Next(directory))
            {
                names += (names.Length == 0 ? "" : " ") + name;
            }

            Close(directory);
            return names;
        }

        /// <summary>The next entry of an open directory; empty after the last.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public string Next(int directory)
        {
            Expect(IoStatus.Ok, Session.ReadDirectory(directory, _buffer, out int length, out FileStatus status));
            return HidText.String(new SpanByte(_buffer, 0, length)) + (status.Kind == FileKind.Directory ? "/" : "");
        }

        /// <summary>The whole content of a file.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public string Content(string path)
        {
            int file = Open(path);
            string text = Read(file);
            Close(file);
            return text;
        }

        /// <summary>Makes the file if it is not there, and gives it this content.</summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Put(string path, string text)
        {
            int file = Open(path, New | OpenMode.Truncate);
            Assert.AreEqual(text.Length, Write(file, text));
            Close(file);
        }
    }
}
