// SPDX-License-Identifier: MIT
// Keeps the last report of each name for those who read them. All room is taken at the start, by the configuration: who submits a
// report that is too long learns it, and nobody can use up what another report needs.

using Wardstone.Runtime;
using Wardstone.Runtime.Hid;

namespace Wardstone.Components
{
    /// <summary>The component behind <see cref="ReportBinary"/>.</summary>
    /// <remarks>
    /// config
    ///   + report NAME      as often as there are reports, at most 16; the last part of the label of the session that writes it
    ///     size: BYTES      room for its text, such as 4096 or 4K; at most 32767
    ///     rom: LABEL       instead of a size: nobody writes it, it is the lines of the Rom of that label
    /// </remarks>
    public sealed class ReportComponent : Component
    {
        private const int MaxReports = 16;
        private const int MaxName = 31;

        private readonly ReportText[] _reports = new ReportText[MaxReports];
        private ReportReaders _readers;
        private Env _env;
        private int _count;

        public override void Construct(Env env)
        {
            _env = env;
            HidReader config = env.Config();
            string problem = Read(config);
            if (problem.Length != 0)
            {
                env.Refuse(config, problem);
                return;
            }

            _readers = new ReportReaders(_reports, _count);
            for (int i = 0; i < _count; i++)
            {
                _reports[i].Readers = _readers;
            }
        }

        public override object Open(string service, string label)
        {
            if (service == "ReportReader")
            {
                return _readers == null ? null : _readers.Open(label);
            }

            string name = SessionLabel.Last(label);
            for (int i = 0; i < _count; i++)
            {
                if (HidText.Is(_reports[i].Name, name) && !_reports[i].IsOfRom)
                {
                    return _reports[i];
                }
            }

            return null;
        }

        // Each of these reads one node to its end, and returns what is wrong where the reader stands.
        private string Read(HidReader config)
        {
            for (HidToken token = config.Read(); token != HidToken.NodeEnd && token != HidToken.End; token = config.Read())
            {
                string problem = token == HidToken.Node && HidText.Is(config.Tag, "report")
                    ? ReadReport(config)
                    : HidErrorWords.Unexpected(config, token);
                if (problem.Length != 0)
                {
                    return problem;
                }
            }

            return "";
        }

        private string ReadReport(HidReader config)
        {
            byte[] name = null;
            string rom = null;
            int size = 0;
            for (HidToken token = config.Read(); token != HidToken.NodeEnd; token = config.Read())
            {
                bool isAttribute = token == HidToken.Attribute;
                if (isAttribute && HidText.Is(config.Tag, "name") && config.Value.Length <= MaxName)
                {
                    name = config.Value.ToArray();
                }
                else if (isAttribute && HidText.Is(config.Tag, "size"))
                {
                    if (!HidText.TrySize(config.Value, HidReader.MaxLength, out size) || size == 0)
                    {
                        return "'size' is 1 to 32767";
                    }
                }
                else if (isAttribute && HidText.Is(config.Tag, "rom"))
                {
                    rom = HidText.String(config.Value);
                }
                else
                {
                    return isAttribute && HidText.Is(config.Tag, "name")
                        ? "a report's name has at most 31 characters"
                        : HidErrorWords.Unexpected(config, token);
                }
            }

            return name == null || (size == 0) == (rom == null) ? "a report needs a name, and 'size' or 'rom'" : Add(name, size, rom);
        }

        private string Add(byte[] name, int size, string rom)
        {
            if (_count == MaxReports)
            {
                return "there are more than 16 reports";
            }

            for (int i = 0; i < _count; i++)
            {
                if (HidText.Same(_reports[i].Name, name))
                {
                    return "there is a report of this name already";
                }
            }

            _reports[_count] = rom == null
                ? new ReportText(name, size)
                : new ReportText(name, (IRomSession)_env.Request("Rom", rom));
            _count++;
            return "";
        }
    }
}
