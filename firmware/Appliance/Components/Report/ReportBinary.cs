// SPDX-License-Identifier: MIT
using Wardstone.Runtime;

namespace Wardstone.Components
{
    /// <summary>report: provides Report, one report a label, and ReportReader, for all of them.</summary>
    public sealed class ReportBinary : Binary
    {
        public override string Name => "report";

        public override Component Create() => new ReportComponent();

        public override Portal CreatePortal(string service)
        {
            switch (service)
            {
                case "Report": return new ReportPortal();
                case "ReportReader": return new ReportReaderPortal();
                default: return null;
            }
        }
    }
}
