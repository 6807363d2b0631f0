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

        /// <summary>Has a signal submitted from now on when it changes, in place of the one before.</summary>
        /// <param name="signal">null: none any more.</param>
        public IoStatus Watch(OpenFile file, Signal signal)
        {
            Unwatch(file);
            IoStatus status = signal == null ? IoStatus.Ok : BeginWatch(signal);
            if (signal != null && status == IoStatus.Ok)
            {
                file.Signal = signal;
                file.NextWatching = Watching;
                Watching = file;
            }

            return status;
        }

        /// <summary>The file is closed: nothing of it may be kept.</summary>
        public virtual void Close(OpenFile file) => Unwatch(file);

        /// <summary>The first of those who watch it; null if nobody does.</summary>
        internal OpenFile Watching { get; private set; }

        /// <summary>One more is to be told. What changes by its own <see cref="Changed"/>, or never, has nothing to do here.</summary>
        protected virtual IoStatus BeginWatch(Signal signal) => IoStatus.Ok;

        /// <summary>One less.</summary>
        protected virtual void EndWatch(Signal signal)
        {
        }

        /// <summary>Tells those who watch it.</summary>
        protected void Changed()
        {
            for (OpenFile file = Watching; file != null; file = file.NextWatching)
            {
                file.Signal.Submit();
            }
        }

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
            while (Watching != null)
            {
                Unwatch(Watching);
            }

            _nameLength = 0;
            Generation++;
        }

        private void Unwatch(OpenFile file)
        {
            OpenFile before = null;
            OpenFile other = Watching;
            while (other != null && other != file)
            {
                before = other;
                other = other.NextWatching;
            }

            if (other == null)
            {
                return;
            }

            if (before == null)
            {
                Watching = file.NextWatching;
            }
            else
            {
                before.NextWatching = file.NextWatching;
            }

            EndWatch(file.Signal);
            file.Signal = null;
            file.NextWatching = null;
        }
    }
}
