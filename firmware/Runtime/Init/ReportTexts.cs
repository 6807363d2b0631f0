// SPDX-License-Identifier: MIT
// What the reports of Init say; host/PROTOCOL.md, "Reports", has their schemas. Allocates nothing.

using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    internal sealed class ReportTexts
    {
        private const int Schema = 1;

        private static readonly string[] RegisterNames =
        {
            "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7", "r8", "r9", "r10", "r11", "r12", "sp", "lr", "pc", "xpsr",
        };

        private readonly ChildList _children;
        private readonly Kernel _kernel;
        private readonly HidWriter _writer;
        private readonly long _startMs;
        private readonly DomainFigures _figures = new DomainFigures();
        private readonly ThreadFigures _thread = new ThreadFigures();
        private readonly FaultRecord _fault = new FaultRecord();

        public ReportTexts(ChildList children, Kernel kernel, HidWriter writer)
        {
            _children = children;
            _kernel = kernel;
            _writer = writer;
            _startMs = kernel.NowMs;
        }

        public void WriteInit()
        {
            bool isDegraded = false;
            for (Child child = _children.First; child != null; child = child.Next)
            {
                isDegraded |= child.State == ChildState.Degraded || child.State == ChildState.Refused || child.State == ChildState.Stopped;
            }

            _writer.Begin("init");
            _writer.Attribute("version", Schema);
            _writer.Attribute("uptime_ms", _kernel.NowMs - _startMs);
            _writer.Attribute("degraded", isDegraded ? "yes" : "no");
            WriteChildren(null);
        }

        public void WriteHeaps()
        {
            _writer.Begin("heaps");
            _writer.Attribute("version", Schema);
            WriteHeap("system", _kernel.System);
            for (Child child = _children.First; child != null; child = child.Next)
            {
                if (!child.IsSubsystem)
                {
                    WriteHeap(child.Name, child.Domain);
                }
            }
        }

        public void WriteThreads()
        {
            _writer.Begin("threads");
            _writer.Attribute("version", Schema);
            _writer.Attribute("idle_permille", _kernel.ReadIdleShare());
            for (int i = 0; i < _kernel.ThreadCount; i++)
            {
                _kernel.ReadThread(i, _thread);
                _writer.Open("thread", _thread.Name ?? "");
                _writer.Attribute("priority", _thread.Priority);
                _writer.Attribute("stack", _thread.Stack);
                _writer.Attribute("stack_peak", _thread.StackPeak);
                _writer.Close();
            }
        }

        /// <param name="most">How many at most; the oldest ones give way first.</param>
        public void WriteFaults(int most)
        {
            _writer.Begin("faults");
            _writer.Attribute("version", Schema);
            int count = _kernel.Faults.Count;
            for (int i = count > most ? count - most : 0; i < count; i++)
            {
                if (_kernel.Faults.TryRead(i, _fault))
                {
                    WriteFault();
                }
            }
        }

        private void WriteChildren(Child parent)
        {
            for (Child child = _children.First; child != null; child = child.Next)
            {
                if (child.Parent == parent)
                {
                    WriteChild(child);
                }
            }
        }

        private void WriteChild(Child child)
        {
            int used = 0;
            int peak = 0;
            for (Child inner = child; inner != null; inner = inner.Next)
            {
                if (!inner.IsSubsystem && inner.IsWithin(child))
                {
                    inner.Domain.ReadFigures(_figures);
                    used += _figures.RamUsed;
                    peak += _figures.RamPeak;
                }
            }

            _writer.Open("child", child.Config.Name);
            _writer.Attribute("binary", child.BinaryName);
            _writer.Attribute("state", ReportedState(child.State));
            if (child.HasThread)
            {
                _writer.Attribute("priority", child.Config.Priority);
            }

            _writer.Attribute("ram", child.Config.Ram);
            _writer.Attribute("ram_used", used);
            _writer.Attribute("ram_peak", peak);
            _writer.Attribute("restarts", child.Restarts);
            if (child.Fault != FaultCause.None)
            {
                _writer.Attribute("fault", ChildWords.Of(child.Fault));
            }

            if (child.IsSubsystem)
            {
                WriteChildren(child);
            }

            _writer.Close();
        }

        // The states that only Init tells apart have one word in the report.
        private static string ReportedState(ChildState state) => ChildWords.Of(
            state == ChildState.Waiting ? ChildState.Starting : state == ChildState.Stopping ? ChildState.BackOff : state);

        private void WriteHeap(string name, Domain domain)
        {
            domain.ReadFigures(_figures);
            _writer.Open("heap", name);
            _writer.Attribute("quota", _figures.Ram);
            _writer.Attribute("used", _figures.RamUsed);
            _writer.Attribute("peak", _figures.RamPeak);
            _writer.Attribute("allocated", _figures.Allocated);
            _writer.Attribute("collections", _figures.Collections);
            _writer.Attribute("longest_pause_us", _figures.LongestPauseUs);
            _writer.Close();
        }

        private void WriteFault()
        {
            _writer.Open("fault", _fault.Number);
            _writer.Attribute("component", _fault.Component ?? "");
            _writer.Attribute("cause", ChildWords.Of(_fault.Cause));
            _writer.Attribute("boots_ago", _fault.BootsAgo);
            _writer.Attribute("uptime_ms", _fault.UptimeMs);
            _writer.Hex("status", _fault.Status);
            _writer.Hex("address", _fault.Address);
            _writer.Bytes("build_id", _fault.BuildId);
            _writer.Open("registers", "");
            for (int i = 0; i < FaultRecord.RegisterCount; i++)
            {
                _writer.Hex(RegisterNames[i], _fault.Registers[i]);
            }

            _writer.Close();
            _writer.Open("frames", "");
            for (int i = 0; i < _fault.FrameCount && i < FaultRecord.MaxFrames; i++)
            {
                _writer.HexLine(_fault.Frames[i]);
            }

            _writer.Close();
            _writer.Close();
        }
    }
}
