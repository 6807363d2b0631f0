// SPDX-License-Identifier: MIT
// What a board measures in place of an image where it cannot read its own, as on a stock nanoCLR: a text that the build wrote, which says
// what the program was compiled from. Board and host read it by this one reader. Lines of ASCII, each ended by LF, in this order:
//   wardstone sources 1
//   board NAME
//   version VERSION
//   DIGEST  PART          one for each part of the sources, such as firmware/Tpm
// A digest is the SHA-256, in lower case, of the part's lines in the build's list of source files, which has "DIGEST  PATH" for each file.
// It is worth what the build's word is worth: nothing makes the code that runs be the one that the text tells of.

using Wardstone.Runtime;
using Wardstone.Tpm.Hashes;

namespace Wardstone.MeasuredBoot
{
    /// <summary>The names and digests in a text of sources.</summary>
    public sealed class SourceImage
    {
        /// <summary>Most bytes of a text.</summary>
        public const int MaxLength = 8192;

        private const string FirstLine = "wardstone sources 1";
        private const string BoardWord = "board ";
        private const string VersionWord = "version ";
        private const string ComponentsFolder = "firmware/Appliance/Components/";
        private const string RuntimeFolder = "firmware/Runtime";

        // A subsystem's code is Init, which is in the runtime itself.
        private const string RuntimeBinary = "init";

        private const int DigestLength = 2 * Sha256.DigestSize;
        private const int PathStart = DigestLength + 2;

        private readonly IRomSession _text;
        private readonly byte[] _components;
        private int _position;
        private int _lineStart;
        private int _lineEnd;
        private int _componentsLength;

        private SourceImage(IRomSession text)
        {
            _text = text;
            _components = new byte[text.Length];
        }

        /// <summary>Name of the board.</summary>
        public string Board { get; private set; }

        /// <summary>Version of the firmware.</summary>
        public string Version { get; private set; }

        /// <summary>SHA-256 of the text.</summary>
        public byte[] BuildId { get; } = new byte[PcrPlan.BuildIdSize];

        /// <summary>A component table (<see cref="ComponentTable"/>): the digests of the parts that are components, and of the runtime.
        /// </summary>
        public byte[] Components()
        {
            byte[] table = new byte[_componentsLength];
            for (int i = 0; i < table.Length; i++)
            {
                table[i] = _components[i];
            }

            return table;
        }

        /// <summary>Reads a text.</summary>
        /// <returns>Null if it is none.</returns>
        public static SourceImage Read(IRomSession text)
        {
            if (text.Length > MaxLength)
            {
                return null;
            }

            SourceImage image = new SourceImage(text);
            return image.ReadNames() && image.ReadParts() ? image : null;
        }

        private bool ReadNames()
        {
            if (!NextLine() || !IsAt(_lineStart, FirstLine) || _lineEnd != _lineStart + FirstLine.Length)
            {
                return false;
            }

            Board = NextLine() && IsAt(_lineStart, BoardWord) ? Text(_lineStart + BoardWord.Length, _lineEnd) : "";
            Version = NextLine() && IsAt(_lineStart, VersionWord) ? Text(_lineStart + VersionWord.Length, _lineEnd) : "";
            return Board.Length > 0 && Board.Length < PcrPlan.MaxBoardName && Version.Length > 0 && Version.Length < PcrPlan.VersionSize;
        }

        private bool ReadParts()
        {
            while (_position < _text.Length)
            {
                if (!NextLine() || !ReadPart())
                {
                    return false;
                }
            }

            Sha256 hash = new Sha256();
            hash.Append(_text.Bytes(0, _text.Length));
            hash.Finish(BuildId);
            return _componentsLength > 0;
        }

        private bool ReadPart()
        {
            if (_lineEnd - _lineStart <= PathStart || At(_lineStart + DigestLength) != ' ' || At(_lineStart + DigestLength + 1) != ' ')
            {
                return false;
            }

            int path = _lineStart + PathStart;
            string binary = IsAt(path, ComponentsFolder) ? BinaryName(path + ComponentsFolder.Length)
                : _lineEnd - path == RuntimeFolder.Length && IsAt(path, RuntimeFolder) ? RuntimeBinary
                : "";
            return AddDigest(binary);
        }

        // Each digest has to be one, also that of a part that is no component.
        private bool AddDigest(string binary)
        {
            int start = _componentsLength;
            if (binary.Length >= ComponentTable.NameSize)
            {
                return false;
            }

            for (int i = 0; i < Sha256.DigestSize; i++)
            {
                int high = Nibble(At(_lineStart + (2 * i)));
                int low = Nibble(At(_lineStart + (2 * i) + 1));
                if (high < 0 || low < 0)
                {
                    return false;
                }

                if (binary.Length > 0)
                {
                    _components[start + ComponentTable.NameSize + i] = (byte)((high << 4) | low);
                }
            }

            for (int i = 0; i < binary.Length; i++)
            {
                _components[start + i] = (byte)binary[i];
            }

            _componentsLength += binary.Length > 0 ? ComponentTable.EntrySize : 0;
            return true;
        }

        // The folder UartLog is the binary uart_log.
        private string BinaryName(int start)
        {
            string name = "";
            for (int i = start; i < _lineEnd; i++)
            {
                char c = (char)At(i);
                bool isUpper = c >= 'A' && c <= 'Z';
                name += isUpper && name.Length > 0 ? "_" : "";
                name += isUpper ? (char)(c - 'A' + 'a') : c;
            }

            return name;
        }

        private bool NextLine()
        {
            _lineStart = _position;
            while (_position < _text.Length && At(_position) != '\n')
            {
                _position++;
            }

            _lineEnd = _position;
            _position++;
            return _lineEnd < _text.Length;
        }

        private bool IsAt(int start, string word)
        {
            for (int i = 0; i < word.Length; i++)
            {
                if (start + i >= _lineEnd || At(start + i) != word[i])
                {
                    return false;
                }
            }

            return true;
        }

        private string Text(int start, int end)
        {
            char[] characters = new char[end - start];
            for (int i = 0; i < characters.Length; i++)
            {
                characters[i] = (char)At(start + i);
            }

            return new string(characters);
        }

        private int At(int offset) => _text.Bytes(offset, 1)[0];

        private static int Nibble(int character) =>
            character >= '0' && character <= '9' ? character - '0'
            : character >= 'a' && character <= 'f' ? character - 'a' + 10
            : -1;
    }
}
