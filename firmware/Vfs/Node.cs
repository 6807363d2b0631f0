// SPDX-License-Identifier: MIT
// What is in the tree. A plugin overrides what its nodes can do, and checks nothing that the session has checked: that the file is
// open, is still there, and was opened for this.
//
// Must hold: nothing is allocated after construction; no input makes a method throw; a call ends within the node's own bound.

using System;
using Wardstone.Runtime;

namespace Wardstone.Vfs
{
    /// <summary>A file or directory. The same object may be another file later: the generation tells.</summary>
    public abstract class Node
    {
        private readonly byte[] _name;
        private int _nameLength;
        private OpenFile _watching;

        /// <summary>A node that stays.</summary>
        protected Node(byte[] name)
        {
            _name = name;
            _nameLength = name.Length;
        }

        /// <summary>A node that is given names later.</summary>
        protected Node() => _name = new byte[FileStatus.MaxName];

        /// <summary>Empty for the root.</summary>
        public SpanByte Name => new SpanByte(_name, 0, _nameLength);

        /// <summary>Another one once the file was removed: who opened the one before has none any more.</summary>
        public int Generation { get; private set; }

        /// <summary>Tells what it is, and what everybody may do with it at most.</summary>
        /// <returns>Ok; NotPresent if it is not there just now.</returns>
        public abstract IoStatus Describe(out FileStatus status);

        /// <summary>As <see cref="IFileSystemSession.Read"/>; a continuous file from <see cref="OpenFile.Position"/> on, which the session
        /// moves.</summary>
        public virtual IoStatus Read(OpenFile file, SpanByte buffer, out int count)
        {
            count = 0;
            return IoStatus.NotSupported;
        }

        /// <summary>As <see cref="IFileSystemSession.Write"/>; positions as with Read.</summary>
        public virtual IoStatus Write(OpenFile file, SpanByte data, out int count)
        {
            count = 0;
            return IoStatus.NotSupported;
        }

        /// <summary>As <see cref="IFileSystemSession.Transfer"/>.</summary>
        public virtual IoStatus Transfer(SpanByte write, SpanByte read, int timeoutMs, out int count)
        {
            count = 0;
            return IoStatus.NotSupported;
        }

        /// <summary>Empties it. What has no size has nothing to empty.</summary>
        public virtual IoStatus Truncate() => IoStatus.Ok;

        /// <summary><see cref="OpenFile.Signal"/> is to be submitted from now on when it changes. What never changes has nothing more to
        /// do here.</summary>
        public virtual IoStatus Watch(OpenFile file)
        {
            if (!file.IsWatching)
            {
                file.IsWatching = true;
                file.NextWatching = _watching;
                _watching = file;
            }

            return IoStatus.Ok;
        }

        /// <summary>The file is closed: nothing of it may be kept.</summary>
        public virtual void Close(OpenFile file)
        {
            OpenFile before = null;
            for (OpenFile other = _watching; other != null; before = other, other = other.NextWatching)
            {
                if (other == file && before == null)
                {
                    _watching = file.NextWatching;
                }
                else if (other == file)
                {
                    before.NextWatching = file.NextWatching;
                }
            }

            file.IsWatching = false;
        }

        /// <summary>Tells those who watch it.</summary>
        protected void Changed()
        {
            for (OpenFile file = _watching; file != null; file = file.NextWatching)
            {
                file.Signal.Submit();
            }
        }

        /// <summary>Whether anybody watches it.</summary>
        protected bool IsWatched => _watching != null;

        /// <summary>It is a new file from now on.</summary>
        protected void Rename(SpanByte name)
        {
            name.CopyTo(_name);
            _nameLength = name.Length;
        }

        /// <summary>It is no file any more: who watches learns it, and then has nothing more to do with it.</summary>
        protected void Vanish()
        {
            Changed();
            while (_watching != null)
            {
                _watching.IsWatching = false;
                _watching = _watching.NextWatching;
            }

            _nameLength = 0;
            Generation++;
        }
    }
}
