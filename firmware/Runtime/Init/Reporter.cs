// SPDX-License-Identifier: MIT
// Publishes the state of the children, the heaps, the threads and the faults: as soon as the children's state changed, but not more often
// than the configuration says; and the figures each period. Whoever provides the Report service first in the configuration gets
// them. Allocates nothing once it is made, and a board's FaultLog but the names in it.

using System;
using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    internal sealed class Reporter
    {
        private const string Service = "Report";
        private const int MaxFaults = 16;

        private const int LeastText = 6 * 1024;
        private const int TextOfChild = 224;

        private static readonly string[] Names = { "init", "faults", "heaps", "threads" };

        // By bit: those that say what happened, and those that have figures.
        private const int Changes = 0x3;
        private const int Figures = 0xD;

        private readonly Kernel _kernel;
        private readonly ReportTexts _texts;
        private readonly HidWriter _writer;
        private readonly byte[] _buffer;
        private readonly Session[] _sessions;
        private readonly int _delayMs;
        private readonly int _periodMs;
        private long _lastMs;
        private long _figuresMs;
        private int _pending;

        public Reporter(ChildList children, Kernel kernel, Sessions sessions, int delayMs, int periodMs)
        {
            _kernel = kernel;
            _delayMs = delayMs;
            _periodMs = periodMs;
            int size = (children.Count + 1) * TextOfChild;
            _buffer = new byte[size > LeastText ? size : LeastText];
            _writer = new HidWriter(_buffer);
            _texts = new ReportTexts(children, kernel, _writer);
            _sessions = new Session[Names.Length];
            Child server = FindServer(children);
            for (int i = 0; server != null && i < Names.Length; i++)
            {
                _sessions[i] = sessions.Add(server, Service, Names[i]);
            }

            _lastMs = kernel.NowMs - delayMs;
            _figuresMs = kernel.NowMs;
        }

        /// <summary>When there is something to do again at the latest.</summary>
        public long NextMs { get; private set; } = long.MaxValue;

        /// <summary>Reports what is due.</summary>
        /// <param name="hasChanged">Whether the children's state has changed.</param>
        public void Run(bool hasChanged)
        {
            if (_sessions[0] == null)
            {
                return;
            }

            long nowMs = _kernel.NowMs;
            _pending |= hasChanged ? Changes : 0;
            if (nowMs >= _figuresMs)
            {
                _pending |= Figures;
                _figuresMs = nowMs + _periodMs;
            }

            if (_pending != 0 && nowMs >= _lastMs + _delayMs)
            {
                _lastMs = nowMs;
                Submit();
            }

            NextMs = _pending != 0 && _lastMs + _delayMs < _figuresMs ? _lastMs + _delayMs : _figuresMs;
        }

        private void Submit()
        {
            for (int i = 0; i < Names.Length; i++)
            {
                // One that the server missed by its death is tried again. One that it has no room for is not, and where there is no
                // server, its start is a change.
                if ((_pending & (1 << i)) != 0 && Submit(i) != IoStatus.ServerFaulted)
                {
                    _pending &= ~(1 << i);
                }
            }
        }

        private IoStatus Submit(int index)
        {
            if (!Sessions.TryOpen(_sessions[index]))
            {
                return IoStatus.NotPresent;
            }

            switch (index)
            {
                case 0:
                    _texts.WriteInit();
                    return Send(index);
                case 1:
                    return SubmitFaults(index);
                case 2:
                    _texts.WriteHeaps();
                    return Send(index);
                default:
                    _texts.WriteThreads();
                    return Send(index);
            }
        }

        // As many of the last ones as there is room for.
        private IoStatus SubmitFaults(int index)
        {
            IoStatus status = IoStatus.TooLong;
            for (int most = MaxFaults; most > 0 && status == IoStatus.TooLong; most /= 2)
            {
                _texts.WriteFaults(most);
                status = Send(index);
            }

            return status;
        }

        private IoStatus Send(int index) => _writer.TryEnd(out int length)
            ? ((IReportSession)_sessions[index].Portal).Submit(new SpanByte(_buffer, 0, length))
            : IoStatus.TooLong;

        private static Child FindServer(ChildList children)
        {
            Child server = null;
            for (Child child = children.First; child != null && server == null; child = child.Next)
            {
                server = child.Parent == null ? Routing.Provider(child, Service) : null;
            }

            return server;
        }
    }
}
