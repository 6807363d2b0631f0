// SPDX-License-Identifier: MIT
// Reads init.hid from its first byte to its last, into children and their routes. It looks at one node at a time: what nodes say
// of each other is for Routing and the plans. It is strict, as a setting that is silently ignored is one that somebody relied on.
// What must hold: no text makes it throw.

using Wardstone.Runtime.Hid;

namespace Wardstone.Runtime
{
    internal sealed class ConfigReader
    {
        private const int MaxMs = 3_600_000;

        private readonly IRomSession _rom;
        private readonly IConfigExtension _extension;
        private readonly Refusal _refusal;
        private readonly ChildReader _children;
        private bool _hasReport;

        public ConfigReader(IRomSession rom, Binary[] binaries, ChildList children, IConfigExtension extension, Refusal refusal)
        {
            _rom = rom;
            _extension = extension;
            _refusal = refusal;
            _children = new ChildReader(rom, binaries, children, refusal);
        }

        /// <summary>Shortest time between two reports because something changed, in milliseconds.</summary>
        public int ReportDelayMs { get; private set; } = 500;

        /// <summary>Time between two reports of figures, in milliseconds.</summary>
        public int ReportPeriodMs { get; private set; } = 5000;

        /// <summary>0: no watchdog.</summary>
        public int WatchdogTimeoutMs { get; private set; }

        public Place WatchdogPlace { get; private set; }

        public bool TryRead()
        {
            HidReader reader = new HidReader(_rom);
            HidToken token = reader.Read();
            if (token == HidToken.Error)
            {
                return _refusal.Unexpected(reader, token);
            }

            if (!HidText.Is(reader.Tag, "config"))
            {
                return _refusal.At(reader, "the top-level node must be 'config'");
            }

            for (token = reader.Read(); token != HidToken.End; token = reader.Read())
            {
                if (!TryReadPart(reader, token))
                {
                    return false;
                }
            }

            string missing = _extension == null ? "" : _extension.Finish();
            return missing.Length == 0 || _refusal.At(reader, missing);
        }

        private bool TryReadPart(HidReader reader, HidToken token)
        {
            if (token == HidToken.NodeEnd)
            {
                return true;
            }

            bool isNode = token == HidToken.Node;
            if (isNode && HidText.Is(reader.Tag, "start"))
            {
                return _children.TryRead(reader, null);
            }

            if (isNode && HidText.Is(reader.Tag, "report") && !_hasReport)
            {
                _hasReport = true;
                return TryReadReport(reader);
            }

            if (isNode && HidText.Is(reader.Tag, "watchdog") && WatchdogPlace == null)
            {
                return TryReadWatchdog(reader);
            }

            string problem = _extension != null && (isNode || token == HidToken.Attribute) ? _extension.Read(reader, token) : null;
            return problem == null ? _refusal.Unexpected(reader, token) : problem.Length == 0 || _refusal.At(reader, problem);
        }

        private bool TryReadReport(HidReader reader)
        {
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                int value = 0;
                bool isDelay = token == HidToken.Attribute && HidText.Is(reader.Tag, "delay_ms");
                if (!isDelay && (token != HidToken.Attribute || !HidText.Is(reader.Tag, "period_ms")))
                {
                    return _refusal.Unexpected(reader, token);
                }

                if (!AttributeReader.TryNumber(reader, _refusal, 10, MaxMs, ref value))
                {
                    return false;
                }

                ReportDelayMs = isDelay ? value : ReportDelayMs;
                ReportPeriodMs = isDelay ? ReportPeriodMs : value;
            }

            return true;
        }

        private bool TryReadWatchdog(HidReader reader)
        {
            WatchdogPlace = new Place(reader);
            int timeoutMs = 0;
            for (HidToken token = reader.Read(); token != HidToken.NodeEnd; token = reader.Read())
            {
                if (token != HidToken.Attribute || !HidText.Is(reader.Tag, "timeout_ms"))
                {
                    return _refusal.Unexpected(reader, token);
                }

                if (!AttributeReader.TryNumber(reader, _refusal, 100, MaxMs, ref timeoutMs))
                {
                    return false;
                }
            }

            WatchdogTimeoutMs = timeoutMs;
            return timeoutMs != 0 || _refusal.At(WatchdogPlace, "the attribute 'timeout_ms' of 'watchdog' is missing");
        }
    }
}
