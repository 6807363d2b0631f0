// SPDX-License-Identifier: MIT
// A client's open files by number. A number is a generation and, in its last bits, a place in the table, so that the number of a file
// that was closed leads to nothing, though its place is another's by then.

using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    internal sealed class OpenFiles
    {
        private const int Places = 8;
        private const int PlaceMask = Places - 1;
        private const int GenerationMask = 0x7FFF_FFFF & ~PlaceMask;

        private readonly OpenFile[] _files = new OpenFile[Places];

        // The generation that was given last. It starts from the time, so that a number from before a restart is none now.
        private int _generation = (int)(DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond) & GenerationMask;

        public OpenFiles(string client)
        {
            for (int i = 0; i < Places; i++)
            {
                _files[i] = new OpenFile(client);
            }
        }

        /// <summary>Whether there is a place for one more.</summary>
        public bool HasRoom => FreePlace() < Places;

        /// <summary>Opens a file. There must be room.</summary>
        /// <returns>Its number is never 0.</returns>
        public OpenFile Add(Node node, FileKind kind, OpenMode mode, Access access)
        {
            int place = FreePlace();
            _generation = (_generation + Places) & GenerationMask;
            _generation = _generation == 0 ? Places : _generation;
            OpenFile file = _files[place];
            file.Number = _generation | place;
            file.Node = node;
            file.Generation = node.Generation;
            file.Kind = kind;
            file.Mode = mode;
            file.Access = access;
            file.Position = 0;
            return file;
        }

        /// <summary>The file behind a number, if it is open for this and is still there.</summary>
        /// <returns>Ok; BadFile, Denied, Removed.</returns>
        public IoStatus Find(int number, OpenMode mode, out OpenFile file)
        {
            file = _files[number & PlaceMask];
            return file.Number != number || number == 0 ? IoStatus.BadFile
                : (file.Mode & mode) != mode ? IoStatus.Denied
                : file.Generation != file.Node.Generation ? IoStatus.Removed
                : IoStatus.Ok;
        }

        /// <summary>Closes a file, also one that is not there any more.</summary>
        public IoStatus Close(int number)
        {
            OpenFile file = _files[number & PlaceMask];
            if (file.Number != number || number == 0)
            {
                return IoStatus.BadFile;
            }

            Close(file);
            return IoStatus.Ok;
        }

        public void CloseAll()
        {
            for (int i = 0; i < Places; i++)
            {
                if (_files[i].Number != 0)
                {
                    Close(_files[i]);
                }
            }
        }

        private static void Close(OpenFile file)
        {
            file.Node.Close(file);
            file.Node = null;
            file.Number = 0;
            file.IsInterrupted = false;
        }

        private int FreePlace()
        {
            int place = 0;
            while (place < Places && _files[place].Number != 0)
            {
                place++;
            }

            return place;
        }
    }
}
