// SPDX-License-Identifier: MIT
// Genode's File_system session as a session call: files by path, one client's open ones by number. What a client may see and do is the
// server's policy by label; what it may not see does not exist for it.
//
// A path is absolute: "/" alone, or "/" and a name, again and again. At most MaxPath bytes; a name has 1 to MaxName
// characters of printable ASCII without '/', and is neither "." nor "..". Whatever else is BadName, and never looked up.

using System;

namespace Wardstone.Runtime
{
    /// <summary>Files and directories. No call waits for something to happen: who wants that asks for a signal by Watch.</summary>
    public interface IFileSystemSession
    {
        /// <summary>Opens what is at <paramref name="path"/>.</summary>
        /// <param name="file">Its number for the other calls, until Close; never 0 where the status is Ok.</param>
        /// <param name="path">Absolute.</param>
        /// <param name="mode">Create makes an empty file where there is none, Truncate empties one; both need Write.</param>
        /// <returns>Ok; BadName, NotPresent, NotADirectory, Denied, IsADirectory (Write), NoSpace (Create), TooManyOpen; NotSupported
        /// for a mode that makes no sense.</returns>
        IoStatus Open(SpanByte path, OpenMode mode, out int file);

        /// <returns>BadFile if it is not open; that goes for every call with a file.</returns>
        IoStatus Close(int file);

        /// <summary>Reads from the file's position on, and moves it. Of a stream: what there is now.</summary>
        /// <param name="count">Bytes read; 0 at the end, or when a stream has nothing.</param>
        /// <returns>Removed if the file is gone; Interrupted if a response that was waiting here was given up.</returns>
        IoStatus Read(int file, SpanByte buffer, out int count);

        /// <summary>Writes at the file's position, and moves it. To a transactional file: a whole request, whose response is then to be
        /// read through the same file, by this client alone.</summary>
        /// <param name="count">Bytes written: all of them, or what there was room for.</param>
        /// <returns>NoSpace if there was no room for a byte; Busy while another's response waits for its reader.</returns>
        IoStatus Write(int file, SpanByte data, out int count);

        /// <summary>Moves the file's position, in a directory the entry that is read next.</summary>
        /// <returns>NotSupported on streams and transactional files, and where the position is negative.</returns>
        IoStatus Seek(int file, int position);

        /// <summary>A request and its response at once, on a transactional file: nothing of either is kept.</summary>
        /// <inheritdoc cref="ICharDevice.Transfer"/>
        IoStatus Transfer(int file, SpanByte write, SpanByte read, int timeoutMs, out int count);

        /// <summary>What is at <paramref name="path"/>, without opening it.</summary>
        IoStatus Stat(SpanByte path, out FileStatus status);

        /// <summary>The next entry of an open directory.</summary>
        /// <param name="directory">From Open.</param>
        /// <param name="name">Room for MaxName bytes.</param>
        /// <param name="length">Of the name; 0 after the last entry.</param>
        /// <param name="status">What it is.</param>
        /// <returns>TooLong if the name does not fit: the entry is not passed then.</returns>
        IoStatus ReadDirectory(int directory, SpanByte name, out int length, out FileStatus status);

        /// <summary>Has <paramref name="signal"/> submitted whenever the file's content or the directory's entries change, until Close; in
        /// place of the one before. Who asks looks once, for what came before. When the server was restarted the signal is submitted once
        /// more: the next call is ServerFaulted then, no file is open any more, and whoever wants to watch does so anew.</summary>
        /// <returns>NotSupported if nobody can know when it changes; Busy if a device tells one watcher only, and there is
        /// one; TooManyOpen if there are too many.</returns>
        IoStatus Watch(int file, Signal signal);

        /// <summary>Removes a file. Who has it open gets Removed from then on.</summary>
        /// <returns>Denied without the right to write it, or where its kind cannot be removed.</returns>
        IoStatus Remove(SpanByte path);
    }
}
