// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Tests.Portable
{
    /// <summary>A file of <see cref="ExampleFiles"/>: what it is, and its bytes.</summary>
    public sealed class ExampleFile
    {
        public ExampleFile(string path, FileKind kind, bool isReadable, bool isWritable, string content)
        {
            Path = path;
            Name = path.Substring(path.LastIndexOf('/') + 1);
            Status = new FileStatus { Kind = kind, IsReadable = isReadable, IsWritable = isWritable };
            Set(content);
        }

        public string Path { get; }

        /// <summary>In its directory; a test gives it one that no file can have.</summary>
        public string Name { get; set; }

        /// <summary>Without the size of a directory.</summary>
        public FileStatus Status;

        /// <summary>Its content, or what a stream gives at each read.</summary>
        public byte[] Bytes { get; private set; }

        /// <summary>Replaces the content: another version.</summary>
        public void Set(string content)
        {
            Bytes = Hex.Ascii(content);
            Changed();
        }

        /// <summary>Writes into the content, which grows as needed.</summary>
        public void Put(int position, byte[] data)
        {
            byte[] bytes = new byte[position + data.Length > Bytes.Length ? position + data.Length : Bytes.Length];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = i >= position && i < position + data.Length ? data[i - position] : i < Bytes.Length ? Bytes[i] : (byte)0;
            }

            Bytes = bytes;
            Changed();
        }

        private void Changed()
        {
            if (Status.Kind == FileKind.Continuous)
            {
                Status.Size = Bytes.Length;
                Status.Version++;
            }
        }
    }
}
